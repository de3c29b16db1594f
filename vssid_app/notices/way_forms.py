"""By which ways each topic is told, one tick a way; what cannot be reached is not offered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from vssid_app.core.forms import AppForm, Tick
from vssid_app.notices.words import channel_words
from vssid_app.notifications.models import Channel, Topic
from vssid_app.notifications.way_rules import CHOSEN_AMONG, FIXED, Reach

CHOOSABLE = tuple(topic for topic in Topic if topic not in FIXED)


class WaysForm(AppForm):
    """The ticks of ``ways_form``."""

    def ticks_of(self, topic: Topic) -> list[Tick]:
        """The ticks of one topic, in the order of the channels."""
        names = [_name(topic, channel) for channel in CHOSEN_AMONG]
        return [cast("Tick", self[name]) for name in names if name in self]

    @property
    def chosen(self) -> dict[Topic, frozenset[Channel]]:
        """What was ticked, by topic."""
        return {topic: self._ticked(topic) for topic in CHOOSABLE}

    def _ticked(self, topic: Topic) -> frozenset[Channel]:
        names = {channel: _name(topic, channel) for channel in CHOSEN_AMONG}
        return frozenset(channel for channel, name in names.items() if name in self and self[name].data)


def ways_form(reach: Reach, taken: Mapping[Topic, Collection[Channel]]) -> WaysForm:
    """A form with a tick for each topic and each channel that leads to the account."""

    class Form(WaysForm):
        """Of this account."""

    offered = [channel for channel in CHOSEN_AMONG if reach.has(channel)]
    for topic in CHOOSABLE:
        for channel in offered:
            setattr(Form, _name(topic, channel), Tick(channel_words(channel)))
    ticked = {_name(topic, channel): channel in taken[topic] for topic in CHOOSABLE for channel in offered}
    return Form(data=ticked)


def _name(topic: Topic, channel: Channel) -> str:
    return f"{topic}-{channel}"
