"""What the frame around every page shows: the strip, the header, whom one acts for.

Each part is computed when a layout reads it, so that a page pays only for what it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import current_app, request
from flask_babel import gettext as _

from vssid_app.agencies.remembered import office_name
from vssid_app.core.clock import instant, today
from vssid_app.core.device import known_device
from vssid_app.core.links import url_for
from vssid_app.core.settings import Settings
from vssid_app.core.world import WorldKind, current_world
from vssid_app.identity.access import visitor
from vssid_app.identity.models import Account, Role
from vssid_app.notifications.queries import unread_count
from vssid_app.people.access import in_view_or_none
from vssid_app.people.messages import relation_words
from vssid_app.people.spoken_of import spoken_of
from vssid_app.policy.identity_papers import paper_today, papers_today, takes_old_cards
from vssid_app.pwa import rules as pwa_rules
from vssid_app.pwa.account_mark import account_mark
from vssid_app.welcome.large_text import wants_large_text

INBOX = "inbox.messages"
# They answer at the hospital's counter with at most three statements: there the number of unread messages
# comes with the script's first poll.
WITHOUT_UNREAD = frozenset({"registry.card", "registry.desk_mode"})


@dataclass(frozen=True, slots=True)
class ActingFor:
    """The child that the page is about, as the bar shows it."""

    name: str
    initial: str
    relation: str
    colour: int
    home_url: str
    switch_url: str | None
    acts: bool = True
    """Whether one acts for the person, or only looks."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """The signed-in member of staff, as the desk's header shows them."""

    name: str
    role_label: str
    office_name: str
    sign_out_url: str
    account_url: str


class Shell:
    """Read by the layouts as ``shell``; one for each page."""

    @property
    def practice(self) -> bool:
        """Whether only invented people are in this world."""
        return current_world().is_practice

    @property
    def label(self) -> str:
        """The bold word of the practice strip."""
        return _("TẬP HUẤN") if current_world().kind is WorldKind.TRAINING else _("BẢN DÙNG THỬ")

    @property
    def operator(self) -> str:
        """Who runs this installation."""
        settings: Settings = current_app.extensions["settings"]
        return settings.operator_name

    @cached_property
    def inbox_url(self) -> str | None:
        """The practice inbox; a live installation has none."""
        return url_for(INBOX) if INBOX in current_app.view_functions else None

    @cached_property
    def poll_url(self) -> str | None:
        """Where the script asks for new practice messages; the inbox itself shows them in its list."""
        return url_for("inbox.poll") if self.inbox_url and request.blueprint != "inbox" else None

    @cached_property
    def unread(self) -> int:
        """How many practice messages this phone has not opened."""
        if self.inbox_url is None or request.endpoint in WITHOUT_UNREAD:
            return 0
        device = known_device()
        return 0 if device is None else unread_count(device)

    @property
    def manifest_url(self) -> str:
        """What a browser reads before it offers to put the site on the home screen."""
        return url_for("pwa.web_manifest")

    @property
    def services_url(self) -> str:
        """The services of the person that the page is about, else of whoever is signed in."""
        seen = in_view_or_none()
        if seen is None or not seen.sight.acts:
            return url_for("service_requests.my_services")
        return url_for("service_requests.hub", public_id=seen.person.public_id)

    @property
    def acts(self) -> bool:
        """Whether the visitor acts for whom the page is about, and does not only look on."""
        seen = in_view_or_none()
        return seen is None or seen.sight.acts

    @property
    def help_url(self) -> str:
        """The help page."""
        return url_for("support.help")

    @property
    def large(self) -> bool:
        """Whether this browser wants large text."""
        return wants_large_text()

    @property
    def large_url(self) -> str:
        """Where the A+ button posts; the page comes back afterwards."""
        back = request.full_path.rstrip("?") if request.method == "GET" else request.path
        return url_for("welcome.large_text", tiep=back)

    @property
    def paper(self) -> str:
        """What the identity paper is called today."""
        return paper_today()

    @property
    def papers(self) -> str:
        """What a counter asks for, of adults and children."""
        return papers_today()

    @property
    def has_old_papers(self) -> bool:
        """Whether a CMND of nine digits serves today."""
        return takes_old_cards(today())

    def paper_of(self, number: str | None) -> str:
        """What the paper with this number is called."""
        return paper_today(number)

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return visitor() is not None

    @cached_property
    def account_mark(self) -> str | None:
        """By what this phone knows whose kept cards and drafts are; see ``pwa.account_mark``."""
        return account_mark()

    @property
    def in_app(self) -> pwa_rules.InApp | None:
        """The app whose own browser shows this page; None in every real browser."""
        return pwa_rules.in_app(request.user_agent.string)

    def in_chrome(self, path: str) -> str:
        """The link by which Android opens a page of this site in Chrome."""
        settings: Settings = current_app.extensions["settings"]
        return pwa_rules.in_chrome((settings.public_url or request.host_url.rstrip("/")) + path)

    @property
    def offers_home_screen(self) -> bool:
        """Whether somebody has just come to their own card, and may want it at hand."""
        who = visitor()
        own = who is not None and self.acting_for is None
        return own and pwa_rules.is_offered(who.activated_at if who else None, instant())

    @cached_property
    def acting_for(self) -> ActingFor | None:
        """The child that the page is about; None on pages about oneself or nobody."""
        seen = in_view_or_none()
        if seen is None or seen.relation is None:
            return self._named_child
        return ActingFor(
            name=seen.person.short_name,
            initial=seen.person.initial,
            relation=relation_words(seen.relation),
            colour=seen.colour,
            home_url=url_for("registry.my_home"),
            switch_url=self.switch_url,
            acts=seen.sight.acts,
        )

    @property
    def _named_child(self) -> ActingFor | None:
        """The child of a dossier that is not accepted yet."""
        child = spoken_of()
        if child is None:
            return None
        return ActingFor(
            name=child.short_name,
            initial=child.initial,
            relation=relation_words(child.relation),
            colour=child.colour,
            home_url=url_for("registry.my_home"),
            switch_url=self.switch_url,
        )

    @cached_property
    def switch_url(self) -> str | None:
        """Where one changes to another person; None for staff and for who is not signed in."""
        who = visitor()
        if who is None or who.person_id is None:
            return None
        seen = in_view_or_none()
        if seen is None:
            return url_for("registry.switch")
        # Both stand in an address as they are: the name of an endpoint and a public code.
        return f"{url_for('registry.switch')}?trang={request.endpoint}&nguoi={seen.person.public_id}"

    @cached_property
    def staff(self) -> StaffMember | None:
        """The signed-in member of staff."""
        who = visitor()
        if who is None or not who.is_staff:
            return None
        return StaffMember(
            name=who.account.display_name,
            role_label=_role_words(who.account),
            office_name=_office_words(who.account),
            sign_out_url=url_for("identity.sign_out"),
            account_url=url_for("identity.signed_in_devices"),
        )


def _role_words(account: Account) -> str:
    is_admin = any(role.role is Role.ADMIN for role in account.roles)
    return _("Quản trị") if is_admin else _("Cán bộ BHXH")


def _office_words(account: Account) -> str:
    codes = [role.office_code for role in account.roles if role.office_code]
    return office_name(next(iter(codes), None), today()) or _("Tất cả cơ quan")
