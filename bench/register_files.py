"""Files of an invented register of any size, from the practice ranges: persons.csv, cards.csv, periods.csv.

Run from the top folder: python -m bench.register_files FOLDER PERSONS
"""

import sys
from pathlib import Path

FAMILY_NAMES = ("NGUYỄN", "TRẦN", "LÊ", "PHẠM", "HOÀNG", "VŨ", "ĐẶNG", "BÙI", "ĐỖ", "NGÔ")
MIDDLE_NAMES = ("VĂN", "THỊ", "MINH", "THU", "ĐỨC", "NGỌC", "QUỐC", "THANH", "XUÂN", "HẢI")
GIVEN_NAMES = ("AN", "BÌNH", "CHI", "DŨNG", "GIANG", "HÀ", "KHÁNH", "LAN", "NAM", "PHƯƠNG", "QUANG", "TÚ")
PROVINCES = ("01", "31", "33", "36", "38", "40", "46", "48", "56", "79", "92")
SCHEMES = ("HI", "SI", "UI", "OAD")
# A number is its place times a step that shares no factor with the range: neighbours are far apart.
NUMBERS, STEP = 100_000_000, 7_654_321
PERIODS_A_PERSON = 10


def number_of(place: int) -> str:
    """The mã số BHXH of the person with this place."""
    return f"99{place * STEP % NUMBERS:08d}"


def name_of(place: int) -> str:
    """A name of those that many share, as in a real register."""
    family, rest = place % 10, place // 10
    return f"{FAMILY_NAMES[family]} {MIDDLE_NAMES[rest % 10]} {GIVEN_NAMES[rest // 10 % 12]}"


def birth_of(place: int) -> str:
    """A day within sixty years."""
    return f"{1950 + place % 60}-{place // 60 % 12 + 1:02d}-{place // 720 % 28 + 1:02d}"


def province_of(place: int) -> str:
    """The province of a person."""
    return PROVINCES[place % len(PROVINCES)]


def write_files(folder: Path, persons: int) -> None:
    """Write the three files, people in the order of chance."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "persons.csv").open("w", encoding="utf-8") as file:
        file.write(
            "si_number,full_name,date_of_birth,sex,citizen_id,phone,province_code,commune_code,address\n"
        )
        file.writelines(map(_person, range(persons)))
    with (folder / "cards.csv").open("w", encoding="utf-8") as file:
        file.write("si_number,card_code,valid_from,valid_to,facility_code,issued_on,office_code,status\n")
        for place in range(persons):
            number = number_of(place)
            file.write(f"{number},DN401{number},2024-01-01,,01025,2024-01-01,00104,active\n")
    with (folder / "periods.csv").open("w", encoding="utf-8") as file:
        file.write(
            "si_number,scheme,from_month,to_month,unit_code,unit_name,job_title,base_pay,salary,arrears_months\n"
        )
        for place in range(persons):
            file.writelines(_periods(place))


def _person(place: int) -> str:
    phone = f"0000{place % 1_000_000:06d}"
    citizen_id = f"099{place:09d}"
    home = f'{province_of(place)},,"Số {place % 300}, ngõ Mẫu"'
    facts = f"{number_of(place)},{name_of(place)},{birth_of(place)},{'MF'[place % 2]}"
    return f"{facts},{citizen_id},{phone},{home}\n"


def _periods(place: int) -> list[str]:
    number = number_of(place)
    last = PERIODS_A_PERSON - 1
    return [
        f"{number},{SCHEMES[n % 4]},{2004 + 2 * n}-01,{'' if n == last else f'{2005 + 2 * n}-12'},"
        f"DV{place % 5000:05d},Công ty Mẫu {place % 5000},Nhân viên,"
        f"{4_680_000 + 100_000 * n},{6_000_000 + 100_000 * n},0\n"
        for n in range(PERIODS_A_PERSON)
    ]


if __name__ == "__main__":
    write_files(Path(sys.argv[1]), int(sys.argv[2]))
