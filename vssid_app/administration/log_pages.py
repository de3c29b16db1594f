"""The log: who did what, when, found by what, who, about what and the day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vssid_app.administration import log_words
from vssid_app.administration.blueprint import pages
from vssid_app.administration.forms import PLAIN_BOX
from vssid_app.administration.frame import LOG, administrator, frame
from vssid_app.administration.queries import Wanted, entries, names_in, request_number
from vssid_app.audit.tags import Tag
from vssid_app.audit.words import tag_word
from vssid_app.core.forms import AppForm, DateParts, Pick, TextLine
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.queries import find_dossier
from vssid_app.identity.models import Account
from vssid_app.identity.queries import find_staff
from vssid_app.service_requests.models import ServiceRequest

LAST_PAGE = 1000


class LogForm(AppForm):
    """What is looked for; sent by GET, so that it can be come back to."""

    class Meta(AppForm.Meta):
        csrf = False

    viec = Pick(_l("Việc"), choices=[])
    ai = TextLine(_l("Ai làm"), hint=_l("Tên đăng nhập của cán bộ."), max_length=40, box=PLAIN_BOX)
    ve = TextLine(
        _l("Về"),
        hint=_l("Mã hồ sơ, mã yêu cầu, hoặc tên đăng nhập của cán bộ."),
        max_length=40,
        box=PLAIN_BOX,
    )
    ngay = DateParts(_l("Ngày"))

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self.viec.choices = log_words.tag_choices()

    def wanted(self) -> Wanted | None:
        """What is looked for; None when something of it is wrong, which is said at the field."""
        if not self.validate():
            return None
        wanted = Wanted(
            tag=Tag(self.viec.data) if self.viec.data else None,
            actor=self._actor(),
            subject=self._subject(),
            day=self._day(),
        )
        return None if self.error_list else wanted

    def _actor(self) -> int | None:
        account = find_staff(self.ai.value) if self.ai.value else None
        if self.ai.value and account is None:
            self.refuse(self.ai, _("Không có cán bộ nào tên đăng nhập như vậy."))
        return account.id if account else None

    def _subject(self) -> tuple[str, int] | None:
        if not self.ve.value:
            return None
        dossier = find_dossier(self.ve.value.upper())
        if dossier is not None:
            return Dossier.__name__, dossier.id
        request_id = request_number(self.ve.value.upper())
        if request_id is not None:
            return ServiceRequest.__name__, request_id
        account = find_staff(self.ve.value)
        if account is not None:
            return Account.__name__, account.id
        self.refuse(self.ve, _("Không có hồ sơ, yêu cầu hay cán bộ nào như vậy. Mã có dạng TH-7K3M-Q9XA."))
        return None

    def _day(self) -> date | None:
        year, month, day = self.ngay.data or (0, None, None)
        return date(year, month, day) if month and day else None


@pages.get("/nhat-ky")
@administrator
def log() -> str:
    """The latest entries, or those that were looked for."""
    form = LogForm(request.args)
    wanted, number = form.wanted(), _page_number()
    rows, more = entries(wanted, number) if wanted else ((), False)
    names = names_in(rows)
    told = [
        (
            row.at,
            tag_word(row.tag),
            log_words.actor_words(row, names),
            log_words.subject_words(row, names),
            log_words.facts_words(row),
        )
        for row in rows
    ]
    older = url_for(".log", **form.asked_in_address, trang=number + 1) if more and number < LAST_PAGE else ""
    newer = url_for(".log", **form.asked_in_address, trang=number - 1) if number > 1 else ""
    return render_template(
        "administration/log.html", **frame(LOG), form=form, rows=told, older=older, newer=newer
    )


def _page_number() -> int:
    """Which page is asked for; nonsense is the first."""
    with suppress(ValueError):
        return min(max(int(request.args.get("trang", "1")[:9]), 1), LAST_PAGE)
    return 1
