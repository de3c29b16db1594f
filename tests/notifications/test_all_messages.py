"""Every message of every feature: its words as they leave, and how many parts they take by SMS.

Whoever writes a new message adds a line to ``TOLD``; the last tests see to that.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from tests.notifications.telling import (
    CODE,
    accepted,
    of_account,
    of_account_case,
    of_care,
    of_case,
    of_code,
    of_contact,
    of_deletion,
    of_dossier,
    tell_holder,
)
from tests.notifications.told_of_cards import TOLD_OF_CARDS
from tests.notifications.told_of_care import TOLD_OF_CARE
from tests.support.codes import messages
from tests.support.dossiers import make_dossier
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.desk.message_rows import kind_words
from vssid_app.enrolment import messages as enrolment
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.reasons import ABOUT_A_PHOTO, Reason, ReasonCode
from vssid_app.identity.codes.rules import Purpose
from vssid_app.identity.contacts import messages as contacts
from vssid_app.notifications.models import Channel, OutboxMessage
from vssid_app.notifications.notices import MOST_SEGMENTS, with_link
from vssid_app.notifications.rules import CODE_KINDS
from vssid_app.notifications.segments import size_of
from vssid_app.people.invitations import messages as care
from vssid_app.privacy import messages as privacy

pytestmark = pytest.mark.any_database

PACKAGE = Path(__file__).parents[2] / "vssid_app"
SITE = "https://thuchanh.example"
LINK = f"\n{SITE}/ho-so/{CODE}"
CARE = f"\n{SITE}/nguoi/abcdefghijklmnopqrstuv/quyen"
LONG = "LÊ HOÀNG NGỌC PHƯƠNG ĐẠI NGHĨA THIÊN KIM TÔN NỮ CÔNG HUYỀN TRANG ĐÀI CÁC VÂN ANH"
SAFE = "Không đưa mã, mật khẩu hay tiền cho ai."
OPENED = (
    f"482615 là mã kích hoạt, dùng đến 30/11/2026. Hồ sơ {CODE} được chấp nhận. Tên đăng nhập: 9901234567."
)
CHANGED = "Mật khẩu của bạn vừa được đổi lúc 09:41, 05/09. Không phải bạn?"
ARRIVED = "Tài khoản của bạn vừa đăng nhập trên máy mới lúc 09:41, 05/09. Không phải bạn? Hãy đổi mật khẩu."
NO_NUMBER = "Không tìm thấy mã số này."
NEW_PASSWORD = "Vào Quên mật khẩu để lấy lại, miễn phí."
BLURRED = Reason(ReasonCode.PHOTO_BLURRED, PhotoKind.ID_BACK)
# What differs from one run to the next, and what stands for it, of the same length.
STANDS_FOR = (
    (re.compile(r"\d\d:\d\d, \d\d/\d\d"), "09:41, 05/09"),
    (re.compile(r"(thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật) \d\d/\d\d(/\d{4})?"), "thứ Sáu 05/09"),
    (re.compile(r"\d\d/\d\d/\d{4}"), "30/11/2026"),
    (re.compile(r"\b\d{6} là"), "482615 là"),
    (re.compile(r"/kich-hoat/[\w-]{22}"), "/kich-hoat/abcdefghijklmnopqrstuv"),
    (re.compile(r"(TH|YC|KT|TK)-[0-9A-Z]{4}-[0-9A-Z]{4}"), CODE),
)
# Told to a phone that is not the account's yet, or by one way unless more are chosen: no letter goes with it.
_TEXTED = ("case_asked", "case_refused", "case_lapsed", "contact_changed phone")
ONLY_TEXTED = {*(f"account.{name}" for name in _TEXTED), *TOLD_OF_CARDS}
# Told by no message: guardians read in the app what a child that shares it asks for.
IN_APP_ALONE = {"service.own_submit"}
ALL_REASONS = [
    *(Reason(code) for code in ReasonCode if code not in ABOUT_A_PHOTO),
    *(Reason(code, photo) for code in sorted(ABOUT_A_PHOTO) for photo in PhotoKind),
]


@pytest.fixture(autouse=True)
def site(app: Flask, world: CurrentWorld, monkeypatch: pytest.MonkeyPatch) -> CurrentWorld:
    """Messages as a live site writes them."""
    known = app.extensions["settings"]
    told = dataclasses.replace(known, public_url=SITE, operator_name="Trung tâm thử")
    monkeypatch.setitem(app.extensions, "settings", told)
    return world


Send = Callable[[], None]
TOLD: dict[str, tuple[Send, str, int]] = {
    **{
        f"{CODE_KINDS}{purpose}": (
            partial(of_code, purpose),
            "482615 là mã xác nhận. Không đưa mã cho ai.",
            1,
        )
        for purpose in Purpose
        if purpose is not Purpose.ACTIVATE
    },
    "dossier.recorded": (
        lambda: of_dossier(lambda made: enrolment.send_recorded(made, again=False)),
        f"Đã ghi nhận hồ sơ {CODE}. Hẹn trả lời trước thứ Sáu 05/09. {SAFE}{LINK}",
        3,
    ),
    "dossier.recorded again": (
        lambda: of_dossier(lambda made: enrolment.send_recorded(made, again=True)),
        f"Đã nhận lại hồ sơ {CODE}. Hẹn trả lời trước thứ Sáu 05/09. {SAFE}{LINK}",
        3,
    ),
    "dossier.withdrawn": (
        lambda: of_dossier(enrolment.send_withdrawn),
        f"Hồ sơ {CODE} đã rút theo yêu cầu của bạn. {SAFE}{LINK}",
        2,
    ),
    "dossier.supplement": (
        lambda: of_dossier(lambda made: enrolment.send_supplement_asked(made, [BLURRED])),
        f"Hồ sơ {CODE} cần bổ sung. CCCD mặt sau bị mờ. Các phần khác giữ nguyên. {SAFE}{LINK}",
        3,
    ),
    "dossier.supplement of much": (
        lambda: of_dossier(lambda made: enrolment.send_supplement_asked(made, ALL_REASONS[-3:])),
        f"Hồ sơ {CODE} cần bổ sung 3 chỗ. Các phần khác giữ nguyên. Mở hồ sơ để xem. {SAFE}{LINK}",
        3,
    ),
    "dossier.rejected": (
        lambda: of_dossier(lambda made: enrolment.send_rejected(made, [Reason(ReasonCode.NUMBER_NOT_FOUND)])),
        f"Hồ sơ {CODE} chưa được chấp nhận. {NO_NUMBER} Bạn có thể sửa và gửi lại. {SAFE}{LINK}",
        3,
    ),
    "dossier.rejected for much": (
        lambda: of_dossier(lambda made: enrolment.send_rejected(made, ALL_REASONS[-3:])),
        f"Hồ sơ {CODE} chưa được chấp nhận. Mở hồ sơ để xem lý do, sửa và gửi lại. {SAFE}{LINK}",
        3,
    ),
    "dossier.accepted": (
        lambda: of_dossier(accepted),
        f"{OPENED} Không đưa mã cho ai.\n{SITE}/kich-hoat/abcdefghijklmnopqrstuv",
        3,
    ),
    **TOLD_OF_CARE,
    **TOLD_OF_CARDS,
    "dossier.child_accepted": (
        lambda: of_dossier(enrolment.send_child_accepted),
        f"Hồ sơ {CODE} được chấp nhận. Mở tài khoản của bạn để xem thẻ BHYT của con. {SAFE}{LINK}",
        3,
    ),
    "case.opened": (
        lambda: of_case(enrolment.send_case_opened),
        f"Đã nhận yêu cầu {CODE}: tài khoản không phải của bạn. Cán bộ sẽ kiểm tra. {SAFE}{LINK}",
        3,
    ),
    "case.settled": (
        lambda: of_case(enrolment.send_case_settled, "Mời bạn mang CCCD tới cơ quan BHXH."),
        f"Yêu cầu {CODE} đã xong: Mời bạn mang CCCD tới cơ quan BHXH. {SAFE}{LINK}",
        3,
    ),
    "case.settled at length": (
        lambda: of_case(enrolment.send_case_settled, "Số bạn nhập là của người khác. " * 9),
        f"Yêu cầu {CODE} đã có câu trả lời. Mở hồ sơ để đọc. {SAFE}{LINK}",
        3,
    ),
    "case.lapsed": (
        lambda: of_case(enrolment.send_case_lapsed),
        (
            f"Yêu cầu {CODE} đã hết hạn, chưa đổi gì. "
            f"Mời bạn mang CCCD tới cơ quan BHXH để được kiểm tra. {SAFE}{LINK}"
        ),
        3,
    ),
    "account.case_lapsed": (
        lambda: of_account_case(contacts.case_lapsed),
        (
            f"Yêu cầu {CODE} đã hết hạn, chưa đổi gì. "
            f"Vẫn cần thì xin lại và mang CCCD tới cơ quan BHXH. {SAFE}\n{SITE}/mat-so-dien-thoai"
        ),
        3,
    ),
    "account.contact_changed": (
        lambda: of_contact(Channel.EMAIL),
        (
            "E-mail của tài khoản vừa được đổi lúc 09:41, 05/09. Không phải bạn? "
            f"Đến cơ quan BHXH gần nhất ngay. {SAFE}\n{SITE}/tai-khoan/thiet-bi"
        ),
        3,
    ),
    "account.contact_changed phone": (
        lambda: of_contact(Channel.SMS),
        (
            "Số điện thoại của tài khoản vừa được đổi lúc 09:41, 05/09. Không phải bạn? "
            f"Đến cơ quan BHXH gần nhất ngay. {SAFE}\n{SITE}/tai-khoan/thiet-bi"
        ),
        3,
    ),
    "account.case_asked": (
        lambda: of_account_case(lambda case: contacts.case_asked(case, "BHXH quận Long Biên")),
        (
            f"Yêu cầu {CODE}: mang CCCD tới BHXH quận Long Biên. "
            f"Cán bộ xem giấy tờ rồi đổi số điện thoại cho bạn, miễn phí. {SAFE}\n{SITE}/mat-so-dien-thoai"
        ),
        3,
    ),
    "account.case_opened": (
        lambda: tell_holder(contacts.case_opened()),
        (
            "Có người xin đổi số điện thoại của tài khoản bạn tại cơ quan BHXH. Không phải bạn? "
            f"Báo cơ quan BHXH ngay. {SAFE}\n{SITE}/tai-khoan/thiet-bi"
        ),
        3,
    ),
    "account.case_refused": (
        lambda: of_account_case(contacts.case_refused),
        (
            f"Yêu cầu {CODE} chưa được nhận: giấy tờ chưa đúng người. "
            f"Mang CCCD tới cơ quan BHXH và xin lại. {SAFE}\n{SITE}/mat-so-dien-thoai"
        ),
        3,
    ),
    "account.data_taken": (
        lambda: tell_holder(privacy.own_data_taken()),
        (
            "Dữ liệu của bạn vừa được tải về lúc 09:41, 05/09. Không phải bạn? "
            f"Đổi mật khẩu và đăng xuất máy lạ. {SAFE}\n{SITE}/tai-khoan/thiet-bi"
        ),
        3,
    ),
    "deletion.asked": (
        lambda: of_deletion(privacy.deletion_asked),
        (
            f"Tài khoản sẽ bị xoá từ 30/11/2026 (yêu cầu {CODE}). "
            f"Không phải bạn, hoặc đổi ý? Đăng nhập để rút lại. {SAFE}\n{SITE}/tai-khoan/xoa"
        ),
        3,
    ),
    "deletion.taken_back": (
        lambda: of_deletion(privacy.deletion_taken_back),
        f"Đã rút yêu cầu {CODE}. Tài khoản của bạn giữ nguyên. {SAFE}\n{SITE}/tai-khoan/xoa",
        3,
    ),
    "deletion.done": (
        lambda: of_deletion(privacy.account_deleted),
        (
            f"Đã xoá tài khoản theo yêu cầu {CODE}. Dữ liệu BHXH của bạn vẫn do cơ quan BHXH giữ. "
            f"{SAFE}\n{SITE}/"
        ),
        3,
    ),
    "care.accepted": (
        lambda: of_care(care.accepted),
        f"Lê Văn Nam nhận lời chăm sóc Minh Anh. Đúng người bạn mời thì vào xác nhận. {SAFE}{CARE}",
        3,
    ),
    "care.accepted by a long name": (
        lambda: of_care(care.accepted, LONG),
        f"Có người nhận lời mời chăm sóc con của bạn. Vào xem là ai rồi xác nhận. {SAFE}{CARE}",
        3,
    ),
    "care.granted": (
        lambda: of_care(lambda _person, child: care.granted(child)),
        (
            "Bạn đã được xác nhận. Mở tài khoản để xem thẻ BHYT của Minh Anh. "
            f"{SAFE}{CARE.removesuffix('quyen')}"
        ),
        3,
    ),
    "care.refused": (
        lambda: of_care(lambda _person, _child: care.refused()),
        (
            "Người mời không xác nhận bạn là người chăm sóc. Có nhầm lẫn thì hỏi lại người đó. "
            f"{SAFE}\n{SITE}/moi"
        ),
        3,
    ),
    "care.ended": (
        lambda: of_care(lambda _person, child: care.ended(child)),
        (
            "Bạn không còn xem được hồ sơ của Minh Anh từ 09:41, 05/09. Thấy sai thì hỏi cơ quan BHXH. "
            f"{SAFE}\n{SITE}/toi"
        ),
        3,
    ),
    "care.given_up": (
        lambda: of_care(care.given_up),
        f"Lê Văn Nam đã thôi chăm sóc Minh Anh từ 09:41, 05/09. {SAFE}{CARE}",
        3,
    ),
    "care.given_up by a long name": (
        lambda: of_care(care.given_up, LONG),
        f"Một người chăm sóc con của bạn đã thôi từ 09:41, 05/09. {SAFE}{CARE}",
        3,
    ),
    "account.password_changed": (
        of_account,
        f"{CHANGED} {NEW_PASSWORD} {SAFE}\n{SITE}/quen-mat-khau",
        3,
    ),
    "account.new_sign_in": (
        lambda: of_account("Chrome trên Android"),
        f"{ARRIVED} {SAFE}\n{SITE}/quen-mat-khau",
        3,
    ),
}


def sent(name: str) -> Sequence[OutboxMessage]:
    """Write one message of the table."""
    known = {message.id for message in messages()}
    TOLD[name][0]()
    kind = name.partition(" ")[0]
    return [message for message in messages() if message.id not in known and message.kind == kind]


def as_it_leaves(message: OutboxMessage) -> str:
    text = with_link(message.text, message.kind, message.link).replace("\u00a0", " ")
    for changing, stands in STANDS_FOR:
        text = changing.sub(stands, text)
    return text


@pytest.mark.parametrize("name", TOLD)
def test_the_words_and_the_parts_of_a_text_message(name: str) -> None:
    _send, words, segments = TOLD[name]
    *_, message = (each for each in sent(name) if each.channel == Channel.SMS)
    assert as_it_leaves(message) == words
    assert size_of(words).segments == segments
    assert segments <= MOST_SEGMENTS


@pytest.mark.parametrize("name", TOLD)
def test_every_message_warns_of_swindlers(name: str) -> None:
    for message in sent(name):
        assert "Không đưa mã" in message.text
        assert message.html is None or "Không đưa mã hay mật khẩu cho ai." in message.html
        assert (message.html is None) is (message.channel == Channel.SMS), "each letter has both parts"


@pytest.mark.parametrize(
    "name", [name for name in TOLD if not name.startswith(CODE_KINDS) and name not in ONLY_TEXTED]
)
def test_a_letter_tells_all_in_both_parts(name: str) -> None:
    *_, letter = (each for each in sent(name) if each.channel == Channel.EMAIL)
    assert letter.html is not None
    told = letter.text.partition("\n\n")[0]
    assert told in letter.html.replace("&#34;", '"')
    assert f'href="{SITE}{letter.link}"' in letter.html
    assert "Trung tâm thử" in letter.html
    assert "Không phải ứng dụng của BHXH Việt Nam" in letter.html


@pytest.mark.parametrize("send", [enrolment.send_supplement_asked, enrolment.send_rejected])
def test_no_reason_is_too_long_to_text(send: Callable[[Dossier, Sequence[Reason]], None]) -> None:
    for n, reason in enumerate(ALL_REASONS):
        made = make_dossier(code=f"TH-{n:04d}-LONG")
        with db.transaction():
            send(made, [reason])
        assert size_of(as_it_leaves(messages()[-1])).segments <= MOST_SEGMENTS, reason


def test_what_somebody_wrote_cannot_become_part_of_a_letter() -> None:
    of_case(enrolment.send_case_settled, '<a href="https://xau.example">Bấm</a>')
    letter = next(each for each in reversed(messages()) if each.channel == Channel.EMAIL)
    assert letter.html is not None
    assert '<a href="https://xau' not in letter.html
    assert "&lt;a href=" in letter.html


def test_every_notice_in_the_sources_is_in_the_table() -> None:
    written = {
        kind
        for path in PACKAGE.rglob("*.py")
        for kind in re.findall(r'\bNotice\(\s*(?:kind=)?"([\w.]+)"', path.read_text(encoding="utf-8"))
    }
    told = {name.partition(" ")[0] for name in TOLD if not name.startswith(CODE_KINDS)}
    assert written - told == IN_APP_ALONE, "add its words and the number of its parts to TOLD"
    assert told - written == set(), "no such message any more"


def test_staff_read_what_each_message_is_about() -> None:
    unnamed = {name for name in TOLD if kind_words(name.partition(" ")[0]) == kind_words("something.else")}
    assert not unnamed, "say in desk/message_rows.py what they are about"


def test_messages_are_made_in_one_place() -> None:
    makers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"(?<!def )(?<!class )\b(?<!Outbox)Message\(", path.read_text(encoding="utf-8"))
    }
    assert makers == {"notifications/notices.py"}, (
        "write a Notice: it gets the warning and the letter's frame"
    )
