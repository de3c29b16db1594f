"""Parameters of the law and of the practice of its offices, each with the dates between which it holds."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.dated import Dated
from vssid_app.core.db import Base


class Parameter(StrEnum):
    """What there is a dated value of; unit and source stand in the row."""

    BASE_SALARY = "base_salary"
    """Lương cơ sở, đồng a month."""
    PREMIUM_RATE = "premium_rate"
    """Share of the base salary that a pupil's insurance costs a month."""
    SUBSIDY_RATE = "subsidy_rate"
    """Share of a pupil's premium that the state pays."""
    CHILD_AGE_LIMIT = "child_age_limit"
    """From this age on a child is expected to have an identity card; only ever a warning."""
    IDENTITY_CARD_AGE = "identity_card_age"
    """From this age on an identity number means that there is an identity card."""
    ADULT_AGE = "adult_age"
    """From this age on somebody acts for themselves, and may be the guardian of others."""
    PARENT_AGE_GAP = "parent_age_gap"
    """So many years at least lie between the births of a father or mother and of a child."""
    HAND_OVER_NOTICE_DAYS = "hand_over_notice_days"
    """So many days before a child is of age for an own account, and before it comes of age, it is told."""
    HAND_OVER_ANSWER_DAYS = "hand_over_answer_days"
    """So many days a child with a new account has to choose what its guardians see; then the card only."""
    CARE_END_NOTICE_DAYS = "care_end_notice_days"
    """So many days before the last day of a decision on custody the guardian is told, and may renew it."""
    CHILD_CONSENT_AGE = "child_consent_age"
    """From this age on a child is asked as well before its data are sent."""
    ONLINE_CHILD_DECISION = "online_child_decision"
    """Whether a child is accepted at once when register, kinship and class agree."""
    MAX_GAP_MONTHS = "max_gap_months"
    """The longest break that does not interrupt five years of participation."""
    EXPIRING_DAYS = "expiring_days"
    """A card says that it expires soon from so many days before its end."""
    DECISION_WORKING_DAYS = "decision_working_days"
    """In how many working days an office decides on a registration."""
    SIGNED_PAPER_DAYS = "signed_paper_days"
    """In how many days after the registration the signed declaration is handed in."""
    FRESH_PROOF_MINUTES = "fresh_proof_minutes"
    """So long after a code was answered a dossier is handed in or withdrawn without another one."""
    INVITATION_MINUTES = "invitation_minutes"
    """For so long an invitation to care for a child can be accepted."""
    INVITATION_CONFIRM_DAYS = "invitation_confirm_days"
    """For so many days after that its sender can confirm who accepted it."""
    CASE_LATE_DAYS = "case_late_days"
    """After so many working days a case that nobody has decided is shown as late."""
    CASE_CLOSE_DAYS = "case_close_days"
    """After so many working days a case that nobody has decided ends without a change."""
    PHOTO_RETENTION_DAYS = "photo_retention_days"
    """How many days after the decision the photos are deleted."""
    DELETION_WAIT_DAYS = "deletion_wait_days"
    """For how many days a request to delete the account can be taken back."""
    RECORD_RETENTION_YEARS = "record_retention_years"
    """For how many years at least decided dossiers and the log are kept."""
    LOOK_RETENTION_DAYS = "look_retention_days"
    """For how many days it is kept who looked at whom."""
    ONLINE_DECISION = "online_decision"
    """Whether a registration that agrees with the register is accepted at once."""
    PHOTO_SIDES_ALWAYS = "photo_sides_always"
    """Whether photos of both sides of the identity card are asked for even when all agrees."""
    LEGACY_ID_CARD_ACCEPTED = "legacy_id_card_accepted"
    """Whether a CMND of 9 digits serves as identity paper."""
    PAPER_CARD_FOR_ALL = "paper_card_for_all"
    """Whether a paper card is printed for whoever asks."""
    SMALL_CHILD_MONTHS = "small_child_months"
    """The age in months up to which a small child's card runs."""
    SCHOOL_YEAR_END = "school_year_end"
    """Month and day on which the cards of the old school year end, ``09-30``."""
    SMALL_VISIT_SHARE = "small_visit_share"
    """A visit that costs less than this share of the base salary is paid whole."""
    COPAY_CAP_SALARIES = "copay_cap_salaries"
    """After five years the own share of a year is borne up to so many base salaries."""
    AWAY_SHARE_BASIC = "away_share_basic"
    """What is left of the fund's share at the basic level of care without a referral."""
    AWAY_SHARE_ADVANCED = "away_share_advanced"
    """The same at the advanced level."""
    REISSUE_WORKING_DAYS = "reissue_working_days"
    """In how many working days a card without a change of data is printed again."""
    DATA_CHANGE_WORKING_DAYS = "data_change_working_days"
    """In how many working days an office decides on a change of data."""
    FACILITY_CHANGE_DAYS = "facility_change_days"
    """On how many first days of a quarter the primary facility can be changed."""
    POST_WORKING_DAYS = "post_working_days"
    """How many working days the post usually takes with a card."""
    POSTAGE_SAME_PROVINCE = "postage_same_province"
    """What the postman is paid for a card that stays in the office's province, đồng."""
    POSTAGE_SAME_REGION = "postage_same_region"
    """The same to another province of the region (north, middle, south)."""
    POSTAGE_FAR = "postage_far"
    """The same to another region."""


class FundScope(StrEnum):
    """What the fund's share is a share of."""

    WITHOUT_LIMITS = "without_limits"
    WITH_LIMITS = "with_limits"
    BEYOND_SCOPE = "beyond_scope"


class PolicyValue(Dated, Base):
    """The value of a parameter between two dates."""

    __tablename__ = "policy_values"
    __table_args__ = (UniqueConstraint("name", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(String(40))
    """As written in the data: ``1490000``, ``0.045``, ``true``."""
    unit: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(120))
    """Where it was found; ``(k)`` is general knowledge that was not looked up, never shown as law."""


class BenefitLevel(Dated, Base):
    """The benefit level of a beneficiary code between two dates."""

    __tablename__ = "benefit_levels"
    __table_args__ = (UniqueConstraint("beneficiary_code", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    beneficiary_code: Mapped[str] = mapped_column(String(2))
    """The first two letters of a card code."""
    level: Mapped[int]
    """1 to 5."""


class FundShare(Dated, Base):
    """What share of the cost the fund pays at a benefit level between two dates."""

    __tablename__ = "fund_shares"
    __table_args__ = (UniqueConstraint("level", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[int]
    percent: Mapped[int]
    scope: Mapped[FundScope] = mapped_column(String(20))


class Holiday(Base):
    """A day that is not as its weekday has it: a holiday, or a Saturday worked instead of another day."""

    __tablename__ = "holidays"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(String(120))
    works: Mapped[bool] = mapped_column(default=False)
    """Whether offices work on it: a Saturday worked, or a holiday taken back."""
