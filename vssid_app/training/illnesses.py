"""Why invented people see a doctor: common diagnoses, what is done about them and what it costs.

Prices are invented and of the order of those of public hospitals. Nothing here tells of a stigma.
"""

from dataclasses import dataclass
from enum import StrEnum

from vssid_app.registry.models import CareLevel, CostKind


class Where(StrEnum):
    """What kind of facility one goes to."""

    OWN = "own"
    """The facility of the card."""
    HOSPITAL = "hospital"
    """The general hospital of the district, referred."""
    ADVANCED = "advanced"
    """A hospital of the city, referred."""
    ELSEWHERE = "elsewhere"
    """The same without a referral."""


@dataclass(frozen=True)
class Line:
    """A line of a bill: price of one in đồng; ``is_covered``: within the scope of the insurance."""

    kind: CostKind
    name: str
    unit: str
    price: int
    quantity: int = 1
    is_covered: bool = True


@dataclass(frozen=True)
class Illness:
    """A diagnosis: nights in hospital (0: the same day), days of sick leave, at what ages it is drawn.

    ``ages`` from and to in years; (0, 0) for those that are told of single people only.
    """

    icd10: str
    diagnosis: str
    lines: tuple[Line, ...]
    where: Where = Where.OWN
    nights: int = 0
    rest_days: int = 0
    ages: tuple[int, int] = (0, 0)
    is_birth: bool = False


K = CostKind
CHECK = Line(K.EXAMINATION, "Khám bệnh", "lần", 40_000)
BLOOD = Line(K.TEST, "Xét nghiệm máu", "lần", 92_000)
XRAY = Line(K.IMAGING, "Chụp X-quang", "lần", 72_000)
ULTRASOUND = Line(K.IMAGING, "Siêu âm ổ bụng", "lần", 58_000)
HEART_TRACE = Line(K.IMAGING, "Điện tâm đồ", "lần", 39_000)


def medicine(price: int) -> Line:
    """The medicines of a visit as one line."""
    return Line(K.MEDICINE, "Thuốc theo đơn", "đơn", price)


def bed(nights: int, price: int = 246_000) -> Line:
    """The days in a hospital's bed."""
    return Line(K.BED, "Giường bệnh", "ngày", price, nights)


def on_request(name: str, price: int) -> Line:
    """Something that the insurance does not cover."""
    return Line(K.SUPPLY, name, "lần", price, is_covered=False)


ILLNESSES = (
    Illness("J00", "Viêm mũi họng cấp", (CHECK, medicine(126_000)), ages=(1, 14)),
    Illness("J20", "Viêm phế quản cấp", (CHECK, BLOOD, XRAY, medicine(214_000)), ages=(1, 80)),
    Illness("A09", "Tiêu chảy, nghi nhiễm khuẩn", (CHECK, BLOOD, medicine(98_000)), ages=(1, 30)),
    Illness("H10", "Viêm kết mạc", (CHECK, medicine(76_000)), ages=(4, 60)),
    Illness("K02", "Sâu răng", (CHECK, Line(K.PROCEDURE, "Hàn răng", "răng", 257_000)), ages=(5, 50)),
    Illness("L20", "Viêm da cơ địa", (CHECK, medicine(183_000)), ages=(1, 40)),
    Illness(
        "S52",
        "Gãy xương cẳng tay",
        (
            CHECK,
            XRAY,
            Line(K.PROCEDURE, "Nắn, bó bột cẳng tay", "lần", 352_000),
            bed(2),
            medicine(310_000),
            on_request("Đai đỡ tay theo yêu cầu", 180_000),
        ),
        Where.HOSPITAL,
        nights=2,
        ages=(7, 40),
    ),
    Illness(
        "K35",
        "Viêm ruột thừa cấp",
        (
            CHECK,
            BLOOD,
            ULTRASOUND,
            Line(K.PROCEDURE, "Phẫu thuật nội soi cắt ruột thừa", "lần", 2_654_000),
            bed(4),
            medicine(1_460_000),
            on_request("Vật tư ngoài danh mục", 420_000),
        ),
        Where.HOSPITAL,
        nights=4,
        rest_days=14,
        ages=(10, 60),
    ),
    Illness("I10", "Tăng huyết áp vô căn", (CHECK, BLOOD, HEART_TRACE, medicine(236_000)), ages=(42, 95)),
    Illness("E11", "Đái tháo đường type 2", (CHECK, BLOOD, medicine(412_000)), ages=(45, 95)),
    Illness("K29", "Viêm dạ dày và tá tràng", (CHECK, ULTRASOUND, medicine(268_000)), ages=(20, 80)),
    Illness("M54", "Đau lưng", (CHECK, XRAY, medicine(154_000)), rest_days=2, ages=(25, 80)),
    Illness("J03", "Viêm amidan cấp", (CHECK, BLOOD, medicine(137_000)), rest_days=2, ages=(15, 50)),
    Illness("H52", "Tật khúc xạ và điều tiết", (CHECK, medicine(64_000)), Where.ELSEWHERE, ages=(8, 45)),
    Illness(
        "O80",
        "Đẻ thường một thai",
        (
            CHECK,
            BLOOD,
            Line(K.PROCEDURE, "Đỡ đẻ ngôi chỏm", "lần", 736_000),
            bed(3, 235_000),
            medicine(640_000),
            on_request("Giường dịch vụ theo yêu cầu", 900_000),
        ),
        Where.HOSPITAL,
        nights=3,
        is_birth=True,
    ),
    Illness(
        "I25",
        "Bệnh tim thiếu máu cục bộ mạn",
        (
            CHECK,
            BLOOD,
            HEART_TRACE,
            Line(K.PROCEDURE, "Chụp và đặt stent động mạch vành", "lần", 6_816_000),
            Line(K.SUPPLY, "Stent phủ thuốc", "cái", 36_900_000),
            bed(6, 427_000),
            medicine(4_280_000),
            on_request("Chênh lệch giường theo yêu cầu", 1_800_000),
        ),
        Where.ADVANCED,
        nights=6,
        rest_days=20,
    ),
    Illness(
        "I50",
        "Suy tim",
        (CHECK, BLOOD, HEART_TRACE, ULTRASOUND, bed(8, 427_000), medicine(26_400_000)),
        Where.ADVANCED,
        nights=8,
        rest_days=7,
    ),
    Illness(
        "S61",
        "Vết thương bàn tay",
        (CHECK, XRAY, Line(K.PROCEDURE, "Khâu vết thương phần mềm", "lần", 268_000), medicine(190_000)),
        rest_days=10,
    ),
)
BY_CODE = {illness.icd10: illness for illness in ILLNESSES}

# Source: domain facts, "Reference data to ship"; the levels of care are (k).
HOSPITAL, ADVANCED_HOSPITALS = "01025", ("01003", "01006", "01007")
CARE_LEVELS = {
    **dict.fromkeys(("01218", "01054", "01067", "01092", "01804"), CareLevel.INITIAL),
    **dict.fromkeys(("01025", "01031", "01160"), CareLevel.BASIC),
    **dict.fromkeys(ADVANCED_HOSPITALS, CareLevel.ADVANCED),
}
