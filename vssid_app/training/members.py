"""Making one invented person whole: numbers, papers, card, participation."""

from datetime import date, timedelta
from random import Random

from vssid_app.people.rules import Sex
from vssid_app.registry.rules import CardState, add_months
from vssid_app.training.drafts import Draft
from vssid_app.training.facts import with_facts
from vssid_app.training.insurance import MONTHS_A_YEAR, SCHOOL_COVERS, Holder, make_card
from vssid_app.training.names import draw_family_name, draw_name, mailbox
from vssid_app.training.number_ranges import PersonNumbers
from vssid_app.training.participation import Childhood, make_periods
from vssid_app.training.places import Stage, Unit, neighbourhood_of
from vssid_app.training.synthetic import SyntheticPerson, SyntheticReportedPayment

CARD_AGE = 14
ADULT_AGE = 18
SCHOOL_YEAR_STARTS = 9
GRADE_ONE_IN_YEAR_OF_AGE = 5
LAST_GRADE = 12
CLASSES_A_GRADE = 4

DAYS_BEFORE_TODAY_OF_PAPERS = 10
NO_SCHOOL = Unit("", "")
FEMALE_TEACHERS = ("Cô", Sex.FEMALE)
MALE_TEACHERS = ("Thầy", Sex.MALE)


def grade_on(born_on: date, today: date) -> int:
    """Return the grade by year of birth: 1 from September of the year in which one turns six."""
    return school_year_of(today) - born_on.year - GRADE_ONE_IN_YEAR_OF_AGE


def school_year_of(today: date) -> int:
    """Return the calendar year in which the school year of today began."""
    return today.year if today.month >= SCHOOL_YEAR_STARTS else today.year - 1


def make_person(
    chance: Random, key: int, draft: Draft, numbers: PersonNumbers, wish: CardState, today: date
) -> SyntheticPerson:
    """Return the whole person; the card is in the wished state where the cover allows it."""
    place = neighbourhood_of(draft.home.commune_code)
    holder = Holder(
        full_name=draft.full_name,
        birth=draft.birth,
        born_on=draft.born_on,
        si_number=numbers.si_number,
        cover=draft.cover,
        facility_code=chance.choice(place.facility_codes),
        jobs=draft.story.jobs,
        career=draft.story.career,
    )
    card = make_card(chance, holder, wish, today)
    grade = grade_on(draft.born_on, today)
    is_pupil = draft.cover in SCHOOL_COVERS and 1 <= grade <= LAST_GRADE
    schools = place.draw_schools(chance)
    school = schools[Stage.of_grade(grade)] if is_pupil else NO_SCHOOL
    issued_on = _identity_card_issued_on(chance, draft, today)
    has_phone = issued_on is not None
    person = SyntheticPerson(
        key=key,
        full_name=draft.full_name,
        birth=draft.birth,
        sex=draft.sex,
        si_number=numbers.si_number,
        citizen_id=numbers.citizen_id,
        citizen_id_issued_on=issued_on,
        phone=numbers.phone if has_phone else None,
        email=mailbox(draft.full_name, str(key)) if has_phone and chance.random() < 1 / 2 else None,
        home=draft.home,
        school_code=school.code or None,
        school_name=school.name,
        class_name=f"{grade} Mẫu {chance.randint(1, CLASSES_A_GRADE)}" if is_pupil else "",
        has_account=draft.has_account and has_phone,
        cards=(card,),
        periods=make_periods(chance, holder, Childhood(place.town_hall, schools), card.valid_to, today),
        reported_payment=_reported(chance, school, today)
        if wish is CardState.REPORTED and is_pupil
        else None,
    )
    return with_facts(person, draft, holder, today)


def _identity_card_issued_on(chance: Random, draft: Draft, today: date) -> date | None:
    """Return a day between the fourteenth birthday (or ten years ago) and shortly before today."""
    first = add_months(draft.born_on, CARD_AGE * MONTHS_A_YEAR)
    last = today - timedelta(days=DAYS_BEFORE_TODAY_OF_PAPERS)
    earliest = max(first, add_months(last, -10 * MONTHS_A_YEAR))
    if earliest > last:
        return None
    return earliest + timedelta(days=chance.randint(0, (last - earliest).days))


def _reported(chance: Random, school: Unit, today: date) -> SyntheticReportedPayment:
    title, sex = chance.choice([FEMALE_TEACHERS, MALE_TEACHERS])
    return SyntheticReportedPayment(
        school_name=school.name,
        list_number=f"{chance.randint(1, 60):02d}/DS-{today.year}",
        sent_on=today - timedelta(days=chance.randint(2, 20)),
        contact=f"{title} {draw_name(chance, sex, draw_family_name(chance))}",
    )
