"""``Ai được xem hồ sơ của tôi``: a person's own side of what guardians see."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.core.pages import show_date
from vssid_app.identity.access import signed_in, signed_in_visitor
from vssid_app.identity.models import Account
from vssid_app.people.access import current_in_view, for_person
from vssid_app.people.care_rules import first_day_of_age
from vssid_app.people.handing_over import choose_shares, hand_over_of, is_of_age, viewers_of
from vssid_app.people.messages import guardian_words
from vssid_app.people.queries import find_person
from vssid_app.people.seen import InView
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number
from vssid_app.registry.blueprint import pages
from vssid_app.registry.share_forms import nothing_for, share_form
from vssid_app.registry.waiting import Waiting

DONE = "done"


@pages.get("/toi/chia-se")
@signed_in
def my_shares() -> ResponseReturnValue:
    """To one's own page, for links that do not know who that will be."""
    own = signed_in_visitor().person_id
    person = find_person(own) if own is not None else None
    if person is None:
        return redirect(url_for(".my_home"))
    return redirect(url_for(".shares", public_id=person.public_id))


@pages.route("/nguoi/<public_id>/chia-se", methods=["GET", "POST"])
@for_person
def shares(public_id: str) -> ResponseReturnValue:
    """What each guardian may see; a person's own choice, never a guardian's."""
    seen = current_in_view()
    if seen.relation is not None:
        abort(404)
    person = seen.person
    viewers, grown = viewers_of(person), is_of_age(person)
    form = share_form(viewers, grown=grown)
    if form.validate_on_submit():
        chosen = {viewer.person.id: form.chosen_for(viewer) for viewer in viewers}
        chosen = nothing_for(viewers) if "none" in request.form else chosen
        choose_shares(person, chosen, by=signed_in_visitor().account_id)
        flash(_("Đã lưu. Người được xem đã nhận tin báo."), DONE)
        return redirect(url_for(".shares", public_id=public_id), 303)
    adult_age = whole_number(Parameter.ADULT_AGE, today())
    return render_template(
        "registry/shares.html",
        form=form,
        person=person,
        viewers=viewers,
        grown=grown,
        adult_age=adult_age,
        of_age_on=first_day_of_age(person.birth, adult_age),
        asked_until=None if grown else seen.choose_before,
        guardian_words=guardian_words,
    )


def where_hand_over_leads(account: Account) -> str | None:
    """After the activation: to the question what guardians still see, where there are any."""
    over = hand_over_of(account.person_id) if account.person_id is not None else None
    return url_for("registry.my_shares") if over is not None and over.answered_at is None else None


def still_to_choose(seen: InView) -> list[Waiting]:
    """A row of one's own Home until it is said what guardians see."""
    if seen.choose_before is None:
        return []
    return [
        Waiting(
            title=_("Chọn ai được xem hồ sơ của bạn"),
            words=_("trước %(day)s", day=show_date(seen.choose_before)),
            url=url_for("registry.my_shares"),
            needs_holder=True,
        )
    ]
