"""What somebody may see of another, from care, hand-over and choice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vssid_app.people.sight_rules import (
    ALL_PARTS,
    KEPT_IN_CARE,
    WHOLE,
    Part,
    parts_as_text,
    parts_of,
    sight_by_consent,
    sight_in_care,
)

SOME_PARTS = st.frozensets(st.sampled_from(ALL_PARTS))


@given(SOME_PARTS)
def test_until_the_hand_over_a_guardian_sees_all_and_acts(shared: frozenset[Part]) -> None:
    assert sight_in_care(is_handed_over=False, shared=shared) == WHOLE
    assert WHOLE.hidden == ()


@given(SOME_PARTS)
def test_after_it_a_guardian_sees_the_card_and_what_is_shared_and_never_acts(shared: frozenset[Part]) -> None:
    seen = sight_in_care(is_handed_over=True, shared=shared)
    assert seen.parts == KEPT_IN_CARE | shared
    assert not seen.acts
    assert {*seen.hidden, *seen.parts} == set(ALL_PARTS)
    assert not set(seen.hidden) & seen.parts


def test_without_an_answer_it_is_the_card_alone() -> None:
    assert sight_in_care(is_handed_over=True, shared=None).parts == {Part.CARD}


@given(SOME_PARTS)
def test_a_grown_person_lets_see_what_was_named_and_nothing_else(shared: frozenset[Part]) -> None:
    seen = sight_by_consent(shared)
    assert (seen is None) == (not shared)
    if seen is not None:
        assert seen.parts == shared
        assert not seen.acts


@given(SOME_PARTS)
def test_a_choice_is_kept_in_one_form(chosen: frozenset[Part]) -> None:
    text = parts_as_text(chosen)
    assert parts_of(text) == chosen
    assert parts_as_text(sorted(chosen, reverse=True)) == text
    assert len(text) <= 80, "the column's length"
