"""Making a practice world, and what one does in it."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.text import show_phone
from vssid_app.core.world import current_world
from vssid_app.core.worlds import World
from vssid_app.identity.models import Account, IdentifierKind
from vssid_app.identity.sessions import begin_session
from vssid_app.notifications.operations import claim_address
from vssid_app.people.models import Guardianship, Kinship, Relation, Specimen
from vssid_app.people.queries import find_specimen, free_specimens, specimens_for
from vssid_app.people.reminding import take_the_past_as_known
from vssid_app.people.rules import Sex
from vssid_app.registry.reminding import take_ends_as_known
from vssid_app.training.era import commune_codes
from vssid_app.training.families import build_world
from vssid_app.training.queries import account_of, missing_specimens, next_serial
from vssid_app.training.roles import CAST, USER_NAMES, Part
from vssid_app.training.rows import specimen_row
from vssid_app.training.specimens import make_specimen
from vssid_app.training.storing import add_accounts, add_persons, add_staff, identify
from vssid_app.training.synthetic import (
    SpecimenKind,
    SyntheticGuardianship,
    SyntheticSpecimen,
    SyntheticWorld,
)

# Everybody in the demo comes from this number: the same people on every machine.
SEED = 2026


class NotSeeded(LookupError):
    """The world has no people yet."""


def seed_demo_world() -> bool:
    """Fill the current practice world with its invented people; False when that was done before."""
    with db.transaction() as session:
        world = session.get_one(World, current_world().id)
        if world.seeded_at is not None or not current_world().is_practice:
            return False
        people = build_world(SEED, today())
        person_ids = add_persons(people.persons)
        _add_guardianships(people.guardianships, person_ids)
        _add_accounts(people, person_ids)
        for officer in people.staff:
            add_staff(officer)
        session.flush()
        take_the_past_as_known()
        take_ends_as_known()
        refill_specimens()
        world.seeded_at = instant()
    return True


def refill_specimens() -> bool:
    """Make fresh specimens for those that were used or lent; whether any was missing."""
    if not missing_specimens():
        return False
    with db.transaction():
        _one_after_another()
        for kind in missing_specimens().elements():
            _add_specimen(kind)
    return True


def lend_specimen(public_id: str, *, device: str) -> Specimen | None:
    """Let a device practise with these papers, and no other: both would ask for codes of one phone.

    When another device took them first, fresh ones of their kind; None when they are unknown or used.
    """
    with db.transaction():
        _one_after_another()
        specimen = find_specimen(public_id)
        if specimen is None or specimen.used_at is not None:
            return None
        if specimen not in specimens_for(device):
            specimen = _free_one(specimen.kind)
        specimen.lent_to, specimen.lent_at = device, instant()
        return specimen


def enter_role(part: Part, *, device: str) -> Account:
    """Sign this phone in to the account of a part, and let it play the account's phone and mailbox.

    Raises:
        NotSeeded: before the world has its people.
    """
    with db.transaction():
        account = account_of(part)
        if account is None:
            raise NotSeeded(part)
        began = begin_session(account)
        for address in filter(None, (account.phone, account.email)):
            claim_address(device, address)
        record(Tag.SIGNED_IN, actor=account.id, subject=began, way="part")
        return account


def how_to_sign_in() -> tuple[str, ...]:
    """What the terminal says of signing in to the demo, line by line."""
    parent = account_of(Part.PARENT)
    phone = show_phone(parent.phone) if parent and parent.phone else "…"
    return (
        _("Chọn một vai ở trang đầu: vào ngay, không cần mật khẩu."),
        _("Vai cán bộ cũng vậy: bản dùng thử bỏ qua mã xác thực."),
        _("Hoặc đăng nhập bằng mã với số %(phone)s (phụ huynh có 2 con).", phone=phone),
        _("Mã nằm trong hộp thư thực hành, mở bằng dải vàng trên cùng."),
        _("Tập đăng ký: chọn “Người mẫu để tập đăng ký” ở trang đầu."),
    )


def _add_guardianships(bonds: Iterable[SyntheticGuardianship], person_ids: dict[int, int]) -> None:
    db.session.add_all(
        Guardianship(
            guardian_id=person_ids[bond.guardian],
            child_id=person_ids[bond.child],
            relation=bond.relation,
            proof=bond.proof,
            valid_from=bond.valid_from,
            valid_to=bond.valid_to,
        )
        for bond in bonds
    )


def _add_accounts(people: SyntheticWorld, person_ids: dict[int, int]) -> None:
    """Accounts without a password: one signs in by part, or with a code to the practice phone."""
    holders = [person for person in people.persons if person.has_account]
    accounts = add_accounts((person, person_ids[person.key]) for person in holders)
    parts = {key: CAST[role] for role, key in people.cast.items()}
    for person, account in zip(holders, accounts, strict=True):
        if person.key in parts:
            identify(account, IdentifierKind.USER_NAME, USER_NAMES[parts[person.key]])


def _add_kinships(specimen: SyntheticSpecimen, ids: dict[int, int]) -> None:
    """What the register knows of the specimen's children: whose they are, not that anybody may see them."""
    parent = specimen.register
    if parent is None:
        return
    relation = Relation.FATHER if parent.sex is Sex.MALE else Relation.MOTHER
    for child in specimen.children:
        db.session.add(Kinship(parent_id=ids[parent.key], child_id=ids[child.key], relation=relation))


def _one_after_another() -> None:
    """Of this world's specimens none is made or lent meanwhile: a serial and a loan are given once."""
    db.alone(f"specimens {current_world().id}")


def _free_one(kind: str) -> Specimen:
    free = (specimen for specimen in free_specimens() if specimen.kind == kind)
    return next(free, None) or _add_specimen(SpecimenKind(kind))


def _add_specimen(kind: SpecimenKind) -> Specimen:
    specimen = make_specimen(SEED, next_serial(), kind, today())
    register = (specimen.register,) if specimen.register else ()
    ids = add_persons((*register, *specimen.children))
    _add_kinships(specimen, ids)
    row = specimen_row(specimen, commune_codes(today()))
    db.session.add(row)
    db.session.flush()
    return row
