"""By which ways a kind of message goes: for every topic, choice and reach."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.notifications.way_rules import (
    FIXED,
    ONE_WAY,
    Channel,
    Reach,
    Topic,
    is_default,
    topic_of,
    ways,
)

WAYS_OUT = (Channel.SMS, Channel.EMAIL)
REACHES = [Reach(phone, email) for phone, email in product((True, False), repeat=2)]
reaches = st.sampled_from(REACHES)
choices = st.dictionaries(st.sampled_from(Channel), st.booleans())


@given(st.sampled_from(Topic), reaches, choices)
def test_whatever_is_chosen_there_is_a_way_and_none_that_was_switched_off(
    topic: Topic, reach: Reach, chosen: dict[Channel, bool]
) -> None:
    taken = ways(topic, reach, chosen)
    assert Channel.APP in taken, "in the app it always stands"
    assert len(taken) == len(set(taken))
    for channel in WAYS_OUT:
        if channel in taken:
            assert reach.has(channel), "nothing goes where nobody is"
            assert topic in FIXED or chosen.get(channel) is not False
        elif reach.has(channel):
            assert topic not in FIXED, "what protects the account always goes out"
            assert chosen.get(channel) is not True


@given(reaches, choices)
def test_what_protects_the_account_goes_by_all_ways_whatever_is_chosen(
    reach: Reach, chosen: dict[Channel, bool]
) -> None:
    expected = tuple(channel for channel in Channel if reach.has(channel))
    assert ways(Topic.SECURITY, reach, chosen) == expected


@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.parametrize("topic", Topic)
def test_choosing_what_stands_anyway_changes_nothing(topic: Topic, reach: Reach) -> None:
    default = {channel: is_default(topic, channel, reach) for channel in Channel}
    assert ways(topic, reach, default) == ways(topic, reach, {})


@pytest.mark.parametrize("topic", sorted(ONE_WAY))
def test_some_go_to_the_phone_and_else_to_the_email(topic: Topic) -> None:
    assert ways(topic, Reach(phone=True, email=True), {}) == (Channel.SMS, Channel.APP)
    assert ways(topic, Reach(phone=False, email=True), {}) == (Channel.EMAIL, Channel.APP)
    assert ways(topic, Reach(phone=False, email=False), {}) == (Channel.APP,)
    both = ways(topic, Reach(phone=True, email=True), {Channel.EMAIL: True})
    assert both == (Channel.SMS, Channel.EMAIL, Channel.APP)


@pytest.mark.parametrize("topic", sorted(set(Topic) - ONE_WAY))
def test_the_others_go_to_both(topic: Topic) -> None:
    assert ways(topic, Reach(phone=True, email=True), {}) == (Channel.SMS, Channel.EMAIL, Channel.APP)


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        ("service.print", Topic.SERVICES),
        ("dossier.rejected", Topic.REGISTRATION),
        ("case.settled", Topic.REGISTRATION),
        ("care.ended", Topic.CARE),
        ("card.expires", Topic.CARD_EXPIRY),
        ("account.new_sign_in", Topic.SECURITY),
        ("deletion.asked", Topic.SECURITY),
    ],
)
def test_each_kind_has_its_topic(kind: str, topic: Topic) -> None:
    assert topic_of(kind) is topic


def test_a_code_is_asked_for_and_not_told() -> None:
    with pytest.raises(KeyError):
        topic_of("code.sign_in")
