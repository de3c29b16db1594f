"""Benefit levels of beneficiary codes and shares of the fund: history, and a new row from a day on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.administration import benefit_words, words
from vssid_app.administration.blueprint import pages
from vssid_app.administration.dated_forms import LevelForm, ShareForm, SourcedForm
from vssid_app.administration.frame import BENEFITS, administrator, frame
from vssid_app.administration.operations import change_level, change_share
from vssid_app.core.clock import today
from vssid_app.core.dated_rules import BadRow, Place, in_force
from vssid_app.identity.access import signed_in_visitor
from vssid_app.identity.models import Account
from vssid_app.policy import benefit_changes
from vssid_app.policy.models import BenefitLevel, FundScope, FundShare

Row = TypeVar("Row", BenefitLevel, FundShare)


@dataclass(frozen=True, slots=True)
class Subject(Generic[Row]):
    """One thing that has dated rows: how it is called, where it is, its rows, and how another one is put."""

    title: str
    here: str
    rows: Sequence[Row]
    made: Callable[[], Row]
    place: Callable[[], Place[Row]]
    keep: Callable[[Row], None]


@pages.get("/muc-huong")
@administrator
def benefits() -> str:
    """Each beneficiary code with its level and each level with its share, today and next."""
    levels, shares = benefit_changes.all_levels(), benefit_changes.all_shares()
    return render_template(
        "administration/benefits.html",
        **frame(BENEFITS),
        levels=[(code, *_now_and_next(rows)) for code, rows in _by(levels, "beneficiary_code").items()],
        shares=[(level, *_now_and_next(rows)) for level, rows in _by(shares, "level").items()],
        words=benefit_words,
    )


@pages.route("/muc-huong/ma/<beneficiary>", methods=["GET", "POST"])
@administrator
def benefit_level(beneficiary: str) -> ResponseReturnValue:
    """The levels of a beneficiary code; a new one is seen before it is kept."""
    form = LevelForm()
    subject = Subject(
        title=_("Mã đối tượng %(code)s", code=beneficiary),
        here=url_for(".benefit_level", beneficiary=beneficiary),
        rows=benefit_changes.levels_of(beneficiary) if beneficiary.isalnum() else (),
        made=lambda: BenefitLevel(
            beneficiary_code=beneficiary, level=int(form.level.data), valid_from=form.day
        ),
        place=lambda: benefit_changes.place_of_level(beneficiary, form.day, form.reason.value),
        keep=lambda row: change_level(row, source=form.source.value, reason=form.reason.value, by=_me()),
    )
    return _page(subject, form, form.level.data)


@pages.route("/muc-huong/muc/<int:level>", methods=["GET", "POST"])
@administrator
def fund_share(level: int) -> ResponseReturnValue:
    """The shares of a level; a new one is seen before it is kept."""
    form = ShareForm()
    subject = Subject(
        title=_("Quỹ trả ở mức %(level)s", level=level),
        here=url_for(".fund_share", level=level),
        rows=benefit_changes.shares_of(level) if level in benefit_words.LEVELS else (),
        made=lambda: FundShare(
            level=level, percent=form.share, scope=FundScope(form.scope.data), valid_from=form.day
        ),
        place=lambda: benefit_changes.place_of_share(level, form.day, form.reason.value),
        keep=lambda row: change_share(row, source=form.source.value, reason=form.reason.value, by=_me()),
    )
    return _page(subject, form, f"{form.percent.data}|{form.scope.data}")


def _page(subject: Subject[Row], form: SourcedForm, typed: str | None) -> ResponseReturnValue:
    if not subject.rows:
        abort(404)
    place = _place_of(form, subject.place) if form.validate_on_submit() else None
    if place is not None and form.was_seen(f"{typed}|{form.day}") and request.form.get("ghi"):
        return _keep(subject)
    return render_template(
        "administration/benefit.html",
        **frame(BENEFITS),
        subject=subject,
        current=in_force(subject.rows, today()),
        form=form,
        place=place,
        change=benefit_words.change_words(place, subject.made()) if place is not None else "",
        until=words.until_words(place) if place is not None else "",
        words=benefit_words,
    )


def _me() -> Account:
    return signed_in_visitor().account


def _by(rows: Sequence[Row], name: str) -> dict[str | int, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _now_and_next(rows: Sequence[Row]) -> tuple[Row | None, Row | None]:
    day = today()
    return in_force(rows, day), next((row for row in rows if row.valid_from > day), None)


def _place_of(form: SourcedForm, place: Callable[[], Place[Row]]) -> Place[Row] | None:
    try:
        return place()
    except BadRow as bad:
        form.refuse(form.first_day, words.dated_problem(bad.problem))
        return None


def _keep(subject: Subject[Row]) -> ResponseReturnValue:
    try:
        subject.keep(subject.made())
    except BadRow:
        flash(_("Một quản trị viên khác vừa đổi trước. Xem lại rồi làm lại."), "refused")
    else:
        flash(_("Đã ghi giá trị mới."), "done")
    return redirect(subject.here, 303)
