from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssid_app.people.rules import BirthDate, Sex, recognise_number
from vssid_app.registry.rules import (
    Asker,
    CardFacts,
    CardHold,
    CardHolder,
    CardQuestion,
    CheckCode,
    LevelRow,
    OffReason,
    check_card,
)

TODAY = date(2026, 11, 22)
SI_NUMBER = "9912345678"
CODE = f"HS401{SI_NUMBER}"
ROWS = [LevelRow("HS", 4, date(2015, 1, 1)), LevelRow("HN", 2, date(2015, 1, 1))]
CARD = CardFacts(CODE, date(2026, 1, 1), date(2026, 12, 31), facility_code="01025")
HOLDER = CardHolder(
    full_name="ĐỖ THỊ HOÀ",
    birth=BirthDate(2014, 3, 5),
    sex=Sex.FEMALE,
    si_number=SI_NUMBER,
    citizen_id="099314000001",
    cards=(CARD,),
)


def question(number: str = SI_NUMBER, **given: object) -> CardQuestion:
    asked = CardQuestion(recognise_number(number, legacy_ids=False), "Đỗ Thị Hoà", BirthDate(2014, 3, 5))
    return replace(asked, **given)  # type: ignore[arg-type]


def with_card(**changed: object) -> CardHolder:
    return replace(HOLDER, cards=(replace(CARD, **changed),))  # type: ignore[arg-type]


def code_for(asked: CardQuestion, holder: CardHolder | None = HOLDER, asker: Asker = Asker.STRANGER) -> str:
    return check_card(asked, holder, TODAY, ROWS, asker).code.value


@pytest.mark.parametrize("number", [SI_NUMBER, CODE, "099314000001"])
@pytest.mark.parametrize("name", ["Đỗ Thị Hoà", "ĐỖ THỊ HOÀ", "  do  thi hoa ", "Đỗ Thị Hòa"])
def test_number_name_and_birth_that_agree_tell_the_card(number: str, name: str) -> None:
    result = check_card(question(number, full_name=name), HOLDER, TODAY, ROWS)
    assert (result.code, result.card, result.level) == (CheckCode.CORRECT, CARD, 4)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (question("9987654321"), "051"),
        (question(f"HS479{SI_NUMBER}"), "052"),
        (question(f"HS201{SI_NUMBER}"), "053"),
        (question(f"HS279{SI_NUMBER}"), "051"),
        (question(f"GD401{SI_NUMBER}"), "051"),
        (question(full_name="Trần Văn Ba"), "060"),
        (question(full_name="Đặng Thu Hà"), "061"),
        (question(birth=BirthDate(2014, 3, 6)), "070"),
    ],
)
def test_a_stranger_hears_050_for_each_difference_that_the_entitled_are_told(
    asked: CardQuestion, code: str
) -> None:
    assert code_for(asked, asker=Asker.ENTITLED) == code
    assert code_for(asked) == "050"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (question(sex=Sex.MALE), "080"),
        (question(facility_code="01067"), "090"),
        (question(sex=Sex.FEMALE, facility_code="01025"), "000"),
    ],
)
def test_sex_and_facility_are_told_to_whoever_knows_the_rest(asked: CardQuestion, code: str) -> None:
    assert code_for(asked) == code


@pytest.mark.parametrize(
    "asked",
    [question(full_name=" "), question(birth=None), question(number=SI_NUMBER, full_name="")],
)
def test_without_name_or_birth_there_is_not_enough(asked: CardQuestion) -> None:
    assert code_for(asked) == "205"
    assert code_for(asked, None) == "205"


def test_nobody_and_a_person_without_a_card_are_not_found() -> None:
    assert code_for(question(), None) == "050"
    assert code_for(question(), replace(HOLDER, cards=())) == "050"


@pytest.mark.parametrize(
    ("holder", "code"),
    [
        (with_card(valid_to=date(2026, 11, 21)), "010"),
        (with_card(valid_to=TODAY), "000"),
        (with_card(valid_to=None), "000"),
        (with_card(hold=CardHold.WITHDRAWN), "110"),
        (with_card(hold=CardHold.SUSPENDED), "110"),
        (with_card(hold=CardHold.REPORTED_OFF), "120"),
        *(
            (with_card(hold=CardHold.REPORTED_OFF, off_reason=reason), code)
            for reason, code in zip(OffReason, ("121", "122", "123", "124"), strict=True)
        ),
    ],
)
def test_the_state_of_the_right_card_is_told(holder: CardHolder, code: str) -> None:
    result = check_card(question(), holder, TODAY, ROWS)
    assert result.code.value == code
    assert (result.card is not None) == (code in {"000", "010"})
    assert code_for(question(full_name="Trần Văn Ba"), holder) == "050"


def test_a_card_to_come_is_said_to_begin_later() -> None:
    result = check_card(question(), with_card(valid_from=date(2027, 1, 1), valid_to=None), TODAY, ROWS)
    assert (result.code, result.begins_later) == (CheckCode.EXPIRED, True)


@pytest.mark.parametrize(("province", "code"), [("01", "122"), ("79", "121")])
def test_a_later_card_tells_why_the_one_before_was_reported_off(province: str, code: str) -> None:
    off = replace(CARD, hold=CardHold.REPORTED_OFF)
    new = CardFacts(f"GD4{province}{SI_NUMBER}", date(2026, 6, 1))
    moved = replace(HOLDER, cards=(off, new))
    assert code_for(question(CODE), moved) == code
    assert code_for(question(), moved) == "000"


def test_of_two_valid_cards_the_better_answers_for_the_number() -> None:
    better = CardFacts(f"HN201{SI_NUMBER}", date(2026, 1, 1), date(2026, 12, 31))
    result = check_card(question(), replace(HOLDER, cards=(CARD, better)), TODAY, ROWS)
    assert (result.card, result.level) == (better, 2)


def test_the_year_alone_proves_nothing_to_a_register_that_knows_the_day() -> None:
    asked = question(birth=BirthDate(2014))
    assert code_for(asked) == "050"
    assert code_for(asked, asker=Asker.ENTITLED) == "000"
    assert code_for(question(), replace(HOLDER, birth=BirthDate(2014))) == "000"


names = st.sampled_from(["Đỗ Thị Hoà", "do thi hoa", "Đỗ Thị", "Trần Văn Ba", ""])
births = st.sampled_from([BirthDate(2014, 3, 5), BirthDate(2014), BirthDate(2013, 3, 5), None])
numbers = st.sampled_from([SI_NUMBER, CODE, f"HS479{SI_NUMBER}", "9900000000", "099314000001"])


@settings(max_examples=60)
@given(numbers, names, births)
def test_a_stranger_learns_of_a_card_only_when_all_three_agree(
    number: str, name: str, birth: BirthDate | None
) -> None:
    agree = (
        number in {SI_NUMBER, CODE, "099314000001"}
        and name.casefold() in {"đỗ thị hoà", "do thi hoa"}
        and birth == HOLDER.birth
    )
    code = code_for(question(number, full_name=name, birth=birth))
    assert code == ("000" if agree else "205" if not name or birth is None else "050")
