"""What the two guardians of a child are told of an invitation, and of its end."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.clock import now
from vssid_app.core.pages import show_moment
from vssid_app.identity.queries import account_by_id, account_of_person
from vssid_app.identity.telling import tell
from vssid_app.notifications.notices import Notice
from vssid_app.people.invitations.queries import Invited
from vssid_app.people.models import Invitation, Person
from vssid_app.people.queries import find_person


def send_accepted(invited: Invited, guest: Person) -> None:
    """To the inviter: who accepted, and that nothing is granted until it is confirmed."""
    _tell_person(invited.inviter, accepted(guest, invited.child))


def send_granted(invitation: Invitation) -> None:
    """To the invited: the child is in their account from now on."""
    child, account = find_person(invitation.child_id), account_by_id(invitation.guest_account_id)
    if child is not None and account is not None:
        tell(account, granted(child))


def send_refused(invitation: Invitation) -> None:
    """To the one who accepted: the inviter did not mean them."""
    account = account_by_id(invitation.guest_account_id)
    if account is not None:
        tell(account, refused())


def send_ended(person: Person, child: Person) -> None:
    """To the one whose care somebody ended."""
    _tell_person(person, ended(child))


def send_given_up(person: Person, child: Person, *, to: Person) -> None:
    """To another guardian: somebody has given up the child's care."""
    _tell_person(to, given_up(person, child))


def accepted(guest: Person, child: Person) -> Notice:
    """Who accepted, by the name that the register has."""
    text = _(
        "%(guest)s nhận lời chăm sóc %(child)s. Đúng người bạn mời thì vào xác nhận.",
        guest=guest.full_name.title(),
        child=child.short_name,
    )
    brief = _("Có người nhận lời mời chăm sóc con của bạn. Vào xem là ai rồi xác nhận.")
    title = _("Có người nhận lời mời")
    return Notice("care.accepted", title, text, brief, link=_page(child), about_id=child.id)


def granted(child: Person) -> Notice:
    """The child is in the account."""
    text = _("Bạn đã được xác nhận. Mở tài khoản để xem thẻ BHYT của %(child)s.", child=child.short_name)
    brief = _("Bạn đã được xác nhận là người chăm sóc. Mở tài khoản để xem thẻ BHYT.")
    link = f"/nguoi/{child.public_id}/"
    return Notice("care.granted", _("Bạn là người chăm sóc"), text, brief, link=link, about_id=child.id)


def refused() -> Notice:
    """Whoever accepted by mistake need not know of whom."""
    text = _("Người mời không xác nhận bạn là người chăm sóc. Có nhầm lẫn thì hỏi lại người đó.")
    return Notice("care.refused", _("Lời mời không được xác nhận"), text, link="/moi")


def ended(child: Person) -> Notice:
    """From when on, and where to ask; about the receiver, who does not see the child any more."""
    text = _(
        "Bạn không còn xem được hồ sơ của %(child)s từ %(time)s. Thấy sai thì hỏi cơ quan BHXH.",
        child=child.short_name,
        time=show_moment(now()),
    )
    brief = _(
        "Bạn không còn là người chăm sóc từ %(time)s. Thấy sai thì hỏi cơ quan BHXH.",
        time=show_moment(now()),
    )
    return Notice("care.ended", _("Quyền chăm sóc đã gỡ"), text, brief, link="/toi")


def given_up(person: Person, child: Person) -> Notice:
    """Who, of whom, from when on."""
    text = _(
        "%(who)s đã thôi chăm sóc %(child)s từ %(time)s.",
        who=person.full_name.title(),
        child=child.short_name,
        time=show_moment(now()),
    )
    brief = _("Một người chăm sóc con của bạn đã thôi từ %(time)s.", time=show_moment(now()))
    title = _("Một người thôi chăm sóc")
    return Notice("care.given_up", title, text, brief, link=_page(child), about_id=child.id)


def _page(child: Person) -> str:
    return f"/nguoi/{child.public_id}/quyen"


def _tell_person(person: Person, notice: Notice) -> None:
    account = account_by_id(account_of_person(person.id))
    if account is not None:
        tell(account, notice)
