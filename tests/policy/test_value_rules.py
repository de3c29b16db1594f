"""Values of parameters as they are typed and as they are kept."""

from __future__ import annotations

import pytest

from vssid_app.policy.value_rules import BadValue, ValueProblem, read_value


@pytest.mark.parametrize(
    ("unit", "typed", "kept"),
    [
        ("đồng/month", "2.530.000", "2530000"),
        ("đồng/month", "2 530 000 đ", "2530000"),
        ("đồng/month", "2530000 đồng", "2530000"),
        ("share", "4,5", "0.045"),
        ("share", "4.5 %", "0.045"),
        ("share", "50%", "0.5"),
        ("share", "0", "0"),
        ("share", "100", "1"),
        ("days", "030", "30"),
        ("working days", "3", "3"),
        ("flag", "true", "true"),
        ("month-day", "30/9", "09-30"),
        ("month-day", " 05 / 06 ", "06-05"),
    ],
)
def test_it_is_kept_in_one_form(unit: str, typed: str, kept: str) -> None:
    assert read_value(unit, typed) == kept


@pytest.mark.parametrize(
    ("unit", "typed", "problem"),
    [
        ("đồng/month", "2,5", ValueProblem.NOT_MONEY),
        ("đồng/month", "0", ValueProblem.NOT_MONEY),
        ("đồng/month", "1000000001", ValueProblem.NOT_MONEY),
        ("share", "-1", ValueProblem.NOT_PERCENT),
        ("share", "100,1", ValueProblem.NOT_PERCENT),
        ("share", "sNaN", ValueProblem.NOT_PERCENT),
        ("share", "inf", ValueProblem.NOT_PERCENT),
        ("share", "٤", ValueProblem.NOT_PERCENT),
        ("share", "", ValueProblem.NOT_PERCENT),
        ("days", "1.5", ValueProblem.NOT_WHOLE),
        ("days", "0", ValueProblem.NOT_WHOLE),
        ("days", "3651", ValueProblem.NOT_WHOLE),
        ("days", "²", ValueProblem.NOT_WHOLE),
        ("flag", "yes", ValueProblem.NOT_YES_NO),
        ("month-day", "31/9", ValueProblem.NOT_DAY),
        ("month-day", "29/2", ValueProblem.NOT_DAY),
        ("month-day", "0/9", ValueProblem.NOT_DAY),
        ("month-day", "09-30", ValueProblem.NOT_DAY),
    ],
)
def test_what_is_no_value_is_refused(unit: str, typed: str, problem: ValueProblem) -> None:
    with pytest.raises(BadValue) as refused:
        read_value(unit, typed)
    assert refused.value.problem is problem
