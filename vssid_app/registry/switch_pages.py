"""``Đổi người``: whom one may see and act for, to be chosen from; the same page of the other one follows."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.clock import today
from vssid_app.core.text import fold
from vssid_app.identity.access import signed_in, signed_in_visitor
from vssid_app.people.access import opens
from vssid_app.people.ended import ended_lately
from vssid_app.people.queries import find_person
from vssid_app.people.seen import InView
from vssid_app.registry import messages
from vssid_app.registry.blueprint import pages
from vssid_app.registry.overview import overview_of
from vssid_app.registry.queries import children_of
from vssid_app.registry.reference import reference_on

HOME = "registry.home"
SEARCH_FROM = 4
"""So many people, oneself among them, are too many to be found at a glance."""


@pages.get("/doi-nguoi")
@signed_in
def switch() -> ResponseReturnValue:
    """Oneself, then the children with the state of their cards; ``phan`` asks for the list alone."""
    own = signed_in_visitor().person_id
    if own is None:
        abort(404)
    me = find_person(own)
    if me is None:
        return redirect(url_for(".my_home"))
    reference = reference_on(today())
    everybody = children_of(me, today())
    sought = fold(request.args.get("tim", ""))
    found = [child for child in everybody if sought in fold(child.seen.person.full_name)]
    template = "registry/switch_sheet.html" if "phan" in request.args else "registry/switch.html"
    return render_template(
        template,
        me=me,
        children=[(child, overview_of(child.holding, reference)) for child in found],
        page_of=page_of,
        wanted=request.args.get("trang", ""),
        current=request.args.get("nguoi", ""),
        sought=request.args.get("tim", ""),
        ended=ended_lately(me.id, today()),
        searches=len(everybody) + 1 >= SEARCH_FROM,
        words=messages,
    )


def page_of(wanted: str, seen: InView | None = None) -> str:
    """The page to go to: that of the kind one comes from, else Home; nothing typed reaches an address.

    Home too, where whoever is ``seen`` does not share that page.
    """
    page = SAME_PAGE.get(wanted, HOME)
    return page if seen is None or opens(page, seen) else HOME


_PLAIN = (
    *("registry.card", "registry.desk_mode", "registry.profile"),
    *("registry.participation_home", "registry.benefits_home", "registry.visits", "looks.seen_by"),
)
SAME_PAGE = {
    **{name: name for name in _PLAIN},
    "people.care": "people.care",
    "people.care_changes": "people.care",
    "people.invite": "people.care",
    "people.invitation": "people.care",
    "registry.participation": "registry.participation_home",
    "registry.statement": "registry.participation_home",
    "registry.benefits": "registry.benefits_home",
    "registry.visit": "registry.visits",
    "registry.card_image": "registry.card",
}
"""Pages about a person and what the same is for another, who has other visits and years."""
