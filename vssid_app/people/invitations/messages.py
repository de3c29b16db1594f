"""What the two guardians of a child are told of an invitation, and of its end."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from vssid_app.core.clock import now
from vssid_app.core.pages import show_moment
from vssid_app.identity.models import Account
from vssid_app.identity.queries import account_by_id, account_of_person
from vssid_app.notifications.models import Channel
from vssid_app.notifications.notices import Notice, written
from vssid_app.notifications.operations import Message, enqueue
from vssid_app.people.invitations.queries import Invited
from vssid_app.people.models import Invitation, Person
from vssid_app.people.queries import find_person


def send_accepted(invited: Invited, guest: Person) -> None:
    """To the inviter: who accepted, and that nothing is granted until it is confirmed."""
    _tell_person(invited.inviter, lambda account: accepted(account, guest, invited.child))


def send_granted(invitation: Invitation) -> None:
    """To the invited: the child is in their account from now on."""
    child, account = find_person(invitation.child_id), account_by_id(invitation.guest_account_id)
    if child is not None and account is not None:
        _send(granted(account, child))


def send_refused(invitation: Invitation) -> None:
    """To the one who accepted: the inviter did not mean them."""
    account = account_by_id(invitation.guest_account_id)
    if account is not None:
        _send(refused(account))


def send_ended(person: Person, child: Person) -> None:
    """To the one whose care somebody ended."""
    _tell_person(person, lambda account: ended(account, child))


def send_given_up(person: Person, child: Person, *, to: Person) -> None:
    """To another guardian: somebody has given up the child's care."""
    _tell_person(to, lambda account: given_up(account, person, child))


def accepted(account: Account, guest: Person, child: Person) -> list[Message]:
    """Who accepted, by the name that the register has."""
    text = _(
        "%(guest)s nhận lời chăm sóc %(child)s. Đúng người bạn mời thì vào xác nhận.",
        guest=guest.full_name.title(),
        child=child.short_name,
    )
    brief = _("Có người nhận lời mời chăm sóc con của bạn. Vào xem là ai rồi xác nhận.")
    notice = Notice("care.accepted", _("Có người nhận lời mời"), text, brief, link=_page(child))
    return _to_all(account, notice)


def granted(account: Account, child: Person) -> list[Message]:
    """The child is in the account."""
    text = _("Bạn đã được xác nhận. Mở tài khoản để xem thẻ BHYT của %(child)s.", child=child.short_name)
    brief = _("Bạn đã được xác nhận là người chăm sóc. Mở tài khoản để xem thẻ BHYT.")
    link = f"/nguoi/{child.public_id}/"
    return _to_all(account, Notice("care.granted", _("Bạn là người chăm sóc"), text, brief, link=link))


def refused(account: Account) -> list[Message]:
    """Whoever accepted by mistake need not know of whom."""
    text = _("Người mời không xác nhận bạn là người chăm sóc. Có nhầm lẫn thì hỏi lại người đó.")
    return _to_all(account, Notice("care.refused", _("Lời mời không được xác nhận"), text, link="/moi"))


def ended(account: Account, child: Person) -> list[Message]:
    """From when on, and where to ask."""
    text = _(
        "Bạn không còn xem được hồ sơ của %(child)s từ %(time)s. Thấy sai thì hỏi cơ quan BHXH.",
        child=child.short_name,
        time=show_moment(now()),
    )
    brief = _(
        "Bạn không còn là người chăm sóc từ %(time)s. Thấy sai thì hỏi cơ quan BHXH.",
        time=show_moment(now()),
    )
    return _to_all(account, Notice("care.ended", _("Quyền chăm sóc đã gỡ"), text, brief, link="/toi"))


def given_up(account: Account, person: Person, child: Person) -> list[Message]:
    """Who, of whom, from when on."""
    text = _(
        "%(who)s đã thôi chăm sóc %(child)s từ %(time)s.",
        who=person.full_name.title(),
        child=child.short_name,
        time=show_moment(now()),
    )
    brief = _("Một người chăm sóc con của bạn đã thôi từ %(time)s.", time=show_moment(now()))
    notice = Notice("care.given_up", _("Một người thôi chăm sóc"), text, brief, link=_page(child))
    return _to_all(account, notice)


def _page(child: Person) -> str:
    return f"/nguoi/{child.public_id}/quyen"


def _tell_person(person: Person, write: Callable[[Account], list[Message]]) -> None:
    account = account_by_id(account_of_person(person.id))
    if account is not None:
        _send(write(account))


def _send(told: list[Message]) -> None:
    for message in told:
        enqueue(message)


def _to_all(account: Account, notice: Notice) -> list[Message]:
    """To the phone, and to the email once it is proven."""
    ways = [(Channel.SMS, account.phone)]
    if account.email_proven_at is not None:
        ways.append((Channel.EMAIL, account.email))
    return [written(notice, channel, address) for channel, address in ways if address]
