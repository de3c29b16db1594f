"""What packages above add to this one, which must not know them; ``app.py`` brings the two together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel

OnActivation = Callable[[Account], None]
OnNewContact = Callable[[Account, Channel, str], None]
OnSessionsEnded = Callable[[Account], None]
WhereNext = Callable[[Account], str | None]
OwnWords = Callable[[Account], Iterable[str]]

_on_activation: list[OnActivation] = []
_on_new_contact: list[OnNewContact] = []
_on_sessions_ended: list[OnSessionsEnded] = []
_where_next: list[WhereNext] = []
_own_words: list[OwnWords] = []


def call_on_activation(listener: OnActivation) -> None:
    """Have a listener called with each activation of an account, inside its transaction."""
    if listener not in _on_activation:
        _on_activation.append(listener)


def call_on_new_contact(listener: OnNewContact) -> None:
    """Have a listener called with each new phone or email, inside its transaction and before it is kept."""
    if listener not in _on_new_contact:
        _on_new_contact.append(listener)


def call_on_sessions_ended(listener: OnSessionsEnded) -> None:
    """Have a listener called when browsers of an account were signed out from afar, inside that act."""
    if listener not in _on_sessions_ended:
        _on_sessions_ended.append(listener)


def ask_for_own_words(source: OwnWords) -> None:
    """Have a source asked for what a password of an account must not be made of (the holder's name)."""
    if source not in _own_words:
        _own_words.append(source)


def ask_where_next(source: WhereNext) -> None:
    """Have a source asked where to lead somebody whose account was just activated; None is home."""
    if source not in _where_next:
        _where_next.append(source)


def where_next(account: Account) -> str | None:
    """The first address that a source gives."""
    return next(filter(None, (source(account) for source in _where_next)), None)


def tell_activated(account: Account) -> None:
    """Call the listeners."""
    for listener in _on_activation:
        listener(account)


def tell_new_contact(account: Account, channel: Channel, address: str) -> None:
    """Call the listeners; the account still has the old one."""
    for listener in _on_new_contact:
        listener(account, channel, address)


def tell_sessions_ended(account: Account) -> None:
    """Call the listeners."""
    for listener in _on_sessions_ended:
        listener(account)


def own_words(account: Account) -> Sequence[str]:
    """The words of an account's holder, as far as anybody knows them."""
    known = (account.user_name, account.display_name, account.phone or "", account.email or "")
    asked = chain.from_iterable(source(account) for source in _own_words)
    return [word for word in (*known, *asked) if word]
