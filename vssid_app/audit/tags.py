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
    SECOND_FACTOR_ENROLLED = "staff.second_factor_enrolled"
    RECOVERY_CODES_MADE = "staff.recovery_codes_made"
    RECOVERY_CODE_USED = "staff.recovery_code_used"
    STAFF_READMITTED = "staff.readmitted"
    ROLE_GIVEN = "staff.role_given"
    ROLE_TAKEN = "staff.role_taken"
    PARAMETER_SET = "parameter.set"
    OFFICE_RENAMED = "office.renamed"
    CONTACT_CHANGED = "account.contact_changed"
    ACCOUNT_CASE_OPENED = "account_case.opened"
    ACCOUNT_CASE_VIEWED = "account_case.viewed"
    ACCOUNT_CASE_DECIDED = "account_case.decided"
    DOSSIER_STARTED = "dossier.started"
    DOSSIER_CHANGED = "dossier.changed"
    DOSSIER_VIEWED = "dossier.viewed"
    PHOTO_VIEWED = "dossier.photo_viewed"
    PHOTOS_DELETED = "dossier.photos_deleted"
    PERSON_VIEWED = "person.viewed"
    OWNERSHIP_CASE_OPENED = "ownership_case.opened"
    OWNERSHIP_CASE_SETTLED = "ownership_case.settled"
    MESSAGE_SENT_AGAIN = "message.sent_again"
    SWITCH_SET = "switch.set"
