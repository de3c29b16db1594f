"""Which passwords are good enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.identity.passwords.rules import (
    PasswordProblem,
    has_accents,
    problem_of,
    vietnamese_words,
)

OWN = ("NGUYỄN THỊ MINH THƯ", "05/09/2009", "9900001234", "0000345678", "minhthu@thuchanh.example")


@pytest.mark.parametrize(
    "password",
    ["ba con meo vang", "hoamai7vangtuoi", "Xe.dap-tim,keo", "k7mq-xp3d-a4b5", "🐱 meo va cho con"],
)
def test_length_and_chance_are_enough(password: str) -> None:
    assert problem_of(password, OWN) is None


@pytest.mark.parametrize(
    "password",
    ["12345678", "matkhau123", "anhyeuem", "vietnam2026", "qwertyui", "aaaaaaaa", "Password1", "vssid2026"],
)
def test_what_everybody_uses_is_refused(password: str) -> None:
    assert problem_of(password) is PasswordProblem.GUESSABLE


@pytest.mark.parametrize(
    "password",
    ["minhthu1990", "MinhThu@2026", "nguyenminhthu", "9900001234", "0000345678a", "thu05092009"],
)
def test_ones_own_name_and_numbers_are_refused(password: str) -> None:
    assert problem_of(password, OWN) is PasswordProblem.OWN_DATA


@pytest.mark.parametrize("password", ["bốn con vịt", "đi học về nhà", "matkhẩu vàng"])
def test_accents_are_refused_by_name(password: str) -> None:
    assert has_accents(password)
    assert problem_of(password) is PasswordProblem.ACCENTS


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", PasswordProblem.SHORT),
        ("a1b2c3d", PasswordProblem.SHORT),
        ("ab " * 43, PasswordProblem.LONG),
        ("ba con\x00 meo vang", PasswordProblem.HIDDEN),
        ("ba con\u202e meo vang", PasswordProblem.HIDDEN),
    ],
)
def test_length_and_hidden_marks(password: str, problem: PasswordProblem) -> None:
    assert problem_of(password) is problem


@given(st.text(max_size=140), st.lists(st.text(max_size=30), max_size=3))
def test_any_text_gets_an_answer(password: str, own: list[str]) -> None:
    problem_of(password, own)


def test_the_words_are_without_accents_and_each_stands_once() -> None:
    words = vietnamese_words()

    assert len(set(words)) == len(words) > 200
    assert all(word.isascii() and word == word.lower() for word in words)
