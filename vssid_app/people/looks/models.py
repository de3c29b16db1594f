"""That somebody looked at a page about somebody else, or changed something there."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.db import Base, WorldScoped, same_world, scoped
from vssid_app.people.models import Relation


class LookedPage(StrEnum):
    """What was looked at: pages that show the same are one."""

    HOME = "home"
    PROFILE = "profile"
    CARD = "card"
    CARD_FILE = "card_file"
    """A picture or a PDF of the card, to be kept."""
    CARD_ON_PHONE = "card_on_phone"
    """The copy that a phone shows without network."""
    PARTICIPATION = "participation"
    BENEFITS = "benefits"
    VISITS = "visits"
    LOOKS = "looks"
    RIGHTS = "rights"
    CHILDREN = "children"
    DOSSIER = "dossier"
    PHOTOS = "photos"
    DECLARATION = "declaration"
    CASE = "case"
    REQUESTS = "requests"
    """What was asked of the office: a card anew, its delivery."""
    OWN_DATA = "own_data"
    """The ZIP of a guardian, which holds what was handed in for the child."""
    OTHER = "other"


class Look(WorldScoped, Base):
    """One viewer, subject, page and day of the world; ``changed`` when it was not only read."""

    __tablename__ = "looks"
    __table_args__ = scoped(
        same_world("viewer_id", "accounts"),
        same_world("subject_id", "persons"),
        # In the order in which the list is read.
        UniqueConstraint("world_id", "subject_id", "day", "viewer_id", "page"),
        Index("ix_looks_viewer", "world_id", "viewer_id"),
        Index("ix_looks_day", "world_id", "day"),
    )

    viewer_id: Mapped[int]
    """The account that looked."""
    subject_id: Mapped[int]
    """The person whose page it was."""
    page: Mapped[LookedPage]
    day: Mapped[date]
    changed: Mapped[bool] = mapped_column(default=False)
    relation: Mapped[Relation | None]
    """What a guardian was to the person then; None for the office."""
    office_code: Mapped[str] = mapped_column(String(5), default="")
    """For which office a member of staff looked; empty for a guardian."""
