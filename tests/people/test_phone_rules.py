import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.people.rules import BadPhone, PhoneProblem, is_reserved_phone, normalise_phone

PRACTICE = st.text("0123456789", min_size=6, max_size=6).map("0000".__add__)
LIVE = st.from_regex(r"\A(?:3[2-9]|5[689]|7[06-9]|8[1-8]|9[0-46-8])[0-9]{7}\Z")


def refusal(text: str, *, practice: bool) -> tuple[PhoneProblem, int]:
    with pytest.raises(BadPhone) as refused:
        normalise_phone(text, practice=practice)
    return refused.value.problem, refused.value.length


@given(PRACTICE, st.sampled_from([" ", ".", "-", "\u00a0", ""]))
def test_a_practice_number_is_kept_without_its_spacing(phone: str, gap: str) -> None:
    typed = gap.join((phone[:4], phone[4:7], phone[7:]))
    assert normalise_phone(typed, practice=True) == phone
    assert is_reserved_phone(phone)


@given(LIVE, st.sampled_from(["0", "+84", "84", "+84 ", "(+84)", "0084"]))
def test_a_live_mobile_is_kept_as_e164(national: str, prefix: str) -> None:
    assert normalise_phone(prefix + national, practice=False) == "+84" + national


@given(LIVE, st.sampled_from(["0", "+84", "84", "0084"]))
def test_a_real_number_is_refused_in_practice(national: str, prefix: str) -> None:
    assert refusal(prefix + national, practice=True) == (PhoneProblem.REAL_NUMBER, 10)


def test_a_practice_number_is_refused_in_the_live_world() -> None:
    assert refusal("0000345678", practice=False) == (PhoneProblem.PRACTICE_NUMBER, 10)


@pytest.mark.parametrize("practice", [True, False])
@pytest.mark.parametrize(
    ("typed", "problem", "length"),
    [
        ("", PhoneProblem.EMPTY, 0),
        ("+", PhoneProblem.EMPTY, 0),
        ("000034567", PhoneProblem.WRONG_LENGTH, 9),
        ("00003456789", PhoneProblem.WRONG_LENGTH, 11),
        ("0" * 10_000, PhoneProblem.WRONG_LENGTH, 10_000),
        ("0000 34567x", PhoneProblem.LETTERS, 9),
        ("0000\x00345678", PhoneProblem.LETTERS, 10),
        ("9901234567", PhoneProblem.NOT_MOBILE, 10),
    ],
)
def test_what_is_no_phone_says_why(typed: str, problem: PhoneProblem, length: int, practice: bool) -> None:  # noqa: FBT001 - a parameter
    assert refusal(typed, practice=practice) == (problem, length)


@pytest.mark.parametrize("prefix", ["024", "028", "0225", "000", "0520000000"])
def test_what_is_no_mobile_cannot_receive_codes(prefix: str) -> None:
    assert refusal(prefix.ljust(10, "3"), practice=False) == (PhoneProblem.NOT_MOBILE, 10)


def test_a_refusal_does_not_repeat_the_number() -> None:
    with pytest.raises(BadPhone) as refused:
        normalise_phone("0900000000", practice=True)
    assert "0900000000" not in str(refused.value)
