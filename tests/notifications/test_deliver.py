"""What waits in the outbox leaves once, in order, or says why it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.notifications.conftest import MailServer
from tests.notifications.support import TEXT, pass_time, rows, run_worker, seconds_until_next_try, write
from vssid_app.core.extensions import db
from vssid_app.core.lock import WriteLock
from vssid_app.core.world import CurrentWorld
from vssid_app.notifications import channels, claims, delivery
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage

pytestmark = pytest.mark.usefixtures("live_world")


def test_a_letter_arrives_with_text_and_html_and_all_accents(mail_server: MailServer) -> None:
    html = "<p>Thẻ bảo hiểm y tế <b>đã được gia hạn</b></p>"
    written = write(html=html)
    run_worker()
    (letter,) = mail_server.letters
    plain, rich = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert rich is not None
    assert plain.get_content().strip() == TEXT
    assert rich.get_content().strip() == html
    assert letter["Subject"] == "Hồ sơ được chấp nhận"
    assert letter["To"] == "a@thuchanh.example"
    assert letter["Message-ID"] == f"<{written.key}@thuchanh.example>"
    assert letter["From"] == "khong-tra-loi@thuchanh.example"


def test_what_has_left_does_not_leave_again(mail_server: MailServer) -> None:
    write()
    assert run_worker()
    assert not run_worker()
    assert len(mail_server.letters) == 1
    (row,) = rows()
    assert row.delivery == Delivery.SENT
    assert row.sent_at is not None
    assert row.leased_until is None


def test_an_operation_that_fails_sends_nothing(mail_server: MailServer) -> None:
    with pytest.raises(RuntimeError), db.transaction():  # noqa: PT012
        write()
        raise RuntimeError("the operation fails")
    run_worker()
    assert not mail_server.letters


def test_a_link_is_written_out_with_the_public_address(mail_server: MailServer) -> None:
    write(link="/ho-so/TH-7K3M-Q9XA")
    run_worker()
    assert _text(mail_server) == f"{TEXT}\nhttps://thuchanh.example/ho-so/TH-7K3M-Q9XA"


def test_a_letter_with_a_code_holds_no_link(mail_server: MailServer) -> None:
    write(kind="code.email", text="482615 là mã xác nhận.", code="482615", link="/dang-ky/ma/abc")
    run_worker()
    assert _text(mail_server) == "482615 là mã xác nhận."


def test_the_words_of_a_code_are_wiped_once_sent(mail_server: MailServer) -> None:
    write(kind="code.email", text="482615 là mã xác nhận.", html="<b>482615</b>", code="482615")
    run_worker()
    (row,) = rows()
    assert (row.text, row.html, row.code) == ("", None, None)
    write()
    run_worker()
    assert rows()[1].text == TEXT


def test_a_server_that_is_down_gets_the_letter_when_it_is_back(mail_server: MailServer) -> None:
    mail_server.stop()
    write()
    assert not run_worker()
    (row,) = rows()
    assert row.delivery == Delivery.QUEUED
    assert row.attempts == 1
    assert row.last_error == "mail server: ConnectionRefusedError"
    assert 25 < seconds_until_next_try(row) <= 30
    mail_server.start()
    assert not run_worker(), "it waits for its time"
    pass_time(seconds=31)
    assert run_worker()
    assert len(mail_server.letters) == 1
    assert rows()[0].last_error == ""


def test_a_slow_server_is_not_waited_for(mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "ANSWER_SECONDS", 0.2)
    mail_server.delay = 1
    write()
    run_worker()
    (row,) = rows()
    assert (row.delivery, row.attempts) == (Delivery.QUEUED, 1)
    assert row.last_error in {"mail server: TimeoutError", "mail server: SMTPServerDisconnected"}


@pytest.mark.parametrize("answer", ["451 Later", "421 Busy"])
def test_a_passing_refusal_is_tried_again(mail_server: MailServer, answer: str) -> None:
    mail_server.data_answer = answer
    write()
    run_worker()
    assert rows()[0].delivery == Delivery.QUEUED
    mail_server.data_answer = "250 OK"
    pass_time(minutes=1)
    run_worker()
    assert rows()[0].delivery == Delivery.SENT


def test_a_mailbox_that_does_not_exist_is_given_up_at_once(mail_server: MailServer) -> None:
    mail_server.refuse_recipients["khong@thuchanh.example"] = "550 No such user"
    write("khong@thuchanh.example", text="482615 là mã", code="482615", kind="code.email")
    write("co@thuchanh.example")
    run_worker()
    given_up, sent = rows()
    assert given_up.delivery == Delivery.GIVEN_UP
    assert given_up.last_error == "mail server answered 550"
    assert given_up.text == ""
    assert sent.delivery == Delivery.SENT


def test_a_mailbox_that_is_full_today_is_tried_again(mail_server: MailServer) -> None:
    mail_server.refuse_recipients["day@thuchanh.example"] = "452 Mailbox full"
    write("day@thuchanh.example")
    run_worker()
    assert rows()[0].delivery == Delivery.QUEUED


@pytest.mark.parametrize(
    "address", ["a@thuchanh.example\r\nBcc: b@thuchanh.example", "a@thuchanh.example\nX: y", "\n"]
)
def test_line_breaks_in_an_address_go_nowhere(mail_server: MailServer, address: str) -> None:
    write(address)
    run_worker()
    (row,) = rows()
    assert row.delivery == Delivery.GIVEN_UP
    assert not mail_server.letters


def test_line_breaks_in_a_subject_go_nowhere(mail_server: MailServer) -> None:
    write(subject="Chào\r\nBcc: b@thuchanh.example")
    run_worker()
    assert rows()[0].delivery == Delivery.GIVEN_UP
    assert not mail_server.letters


def test_a_letter_that_was_taken_is_sent_even_if_the_farewell_fails(mail_server: MailServer) -> None:
    mail_server.drop_on_quit = True
    write()
    run_worker()
    assert rows()[0].delivery == Delivery.SENT
    assert len(mail_server.letters) == 1


def test_a_letter_is_given_up_after_a_day(mail_server: MailServer) -> None:
    mail_server.stop()
    write()
    run_worker()
    pass_time(hours=23)
    run_worker()
    assert rows()[0].delivery == Delivery.QUEUED
    pass_time(hours=2)
    run_worker()
    (row,) = rows()
    assert row.delivery == Delivery.GIVEN_UP
    assert row.last_error == "mail server: ConnectionRefusedError"


def test_without_an_sms_gateway_a_message_waits_and_says_why(mail_server: MailServer) -> None:
    write("0000000007", channel=Channel.SMS, subject="")
    for _day in range(3):
        run_worker()
        pass_time(days=1)
    (row,) = rows()
    assert row.delivery == Delivery.QUEUED
    assert row.last_error == "no SMS gateway is set"
    assert not mail_server.letters


def test_a_message_inside_the_app_need_not_leave(mail_server: MailServer) -> None:
    write(channel=Channel.APP)
    run_worker()
    assert rows()[0].delivery == Delivery.SENT
    assert not mail_server.letters


def test_letters_to_one_address_keep_their_order(mail_server: MailServer) -> None:
    mail_server.data_answer = "451 Later"
    write(subject="một")
    run_worker()
    mail_server.data_answer = "250 OK"
    write(subject="hai")
    write("khac@thuchanh.example", subject="người khác")
    run_worker()
    assert [letter["Subject"] for letter in mail_server.letters] == ["người khác"]
    pass_time(minutes=1)
    while run_worker():
        pass
    assert [letter["Subject"] for letter in mail_server.letters] == ["người khác", "một", "hai"]


def test_more_than_one_batch_leaves(mail_server: MailServer) -> None:
    for n in range(claims.BATCH + 5):
        write(f"nguoi{n}@thuchanh.example")
    assert run_worker()
    assert len(mail_server.letters) == claims.BATCH
    run_worker()
    assert len(set(mail_server.keys)) == claims.BATCH + 5


def test_nothing_is_begun_that_could_outlive_the_lease(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "LONGEST_SENDING", claims.LEASE + timedelta(seconds=1))
    write()
    run_worker()
    assert not mail_server.letters
    (row,) = rows()
    assert row.leased_until is not None


def test_a_leased_letter_is_left_to_its_worker(mail_server: MailServer) -> None:
    write()
    claims.claim(Channel.EMAIL)
    assert not run_worker()
    assert not mail_server.letters
    pass_time(minutes=6)
    assert run_worker()


def test_one_letter_that_breaks_the_sender_does_not_stop_the_others(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = channels.Smtp.send

    def send(self: channels.Smtp, parcel: channels.Parcel) -> None:
        if parcel.subject == "hỏng":
            raise KeyError(parcel.subject)
        whole(self, parcel)

    monkeypatch.setattr(channels.Smtp, "send", send)
    write(subject="hỏng")
    write("b@thuchanh.example")
    run_worker()
    broken, sent = rows()
    assert (broken.delivery, broken.last_error) == (Delivery.QUEUED, "KeyError")
    assert sent.delivery == Delivery.SENT


def test_an_idle_worker_takes_the_write_lock_from_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_lock: WriteLock) -> None:
        raise AssertionError("the write lock was taken")

    monkeypatch.setattr(WriteLock, "held", refuse)
    assert not run_worker()


def test_a_reason_kept_with_a_message_names_nobody(mail_server: MailServer, live_world: CurrentWorld) -> None:
    mail_server.refuse_recipients["ten.nguoi@thuchanh.example"] = "550 ten.nguoi@thuchanh.example unknown"
    write("ten.nguoi@thuchanh.example")
    run_worker()
    (row,) = db.session.scalars(select(OutboxMessage)).all()
    assert "ten.nguoi" not in row.last_error


def _text(mail_server: MailServer) -> str:
    body = mail_server.letters[-1].get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return "\n".join(text.strip().splitlines())
