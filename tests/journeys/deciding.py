"""What an officer does in the journeys, in a browser of their own."""

from __future__ import annotations

from tests.journeys.phone import Phone


def enter(office: Phone) -> None:
    """Sign in at one tap as an officer of Long Biên, and turn the automatic officer off."""
    office.open("/")
    office.page.get_by_role("button", name="Cán bộ BHXH").first.click()
    office.open("/can-bo/hang-cho")
    office.check("queue")
    off = office.page.get_by_role("button", name="Tắt")
    if off.count():
        off.first.click()


def open_dossier(office: Phone, code: str) -> None:
    """Open a dossier from the queue."""
    office.open("/can-bo/hang-cho")
    office.page.get_by_text(code).first.click()
    office.check("review")


def ask_for(office: Phone, code: str, reason: str) -> None:
    """Ask the family for one thing, coded."""
    _decide(office, code, "bo-sung", [reason])


def reject(office: Phone, code: str, reason: str) -> None:
    """Reject with a coded reason."""
    _decide(office, code, "tu-choi", [reason])


def accept(office: Phone, code: str) -> None:
    """Tick the signed paper and accept."""
    open_dossier(office, code)
    office.page.locator("label[for=pick-phe-duyet]").click()
    tick = office.page.locator("#accept input[type=checkbox]")
    if tick.count():
        tick.first.check(force=True)
    office.page.locator("#accept button[type=submit]").click()
    office.look("accepted")


def _decide(office: Phone, code: str, way: str, reasons: list[str]) -> None:
    open_dossier(office, code)
    office.page.locator(f"label[for=pick-{way}]").click()
    form = office.page.locator("#supplement" if way == "bo-sung" else "#reject")
    for box in form.locator("input[type=checkbox]:checked").all():
        form.locator(f"label[for='{box.get_attribute('id')}']").click()
    for reason in reasons:
        tick = form.locator(f"input[value='{reason}']")
        label = form.locator(f"label[for='{tick.get_attribute('id')}']")
        if label.is_hidden():
            form.locator("summary", has_text="lý do").click()
        label.click()
    office.look("decide")
    form.locator("button[type=submit]").click()
    office.look("decided")
