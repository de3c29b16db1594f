"""The words on both sides of a card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import gettext as _

from vssid_app.core.pages import show_date
from vssid_app.core.text import group_card_code, group_number
from vssid_app.people.rules import Sex
from vssid_app.people.seen import AnyPerson
from vssid_app.registry.overview import CardOverview, ShownCard
from vssid_app.registry.rules import split_card_code

HOTLINE = "1900 9068"


@dataclass(frozen=True, slots=True)
class CardFace:
    """Both sides of a card; ``mark`` and ``kind`` say that a practice card is worth nothing."""

    kind: str
    title: str
    level_label: str
    level: str
    number: str
    facts: tuple[tuple[str, str], ...]
    qr: str
    """The signed code as SVG; empty leaves its place free."""
    not_official: str
    back_title: str
    advice: tuple[str, ...]
    issue: tuple[tuple[str, str], ...]
    mark: str
    sheet_title: str
    sheet_hint: str

    def words(self) -> Mapping[str, Any]:
        """All that is drawn, as plain values for JSON."""
        return asdict(self)

    def as_text(self) -> str:
        """The front in one sentence, for who cannot see the picture."""
        facts = ", ".join(f"{label}: {value}" for label, value in self.facts)
        return f"{self.kind} {self.title}, {self.number}, {facts}"


def card_face(overview: CardOverview, card: ShownCard, *, qr: str, practice: bool, operator: str) -> CardFace:
    """What a card of today prints: the card's own name and birth date, even where the register differs."""
    return CardFace(
        kind=_("THẺ THỰC HÀNH") if practice else _("BẢN THỂ HIỆN ĐIỆN TỬ"),
        title=_("BẢO HIỂM Y TẾ"),
        level_label=_("Mức hưởng"),
        level=str(card.level or split_card_code(card.row.card_code).printed_level),
        number=group_number(overview.person.si_number),
        facts=_facts(overview, card),
        qr=qr,
        not_official=_("Không phải thẻ do BHXH Việt Nam in"),
        back_title=_("Khi đi khám, chữa bệnh"),
        advice=_advice(),
        issue=_issue(card, operator),
        mark=_("MẪU – KHÔNG CÓ GIÁ TRỊ\nKHÁM CHỮA BỆNH") if practice else "",
        sheet_title=_("Thẻ BHYT để in"),
        sheet_hint=_("In đúng cỡ 100 %, cắt theo nét đứt, gập đôi rồi dán hai mặt."),
    )


def _facts(overview: CardOverview, card: ShownCard) -> tuple[tuple[str, str], ...]:
    person: AnyPerson = overview.person
    birth = card.row.printed_birth or person.birth
    facts = [
        (_("Họ tên"), card.row.printed_name or person.full_name),
        (_("Ngày sinh"), birth.show()),
        (_("Giới tính"), _("Nữ") if person.sex == Sex.FEMALE else _("Nam")),
        (_("Nơi KCB"), card.facility or _("Chưa đăng ký")),
        (_("Giá trị từ"), show_date(card.row.valid_from)),
    ]
    run = overview.continuity
    if run is not None and run.broken_since is None:
        facts.append((_("Đủ 5 năm"), show_date(run.five_year_date)))
    return tuple(facts)


def _advice() -> tuple[str, ...]:
    return (
        _("Đưa thẻ cùng giấy tờ có ảnh. Trẻ em: giấy khai sinh."),
        _("Hạn dùng không in trên thẻ: xem ở mục Thẻ BHYT, hoặc quét mã QR."),
        _("Sai thông tin, mất hoặc hỏng thẻ: báo cơ quan BHXH."),
        _("Không cho người khác mượn thẻ."),
    )


def _issue(card: ShownCard, operator: str) -> tuple[tuple[str, str], ...]:
    row = card.row
    found = [(_("Mã thẻ"), group_card_code(row.card_code))]
    if card.office:
        found.append((_("Nơi cấp"), card.office))
    if row.issued_on:
        found.append((_("Ngày cấp"), show_date(row.issued_on)))
    found.append((_("Hỏi đáp BHXH"), HOTLINE))
    if operator:
        found.append((_("Trang này do"), operator))
    return tuple(found)
