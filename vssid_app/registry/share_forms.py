"""What each guardian may see, one tick a part; what is offered depends on who may look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from vssid_app.core.forms import AppForm, Tick
from vssid_app.people.handing_over import Viewer
from vssid_app.people.messages import part_words
from vssid_app.people.sight_rules import ALL_PARTS, KEPT_IN_CARE, Part


class ShareForm(AppForm):
    """The ticks of ``share_form``."""

    def ticks_of(self, viewer: Viewer) -> list[Tick]:
        """The ticks about one viewer, in the order of the pages."""
        names = [_name(viewer, part) for part in ALL_PARTS]
        return [cast("Tick", self[name]) for name in names if name in self]

    def chosen_for(self, viewer: Viewer) -> frozenset[Part]:
        """What was ticked for one."""
        return frozenset(
            part for part in ALL_PARTS if _name(viewer, part) in self and self[_name(viewer, part)].data
        )


def share_form(viewers: Sequence[Viewer], *, grown: bool) -> ShareForm:
    """A form with a tick for each viewer and part; of one in care without the part that is always seen."""
    offered = offered_parts(grown=grown)

    class Form(ShareForm):
        """Of these viewers."""

    for viewer in viewers:
        for part in offered:
            setattr(Form, _name(viewer, part), Tick(part_words(part)))
    shared = {_name(viewer, part): part in viewer.parts for viewer in viewers for part in offered}
    return Form(data=shared)


def offered_parts(*, grown: bool) -> list[Part]:
    """The parts to choose from."""
    return [part for part in ALL_PARTS if grown or part not in KEPT_IN_CARE]


def nothing_for(viewers: Iterable[Viewer]) -> dict[int, frozenset[Part]]:
    """The choice that shares nothing."""
    return {viewer.person.id: frozenset() for viewer in viewers}


def _name(viewer: Viewer, part: Part) -> str:
    return f"{part}_{viewer.person.public_id}"
