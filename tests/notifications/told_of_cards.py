"""The message about a card that ends soon: how it is told, its words as they leave, its parts by SMS."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.notifications.telling import NAMED, tell_holder
from tests.support.cast import make_child_of, make_person
from vssid_app.people.models import Person
from vssid_app.people.seen import SeenPerson
from vssid_app.registry.expiry_messages import card_ends

SITE = "https://thuchanh.example"
SAFE = "Không đưa mã, mật khẩu hay tiền cho ai."
PUBLIC_ID = "abcdefghijklmnopqrstuv"
END = date(2026, 12, 31)


def of_card(group: str, left: int, *, is_own: bool) -> None:
    child = make_child_of(
        make_person(), full_name=f"NGUYỄN {NAMED.upper()}", si_number="9901234567", public_id=PUBLIC_ID
    )
    notice = card_ends(
        _seen(child), f"{group}401{child.si_number}", END, END - timedelta(days=left), is_own=is_own
    )
    tell_holder(notice)


def _seen(person: Person) -> SeenPerson:
    return SeenPerson(*(getattr(person, name) for name in SeenPerson.__slots__))


TOLD_OF_CARDS: dict[str, tuple[Callable[[], None], str, int]] = {
    "card.ends": (
        lambda: of_card("HS", 30, is_own=True),
        (
            "Thẻ BHYT của bạn (số cuối 567) dùng đến hết 30/11/2026, còn 30 ngày. "
            f"Đóng BHYT kỳ tiếp theo tại trường đang học. {SAFE}\n{SITE}/toi/the"
        ),
        3,
    ),
    "card.ends a child's": (
        lambda: of_card("HS", 1, is_own=False),
        (
            f"Thẻ BHYT của {NAMED} (số cuối 567) dùng đến hết 30/11/2026, còn 1 ngày. "
            f"Mở thẻ xem cách gia hạn. {SAFE}\n{SITE}/nguoi/{PUBLIC_ID}/the"
        ),
        3,
    ),
    "card.ends a household's on its last day": (
        lambda: of_card("GD", 0, is_own=True),
        (
            "Thẻ BHYT của bạn (số cuối 567) dùng đến hết 30/11/2026, hôm nay là ngày cuối. "
            f"Mở thẻ xem cách gia hạn. {SAFE}\n{SITE}/toi/the"
        ),
        3,
    ),
}
