"""Where the invented people live on the world's date: homes are drawn in the communes of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vssid_app.agencies.queries import communes, has_districts
from vssid_app.core.text import fold
from vssid_app.training.places import PROVINCE_CODE
from vssid_app.training.synthetic import SyntheticHome

LONG_BIEN = "004"
KIND = "phuong "


@dataclass(frozen=True, slots=True)
class CommuneCodes:
    """Codes of the wards of an era that had districts, by folded name; empty today."""

    wards: dict[str, str]

    def of(self, home: SyntheticHome) -> str:
        """The commune of a home: before July 2025 the ward that its quarter was."""
        quarter = fold(home.street.rpartition(", ")[2])
        return self.wards.get(quarter, home.commune_code)


def commune_codes(on: date) -> CommuneCodes:
    """The codes that hold on a day."""
    if not has_districts(on):
        return CommuneCodes({})
    wards = communes(PROVINCE_CODE, on, district_code=LONG_BIEN)
    return CommuneCodes({fold(ward.name).removeprefix(KIND): ward.code for ward in wards})
