"""A person before numbers and insurance are made, and what is told of the people of the cast."""

from dataclasses import dataclass
from datetime import date

from vssid_app.people.rules import BirthDate, Sex
from vssid_app.training.insurance import Cover
from vssid_app.training.synthetic import SyntheticHome
from vssid_app.training.visits import Occasion
from vssid_app.training.work import Career, Job


@dataclass(frozen=True)
class Story:
    """What is told of a person of the cast; without it all is drawn."""

    jobs: tuple[Job, ...] = ()
    career: Career | None = None
    occasions: tuple[Occasion, ...] | None = None
    second_cover: Cover | None = None
    """The group of a second card that is valid beside the first."""
    has_old_cards: bool = False
    is_injured: bool = False
    is_unrecorded: bool = False
    """The register has a number, and no card and no month yet."""


@dataclass(frozen=True)
class Draft:
    """A person before numbers and insurance are made; ``is_year_only``: the papers know only the year.

    ``story``: what is told of somebody, where it is not left to chance.
    """

    full_name: str
    born_on: date
    sex: Sex
    cover: Cover
    home: SyntheticHome
    has_account: bool = False
    is_year_only: bool = False
    births: tuple[date, ...] = ()
    """The days on which her children were born."""
    story: Story = Story()

    @property
    def birth(self) -> BirthDate:
        """The date of birth in the precision of the papers."""
        return BirthDate(self.born_on.year) if self.is_year_only else BirthDate.on(self.born_on)
