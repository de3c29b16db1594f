"""Real places of Long Biên in which the invented people live and learn; invented employers."""

import re
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from vssid_app.core.text import fold
from vssid_app.training.synthetic import SyntheticHome

PROVINCE_CODE = "01"
OFFICE_CODE = "00104"
OTHER_OFFICE_CODE = "00112"

LAST_GRADE_OF_PRIMARY = 5
LAST_GRADE_OF_LOWER_SECONDARY = 9
GROUPS_OF_HOUSES = 24


class Stage(StrEnum):
    """The three stages of school."""

    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"

    @classmethod
    def of_grade(cls, grade: int) -> "Stage":
        """Return the stage of a grade from 1 to 12."""
        if grade <= LAST_GRADE_OF_PRIMARY:
            return cls.PRIMARY
        return cls.LOWER_SECONDARY if grade <= LAST_GRADE_OF_LOWER_SECONDARY else cls.UPPER_SECONDARY


@dataclass(frozen=True)
class Unit:
    """A school or an employer by code and name."""

    code: str
    name: str


@dataclass(frozen=True)
class Neighbourhood:
    """A commune of today with its old quarters, its schools and the facilities near it."""

    commune_code: str
    commune_name: str
    quarters: tuple[str, ...]
    facility_codes: tuple[str, ...]
    schools: dict[Stage, tuple[str, ...]]

    @property
    def town_hall(self) -> Unit:
        """The commune's administration, which insures small children."""
        return Unit(self.commune_code, f"UBND {self.commune_name[0].lower()}{self.commune_name[1:]}")

    def draw_home(self, chance: Random) -> SyntheticHome:
        """Draw an address by its group of houses, as people here write it."""
        street = f"Tổ {chance.randint(1, GROUPS_OF_HOUSES)}, {chance.choice(self.quarters)}"
        return SyntheticHome(PROVINCE_CODE, self.commune_code, self.commune_name, street)

    def draw_schools(self, chance: Random) -> dict[Stage, Unit]:
        """Draw the schools of one childhood, a school a stage."""
        names = {stage: chance.choice(of_stage) for stage, of_stage in self.schools.items()}
        return {stage: Unit(school_code(name), name) for stage, name in names.items()}


NEIGHBOURHOODS = (
    Neighbourhood(
        "00118",
        "Phường Bồ Đề",
        ("Bồ Đề", "Ngọc Lâm", "Gia Thụy", "Ngọc Thụy"),
        ("01218", "01054", "01092"),
        {
            Stage.PRIMARY: ("Tiểu học Ái Mộ A", "Tiểu học Ái Mộ B", "Tiểu học Bồ Đề", "Tiểu học Ngọc Lâm"),
            Stage.LOWER_SECONDARY: ("THCS Ái Mộ", "THCS Bồ Đề", "THCS Gia Thụy", "THCS Ngọc Lâm"),
            Stage.UPPER_SECONDARY: ("THPT Nguyễn Gia Thiều", "THPT Lê Văn Thiêm", "THPT Tây Sơn"),
        },
    ),
    Neighbourhood(
        "00127",
        "Phường Việt Hưng",
        ("Việt Hưng", "Đức Giang", "Thượng Thanh", "Giang Biên"),
        ("01025", "01804"),
        {
            Stage.PRIMARY: ("Tiểu học Đức Giang", "Tiểu học Gia Quất", "Tiểu học Việt Hưng"),
            Stage.LOWER_SECONDARY: ("THCS Đức Giang", "THCS Thượng Thanh", "THCS Việt Hưng"),
            Stage.UPPER_SECONDARY: ("THPT Lý Thường Kiệt",),
        },
    ),
    Neighbourhood(
        "00136",
        "Phường Phúc Lợi",
        ("Phúc Lợi", "Phúc Đồng", "Sài Đồng"),
        ("01067", "01025"),
        {
            Stage.PRIMARY: ("Tiểu học Phúc Lợi", "Tiểu học Sài Đồng", "Tiểu học Vũ Xuân Thiều"),
            Stage.LOWER_SECONDARY: ("THCS Phúc Lợi", "THCS Phúc Đồng", "THCS Sài Đồng"),
            Stage.UPPER_SECONDARY: ("THPT Phúc Lợi",),
        },
    ),
    Neighbourhood(
        "00145",
        "Phường Long Biên",
        ("Long Biên", "Thạch Bàn", "Cự Khối"),
        ("01092", "01804", "01067"),
        {
            Stage.PRIMARY: ("Tiểu học Thạch Bàn A", "Tiểu học Long Biên", "Tiểu học Cự Khối"),
            Stage.LOWER_SECONDARY: ("THCS Thạch Bàn", "THCS Long Biên", "THCS Cự Khối"),
            Stage.UPPER_SECONDARY: ("THPT Thạch Bàn",),
        },
    ),
)

EMPLOYERS = (
    Unit("TH0001", "Công ty Mẫu Bánh Cốm Sao Mai"),
    Unit("TH0002", "Công ty Mẫu May Áo Ấm"),
    Unit("TH0003", "Công ty Mẫu Vận Tải Cầu Tre"),
    Unit("TH0004", "Xưởng Mẫu Đồ Gỗ Lúa Vàng"),
    Unit("TH0005", "Siêu thị Mẫu Chợ Vui"),
    Unit("TH0006", "Trung tâm Mẫu Chăm Cây Xanh"),
)
UNIVERSITY = Unit("TH0101", "Trường Đại học Mẫu Bãi Giữa")
PENSION_FUND = Unit("TH0202", "Quỹ hưu trí")
HOUSEHOLD = Unit("TH0201", "Hộ gia đình")


def school_code(name: str) -> str:
    """Return the code of a school: its name in small letters without accents, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def neighbourhood_of(commune_code: str) -> Neighbourhood:
    """Return the neighbourhood of a commune; raises KeyError where nobody invented lives."""
    return {place.commune_code: place for place in NEIGHBOURHOODS}[commune_code]
