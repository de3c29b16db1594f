"""Names of what can happen."""

from enum import StrEnum


class Tag(StrEnum):
    """What happened, as it stands in the log."""

    ACCOUNT_OPENED = "account.opened"
    ACCOUNT_ACTIVATED = "account.activated"
    ACCOUNT_DISABLED = "account.disabled"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105
    SIGNED_IN = "session.started"
    SIGNED_OUT = "session.ended"
    SIGN_IN_REFUSED = "session.refused"
    STAFF_ADDED = "staff.added"
    SECOND_FACTOR_RESET = "staff.second_factor_reset"
    DOSSIER_STARTED = "dossier.started"
    DOSSIER_CHANGED = "dossier.changed"
    DOSSIER_VIEWED = "dossier.viewed"
    PHOTO_VIEWED = "dossier.photo_viewed"
    PERSON_VIEWED = "person.viewed"
    OWNERSHIP_CASE_OPENED = "ownership_case.opened"
    OWNERSHIP_CASE_SETTLED = "ownership_case.settled"
    SWITCH_SET = "switch.set"
