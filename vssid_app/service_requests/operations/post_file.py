"""The post's file against the requests of one's offices: what each line would do, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import gettext as _

from vssid_app.core.clock import VIETNAM, today
from vssid_app.core.pages import show_day
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.operations import handing
from vssid_app.service_requests.parcels import NumberTaken, elsewhere, parcels_with
from vssid_app.service_requests.post_file_rules import PostLine
from vssid_app.service_requests.staff_queries import Offices, requests_of_office
from vssid_app.service_requests.states import Action, NotAllowed, Status, next_status


class Standing(StrEnum):
    """What comes of a line that could be read."""

    WILL = "will"
    DONE = "done"
    """Just now, by this file."""
    BEFORE = "before"
    """Recorded already: a file may be sent twice."""
    UNKNOWN = "unknown"
    """No request of one's offices has the code."""
    OTHER_NUMBER = "other_number"
    NUMBER_TAKEN = "number_taken"
    """It stands for a parcel to another place."""
    NOT_BY_POST = "not_by_post"
    OTHER_STATE = "other_state"
    IN_FUTURE = "in_future"
    TOO_EARLY = "too_early"
    """Before the request was sent: a slip, which the family would read as the day of its parcel."""
    BAD = "bad"
    """Not readable; ``PostLine.trouble`` says why."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with what comes of it."""

    line: PostLine
    standing: Standing
    status: Status | None = None
    """Where the request is, for a line that does not fit."""


@dataclass(slots=True)
class _Parcel:
    """A request as the lines before have left it."""

    request: ServiceRequest
    status: Status
    number: str


def judge(lines: Sequence[PostLine], offices: Offices) -> list[Judged]:
    """What each line would do, one after another; nothing is written."""
    codes = list(dict.fromkeys(line.code for line in lines if line.trouble is None))
    parcels = {
        each.code: _Parcel(each, Status(each.status), each.tracking_number)
        for each in requests_of_office(codes, offices)
    }
    sent = parcels_with({line.number for line in lines if line.action is Action.DISPATCH})
    return [_judge(line, parcels.get(line.code), sent) for line in lines]


def apply(lines: Sequence[PostLine], offices: Offices, *, by: int) -> list[Judged]:
    """Do what the good lines say, each in a transaction of its own; the same file again changes nothing."""
    judged = judge(lines, offices)
    by_code = {
        each.code: each
        for each in requests_of_office(
            [one.line.code for one in judged if one.standing is Standing.WILL], offices
        )
    }
    return [
        _apply(one, by_code[one.line.code], by) if one.standing is Standing.WILL else one for one in judged
    ]


def _judge(line: PostLine, parcel: _Parcel | None, sent: dict[str, list[ServiceRequest]]) -> Judged:
    """``sent`` are the parcels by number, to which this line may add one."""
    if line.trouble is not None or line.action is None or line.day is None:
        return Judged(line, Standing.BAD)
    if parcel is None:
        return Judged(line, Standing.UNKNOWN)
    misfit = _misfit(line, line.action, line.day, parcel)
    if misfit is not None:
        return Judged(line, misfit)
    try:
        status = next_status(RequestKind(parcel.request.kind), parcel.status, line.action)
    except NotAllowed:
        return Judged(line, Standing.OTHER_STATE, parcel.status)
    if line.action is Action.DISPATCH:
        same_number = sent.setdefault(line.number, [])
        if elsewhere(parcel.request, same_number):
            return Judged(line, Standing.NUMBER_TAKEN)
        same_number.append(parcel.request)
    parcel.status, parcel.number = status, line.number
    return Judged(line, Standing.WILL)


def _misfit(line: PostLine, action: Action, day: date, parcel: _Parcel) -> Standing | None:
    """Why a line about a known request is not to be recorded, whatever state the request is in."""
    if _is_recorded(line, action, parcel):
        return Standing.BEFORE
    if day > today():
        return Standing.IN_FUTURE
    if parcel.request.sent_at is not None and day < parcel.request.sent_at.astimezone(VIETNAM).date():
        return Standing.TOO_EARLY
    if parcel.request.delivery != Delivery.POST:
        return Standing.NOT_BY_POST
    under_way = action is not Action.DISPATCH and parcel.status is Status.IN_DELIVERY
    return Standing.OTHER_NUMBER if under_way and parcel.number != line.number else None


def _is_recorded(line: PostLine, action: Action, parcel: _Parcel) -> bool:
    """Whether the parcel of this number has had this event.

    A number is the request's last one only: an older parcel's events no longer fit its state, which is said.
    """
    return parcel.request.tracking_number == line.number and any(
        change.action == action for change in _since_dispatch(parcel.request)
    )


def _since_dispatch(request: ServiceRequest) -> list[ServiceRequestChange]:
    changes = list(request.changes)
    starts = [n for n, change in enumerate(changes) if change.action == Action.DISPATCH]
    return changes[starts[-1] :] if starts else []


def _apply(one: Judged, request: ServiceRequest, by: int) -> Judged:
    line = one.line
    try:
        if line.action is Action.DISPATCH:
            handing.dispatch(request, line.number, by=by)
        elif line.action is Action.DELIVER:
            handing.deliver(request, by=by, note=_note(line.day))
        else:
            handing.return_from_post(request, by=by, note=_note(line.day))
    except NotAllowed as refused:
        return Judged(line, Standing.OTHER_STATE, refused.status)
    except NumberTaken:
        return Judged(line, Standing.NUMBER_TAKEN)
    return Judged(line, Standing.DONE)


def _note(day: date | None) -> str:
    return _("Bưu điện ghi ngày %(day)s.", day=show_day(day)) if day else ""
