"""The rules of the register: states of cards, levels, validity, months and continuity.

They are plain functions over facts; every threshold of the law is an argument, because it is a dated row.
"""

from vssid_app.registry.card_rules import (
    CardCodeParts,
    CardFacts,
    CardHold,
    CardState,
    OffReason,
    card_state,
    card_to_show,
    days_left,
    split_card_code,
)
from vssid_app.registry.check_rules import (
    Asker,
    CardHolder,
    CardQuestion,
    CheckCode,
    CheckResult,
    check_card,
    off_reason,
)
from vssid_app.registry.continuity_rules import (
    Continuity,
    CoveredMonths,
    YearsAndMonths,
    add_months,
    continuity,
    last_day_of_month,
    months_covered,
    years_and_months,
)
from vssid_app.registry.level_rules import LevelRow, benefit_level, best_level, fund_percent
from vssid_app.registry.validity_rules import (
    CardTerms,
    Validity,
    paid_validity,
    pupil_validity,
    small_child_validity,
)

__all__ = [
    "Asker",
    "CardCodeParts",
    "CardFacts",
    "CardHold",
    "CardHolder",
    "CardQuestion",
    "CardState",
    "CardTerms",
    "CheckCode",
    "CheckResult",
    "Continuity",
    "CoveredMonths",
    "LevelRow",
    "OffReason",
    "Validity",
    "YearsAndMonths",
    "add_months",
    "benefit_level",
    "best_level",
    "card_state",
    "card_to_show",
    "check_card",
    "continuity",
    "days_left",
    "fund_percent",
    "last_day_of_month",
    "months_covered",
    "off_reason",
    "paid_validity",
    "pupil_validity",
    "small_child_validity",
    "split_card_code",
    "years_and_months",
]
