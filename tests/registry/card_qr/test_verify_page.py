"""The page of verifying without a script: what is pasted is judged by the server in the same words."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from joserfc.jwk import OKPKey
from sqlalchemy import select, update

from tests.registry.card_qr.tokens import token_of
from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import Page, PageClient, form_values
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind
from vssid_app.people.rules import BirthDate
from vssid_app.registry.card_qr import CardToday, Reason, Verification
from vssid_app.registry.card_qr.models import SigningKey
from vssid_app.registry.card_qr.operations import key_to_sign_with
from vssid_app.registry.card_qr.token_rules import CardClaims, sign
from vssid_app.registry.models import CardStatus, HealthCard
from vssid_app.registry.verify_outcome import verdict_code
from vssid_app.registry.verify_words import verdicts

pytestmark = pytest.mark.any_database

MARK = "MẪU – KHÔNG CÓ GIÁ TRỊ KHÁM CHỮA BỆNH"
CCCD = "099209012345||Nguyễn Văn An|05092009|Nam|Tổ 5, Ngọc Lâm, Long Biên, Hà Nội|12052024"


@pytest.fixture
def token(world: CurrentWorld) -> str:
    person = make_person(full_name="NGUYỄN MINH THỬ", birth=BirthDate(2009, 9, 5))
    make_card(person)
    return token_of(person)


def judged(client: PageClient, text: str) -> Page:
    return client.get("/xac-minh").submit("Kiểm tra nội dung", text=text)


def test_a_good_token_shows_the_practice_mark_before_all_else(client: PageClient, token: str) -> None:
    words = judged(client, token).text
    places = [
        words.index(each) for each in (MARK, "Hợp lệ, hôm nay thẻ dùng được", "NGUYỄN MINH THỬ", "05/09/2009")
    ]
    assert places == sorted(places)
    for fact in ("Mức 4", "Bệnh viện đa khoa Đức Giang (01-025)", "Không thay giấy tờ tuỳ thân"):
        assert fact in words


def test_a_token_broken_into_lines_by_a_message_is_read(client: PageClient, token: str) -> None:
    assert "Hợp lệ" in judged(client, f"{token[:60]}\n{token[60:200]}\n{token[200:]}").text


def test_a_card_locked_since_is_not_good_today(client: PageClient, token: str) -> None:
    with db.transaction() as session:
        session.execute(update(HealthCard).values(status=CardStatus.SUSPENDED))
    words = judged(client, token).text
    assert "Hôm nay thẻ không dùng được" in words
    assert "Hợp lệ" not in words


def test_the_script_is_told_todays_word_and_no_more(client: PageClient, token: str) -> None:
    page = client.get("/xac-minh")
    csrf = form_values(page.form("Kiểm tra nội dung"))["csrf_token"]
    for text, said in ((token, "valid"), (token[:-1], None), ("", None), ("x" * 100_000, None)):
        answer = client.post("/xac-minh/hom-nay", {"text": text, "csrf_token": csrf}).response
        assert json.loads(answer.data) == {"today": said}


def verified() -> list[tuple[int | None, str, int, dict[str, object]]]:
    """What stands in the log of checks."""
    db.close()
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.CARD_VERIFIED))
    return [(row.actor_id, row.subject_kind, row.subject_id, row.facts) for row in rows]


def test_a_check_by_an_officer_is_written_down_and_the_page_says_so(
    client: PageClient, world: CurrentWorld
) -> None:
    person, officer = make_person(), make_officer()
    make_card(person)
    text, by, about = token_of(person), officer.id, person.id
    sign_in(client, officer, world)
    page = client.get("/xac-minh")
    assert "được ghi vào nhật ký" in page.text
    csrf = form_values(page.form("Kiểm tra nội dung"))["csrf_token"]

    client.post("/xac-minh/hom-nay", {"text": text, "csrf_token": csrf})
    page.submit("Kiểm tra nội dung", text=text)
    for proves_nothing in (CCCD, text[:-1]):
        page.submit("Kiểm tra nội dung", text=proves_nothing)
        client.post("/xac-minh/hom-nay", {"text": proves_nothing, "csrf_token": csrf})

    entry = (by, "Person", about, {"way": "page", "answer": "valid"})
    assert verified() == [entry, entry]


def test_a_check_by_anybody_else_leaves_nothing(client: PageClient, world: CurrentWorld) -> None:
    person = make_person()
    make_card(person)
    text = token_of(person)
    assert "Trang này không lưu lại gì" in judged(client, text).text
    sign_in(client, make_account(person), world)
    assert "Trang này không lưu lại gì" in judged(client, text).text
    assert verified() == []


def test_a_changed_letter_shows_nothing_of_what_it_says(client: PageClient, token: str) -> None:
    page = judged(client, token[:-9] + ("A" if token[-9] != "A" else "B") + token[-8:])
    assert "Không hợp lệ: chữ ký sai" in page.text
    assert "NGUYỄN MINH THỬ" not in page.text


def test_a_token_that_proves_nothing_now_or_here_is_told_why(client: PageClient, world: CurrentWorld) -> None:
    now = instant()
    for kind, made, title in (
        (WorldKind.DEMO, now - timedelta(days=31), "Không hợp lệ: mã đã quá 30 ngày"),
        (WorldKind.DEMO, now + timedelta(days=2), "Không kiểm tra được: giờ không khớp"),
        (WorldKind.TRAINING, now, "Không hợp lệ ở đây: thẻ của bản khác"),
    ):
        assert title in judged(client, signed(kind, made)).text
    text, kid = signed(WorldKind.DEMO, now), key_to_sign_with(WorldKind.DEMO).kid
    with db.transaction() as session:
        session.execute(update(SigningKey).where(SigningKey.kid == kid).values(kid="another"))
    assert "Không hợp lệ: không rõ ai ký" in judged(client, text).text


def signed(kind: WorldKind, made: datetime) -> str:
    """The token of a card, made at a moment by the key of a kind of world."""
    key = key_to_sign_with(kind)
    claims = CardClaims(
        *("9900000016", "NGUYỄN VĂN AN", BirthDate(2009), None, None, today(), None, None),
        *(kind, 0, made, made + timedelta(days=30)),
    )
    return sign(claims, key.kid, OKPKey.import_key(json.loads(key.private_jwk)))


def test_an_unsigned_code_is_said_to_be_unsigned(client: PageClient, world: CurrentWorld) -> None:
    page = judged(client, CCCD)
    assert "CCCD gắn chip: không có chữ ký" in page.text
    assert "099 209 012 345" in page.text
    assert "12/05/2024" in page.text
    assert MARK not in page.root.all("main")[0].text.split("Kiểm tra mã QR")[0]


def test_anything_else_is_said_to_be_no_card(client: PageClient, world: CurrentWorld) -> None:
    for text in ("xin chào", "a.b.c", "|" * 9):
        assert "Không phải mã thẻ BHYT" in judged(client, text).text


def test_nothing_and_too_much_are_refused_at_the_field(client: PageClient, world: CurrentWorld) -> None:
    assert "Bạn chưa dán nội dung mã QR" in judged(client, "  ").text
    page = judged(client, "a" * 5000)
    assert page.root.all("textarea")[0].attrs["aria-invalid"] == "true"


def test_a_paper_card_without_an_end_says_so(client: PageClient, world: CurrentWorld) -> None:
    page = judged(client, "9900000016|4e677579e1bb856e|2009|2|-|01 - 025|01/04/2021|-|01/04/2021")
    for words in (
        "Thẻ giấy mẫu 2021: không có chữ ký",
        "Nguyễn",
        "01/04/2021",
        "không ghi ngày",
        "990 000 0016",
    ):
        assert words in page.text


def test_markup_in_a_code_stays_text(client: PageClient, world: CurrentWorld) -> None:
    page = judged(client, CCCD.replace("Nguyễn Văn An", "<script>alert(1)</script>"))
    assert "<script>alert" in page.text
    assert "alert(1)" not in [script.text for script in page.root.all("script")]


def test_the_page_carries_the_keys_and_all_words(client: PageClient, world: CurrentWorld) -> None:
    kid = key_to_sign_with(WorldKind.DEMO).kid
    html = client.get("/xac-minh").response.text
    start = html.index(">", html.index('id="offline"')) + 1
    offline = json.loads(html[start : html.index("</script>", start)])
    assert [key["kid"] for key in offline["keys"]] == [kid]
    assert "d" not in offline["keys"][0]
    assert set(offline["words"]["verdicts"]) == set(verdicts())
    assert offline["words"]["facilities"]["01025"] == "Bệnh viện đa khoa Đức Giang"


def test_a_facility_that_nobody_knows_stands_as_its_code(client: PageClient, world: CurrentWorld) -> None:
    page = judged(client, "9900000016|4e677579e1bb856e|2009|2|-|99 - 999|01/04/2021|-|01/04/2021")
    assert "99-999" in page.text


def test_every_reason_with_every_answer_has_its_words(world: CurrentWorld) -> None:
    words = verdicts()
    for reason in Reason:
        alone, *answered = [
            verdict_code(Verification(reason is Reason.OK, reason, None, None, said))
            for said in (None, *CardToday)
        ]
        assert alone == reason
        assert answered[0] == "today_valid"
        assert {alone, *answered} <= words.keys()


def test_a_code_of_yesterday_is_said_to_be_old(client: PageClient, world: CurrentWorld) -> None:
    made = instant() - timedelta(hours=26)
    claims = CardClaims(
        *("9900000016", "NGUYỄN VĂN AN", BirthDate(2009), None, None, today(), None, None),
        *(WorldKind.DEMO, 0, made, made + timedelta(days=30)),
    )
    assert (
        verdict_code(Verification(valid=True, reason=Reason.OK, world=None, claims=claims, today=None))
        == "old"
    )
