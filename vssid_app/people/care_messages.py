"""What guardians and children are told of care: that it narrows, ends soon, or has ended.

A notice is about the child as long as the receiver sees the child afterwards; what says that this is over is
about the receiver, who would not be shown it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from vssid_app.core.pages import show_date
from vssid_app.notifications.notices import Notice
from vssid_app.people.change_rules import Change
from vssid_app.people.messages import part_words
from vssid_app.people.seen import AnyPerson
from vssid_app.people.sight_rules import ALL_PARTS, KEPT_IN_CARE, Part

HOME = "/toi"
OWN_SHARES = "/toi/chia-se"
ADD_CHILD = "/them-con"


def hand_over_begun(child: AnyPerson, until: date) -> Notice:
    """To a guardian: the child has an account, and chooses until a day."""
    text = _(
        "%(name)s đã có tài khoản riêng và sẽ chọn bạn còn xem được gì. "
        "Nếu chưa chọn, từ %(day)s bạn chỉ xem thẻ BHYT.",
        name=child.short_name,
        day=show_date(until),
    )
    return _of_child(child, Notice("care.hand_over_begun", _("Con đã có tài khoản riêng"), text, link=HOME))


def shares_chosen(child: AnyPerson, parts: Collection[Part], *, grown: bool) -> Notice:
    """To a guardian: what may be seen from now on."""
    seen = set(parts) if grown else {*parts, *KEPT_IN_CARE}
    named = ", ".join(part_words(part) for part in ALL_PARTS if part in seen)
    text = (
        _(
            "%(name)s cho bạn xem: %(parts)s. Bạn không nộp thay nữa.",
            name=child.short_name,
            parts=named,
        )
        if seen
        else _("%(name)s không cho bạn xem hồ sơ nữa.", name=child.short_name)
    )
    brief = _("%(name)s vừa đổi phần bạn xem được. Mở tài khoản để xem.", name=child.short_name)
    notice = Notice("care.shares_chosen", _("Phần bạn xem được đã đổi"), text, brief, link=HOME)
    return _of_child(child, notice) if seen else notice


def change_near(child: AnyPerson, change: Change, day: date, age: int) -> Notice:
    """To a guardian: what will change, or has changed, on a day; ``age`` is the child's then."""
    notice = _OF_GUARDIAN[change](child.short_name, show_date(day), age)
    return notice if change is Change.CARE_ENDED else _of_child(child, notice)


def of_age_soon(day: date, age: int) -> Notice:
    """To the child itself: care ends on a day; who may look afterwards is its own choice."""
    text = _(
        "Từ %(day)s bạn đủ %(age)s tuổi: cha mẹ, người giám hộ không xem được hồ sơ của bạn nữa. "
        "Từ hôm đó bạn có thể cho họ xem tiếp.",
        day=show_date(day),
        age=age,
    )
    return Notice("care.of_age_soon", _("Bạn sắp trưởng thành"), text, link=OWN_SHARES)


def ended_by_office(child: AnyPerson, *, is_other: bool) -> Notice:
    """To who had the care that an officer ended, or to the other guardians."""
    text = (
        _("Cơ quan BHXH đã chấm dứt quyền của một người chăm sóc %(name)s.", name=child.short_name)
        if is_other
        else _(
            "Cơ quan BHXH đã chấm dứt quyền chăm sóc của bạn với %(name)s. "
            "Thấy không đúng? Mang giấy tờ tới cơ quan BHXH.",
            name=child.short_name,
        )
    )
    notice = Notice("care.ended_by_office", _("Quyền chăm sóc đã chấm dứt"), text, link=HOME)
    return _of_child(child, notice) if is_other else notice


def _own_account(name: str, day: str, age: int) -> Notice:
    text = _(
        "%(name)s tròn %(age)s tuổi ngày %(day)s. "
        "Có CCCD thì con tự đăng ký tài khoản và chọn bạn còn xem được gì.",
        name=name,
        age=age,
        day=day,
    )
    return Notice("care.own_account", _("Con sắp tự đăng ký được"), text, link=HOME)


def _of_age_soon(name: str, day: str, age: int) -> Notice:
    text = _(
        "Từ %(day)s %(name)s đủ %(age)s tuổi, bạn không xem được hồ sơ nữa. "
        "Có tài khoản riêng thì có thể cho bạn xem tiếp.",
        day=day,
        age=age,
        name=name,
    )
    return Notice("care.of_age_near", _("Quyền chăm sóc sắp hết"), text, link=HOME)


def _care_ends(name: str, day: str, _age: int) -> Notice:
    text = _(
        "Quyền giám hộ của bạn với %(name)s hết sau ngày %(day)s. "
        "Có quyết định mới thì đăng ký lại trước hôm đó.",
        name=name,
        day=day,
    )
    return Notice("care.ends", _("Quyền giám hộ sắp hết"), text, link=ADD_CHILD)


def _care_ended(name: str, day: str, _age: int) -> Notice:
    text = _(
        "Quyền chăm sóc của bạn với %(name)s đã hết sau ngày %(day)s. Bạn không xem được hồ sơ này nữa.",
        name=name,
        day=day,
    )
    return Notice("care.over", _("Quyền chăm sóc đã hết"), text, link=HOME)


_OF_GUARDIAN: dict[Change, Callable[[str, str, int], Notice]] = {
    Change.OWN_ACCOUNT: _own_account,
    Change.OF_AGE_SOON: _of_age_soon,
    Change.CARE_ENDS: _care_ends,
    Change.CARE_ENDED: _care_ended,
}


def _of_child(child: AnyPerson, notice: Notice) -> Notice:
    """In the app it stands beside the child's name, and leads to the child unless to something to be done."""
    screen = f"/nguoi/{child.public_id}/" if notice.link == HOME else ""
    return replace(notice, about_id=child.id, screen=screen)
