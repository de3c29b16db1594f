from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any, TypeVar

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms.validators import Length

from tests.frontend.gallery import GalleryForm, make_app
from vssid_app.core.forms import AppForm, Choice, DateParts, DigitsText, PhotoFile, TextLine, Tick
from vssid_app.core.typed import bare_digits, clean_line

TODAY = date(2026, 11, 22)
Form = TypeVar("Form", bound=AppForm)


class BirthForm(AppForm):
    born = DateParts(
        "Ngày sinh", noun="sinh", missing="Nhập ngày sinh.", latest=lambda: TODAY, allow_year_only=True
    )


class NameForm(AppForm):
    name = TextLine("Họ và tên", missing="Nhập họ và tên.", validators=[Length(min=2)])
    nickname = TextLine("Tên ở nhà")


@pytest.fixture(scope="module")
def small_app() -> Flask:
    return make_app()


@pytest.fixture(autouse=True)
def request_context(small_app: Flask) -> Iterator[None]:
    with small_app.test_request_context():
        yield


def checked(form_class: type[Form], **typed: Any) -> Form:
    form = form_class(formdata=MultiDict(typed), meta={"csrf": False})
    form.validate()
    return form


def birth(**typed: str) -> BirthForm:
    return checked(BirthForm, **{f"born-{part}": text for part, text in typed.items()})


def test_a_line_is_stored_composed_and_with_single_spaces() -> None:
    form = checked(NameForm, name="  Nguye\u0302\u0303n \u00a0 Gia\tMinh ")
    assert form.name.value == "Nguyễn Gia Minh"
    assert form.error_list == []


def test_zero_width_marks_go_silently() -> None:
    assert checked(NameForm, name="Gia\u200b Minh\ufeff").name.value == "Gia Minh"


@pytest.mark.parametrize("mark", ["\u0000", "\u202e", "\u2066", "\u200f", "\u0007"])
def test_control_characters_and_marks_of_direction_are_said_and_taken_out(mark: str) -> None:
    form = checked(NameForm, name=f"Gia{mark} Minh")
    assert form.first_error == "Ô này có ký tự ẩn. Chúng tôi đã bỏ đi, hãy xem lại rồi gửi."
    assert form.name.value == "Gia Minh"


def test_ten_thousand_characters_are_counted_in_the_sentence_and_kept() -> None:
    form = checked(NameForm, name="a" * 10_000)
    assert form.first_error == "Ô này dài nhất 200 ký tự. Bạn đã nhập 10000 ký tự."
    assert len(form.name.value) == 10_000


def test_an_empty_field_gets_its_own_sentence_and_only_that() -> None:
    form = checked(NameForm, name="   ")
    assert form.error_list == [("name", "Nhập họ và tên.")]


def test_a_field_without_a_sentence_for_empty_is_optional() -> None:
    form = checked(NameForm, name="Gia Minh", nickname="")
    assert form.nickname.optional
    assert form.nickname.value == ""
    assert not form.name.optional


def test_sentences_of_the_library_are_vietnamese() -> None:
    assert checked(NameForm, name="A").first_error == "Cần ít nhất 2 ký tự."


def test_an_operation_can_refuse_at_a_field() -> None:
    form = checked(NameForm, name="Gia Minh")
    form.refuse(form.name, "Tên này khác với dữ liệu.")
    assert form.error_list == [("name", "Tên này khác với dữ liệu.")]


def test_errors_stand_in_the_order_of_the_form() -> None:
    form = checked(GalleryForm)
    assert [anchor for anchor, _ in form.error_list] == [
        "name",
        "phone",
        "number",
        "code",
        "password",
        "born-day",
        "paper-0",
        "way-0",
        "sex",
        "sure",
        "photo",
    ]


def test_a_form_without_its_token_says_what_to_do(small_app: Flask) -> None:
    with small_app.test_request_context(method="POST", data={"name": "Gia Minh"}):
        form = NameForm()
        assert not form.validate_on_submit()
        assert form.first_error == ("Trang này đã mở quá lâu. Những gì bạn nhập vẫn còn, hãy bấm gửi lại.")
        assert form.name.value == "Gia Minh"


@pytest.mark.parametrize("typed", ["990 123 4567", "990.123.4567", "990-123-4567", "９９０１２３４５６７"])
def test_digits_are_taken_without_what_parts_them(typed: str) -> None:
    class NumberForm(AppForm):
        number = DigitsText("Mã số")

    form = checked(NumberForm, number=typed)
    assert form.number.digits == "9901234567"


def test_a_date_is_three_numbers() -> None:
    form = birth(day="03", month="5", year="2015")
    assert form.born.data == (2015, 5, 3)
    assert form.error_list == []


@pytest.mark.parametrize(
    ("day", "month", "year", "box", "sentence"),
    [
        ("3", "15", "2015", "month", "Tháng sinh phải từ 1 đến 12."),
        ("0", "5", "2015", "day", "Ngày sinh phải từ 1 đến 31."),
        ("32", "5", "2015", "day", "Ngày sinh phải từ 1 đến 31."),
        ("29", "2", "2023", "day", "Tháng 2/2023 chỉ có 28 ngày."),
        ("31", "4", "2015", "day", "Tháng 4/2015 chỉ có 30 ngày."),
        ("3", "5", "15", "year", "Năm sinh phải có 4 số, ví dụ 2015."),
        ("3", "5", "1515", "year", "Năm sinh quá xa. Xem lại 4 số của năm."),
        ("3", "", "2015", "month", "Bạn chưa nhập tháng sinh."),
        ("ba", "5", "2015", "day", "Ngày sinh chỉ gồm chữ số."),
        ("1.5", "5", "2015", "day", "Ngày sinh chỉ gồm chữ số."),
        ("3", "1 0", "2015", "month", "Tháng sinh chỉ gồm chữ số."),
        ("3", "5", "20-15", "year", "Năm sinh chỉ gồm chữ số."),
        ("23", "11", "2026", "year", "Ngày sinh không thể sau ngày 22/11/2026."),
        ("", "", "", "day", "Nhập ngày sinh."),
        ("9" * 10_000, "5", "2015", "day", "Ngày sinh phải từ 1 đến 31."),
    ],
)
def test_a_wrong_date_names_its_box(day: str, month: str, year: str, box: str, sentence: str) -> None:
    form = birth(day=day, month=month, year=year)
    assert form.error_list == [(f"born-{box}", sentence)]
    assert [part.typed for part in form.born.parts] == [day, month, year]
    assert [part.key for part in form.born.parts if part.wrong] == [box]


@pytest.mark.parametrize("day", [" 3 ", "3.", "03/", "３", "\u200b3"])
def test_what_stands_around_a_day_does_no_harm(day: str) -> None:
    assert birth(day=day, month="5", year="2015").born.data == (2015, 5, 3)


def test_the_twenty_ninth_of_february_exists_in_leap_years() -> None:
    assert birth(day="29", month="2", year="2024").born.data == (2024, 2, 29)


def test_who_remembers_only_the_year_may_say_so() -> None:
    form = birth(day="", month="", year="1948", year_only="y")
    assert form.born.data == (1948, None, None)
    assert form.born.year_only


def test_a_stored_date_is_shown_again() -> None:
    form = BirthForm(formdata=None, data={"born": date(2015, 5, 3)}, meta={"csrf": False})
    assert [part.typed for part in form.born.parts] == ["3", "5", "2015"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY))
def test_every_real_date_is_read_back(day: date) -> None:
    form = birth(day=str(day.day), month=str(day.month), year=str(day.year))
    assert form.born.data == (day.year, day.month, day.day)


@given(st.text())
def test_a_cleaned_line_is_clean(text: str) -> None:
    cleaned, _ = clean_line(text)
    assert clean_line(cleaned) == (cleaned, False)
    assert "\n" not in cleaned


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from(" .-"))
def test_a_parted_number_is_the_same_number(number: int, between: str) -> None:
    assert bare_digits(between.join(str(number))) == str(number)


def test_an_answer_that_was_not_offered_is_refused() -> None:
    class WayForm(AppForm):
        way = Choice("Cách nộp", choices=[("school", "Nhà trường")], missing="Chọn một cách.")

    assert checked(WayForm, way="spaceship").first_error == "Hãy chọn một trong các câu trả lời có sẵn."
    assert checked(WayForm).first_error == "Chọn một cách."
    assert checked(WayForm, way="school").error_list == []


def test_a_tick_that_must_be_set_says_why() -> None:
    class SureForm(AppForm):
        sure = Tick("Tôi cam đoan.", missing="Đánh dấu để xác nhận.")

    assert checked(SureForm).first_error == "Đánh dấu để xác nhận."
    assert checked(SureForm, sure="y").error_list == []


def test_a_photo_arrives_as_bytes() -> None:
    class PictureForm(AppForm):
        photo = PhotoFile("Ảnh", missing="Chọn ảnh.")

    sent = checked(PictureForm, photo=FileStorage(BytesIO(b"picture"), filename="a.jpg"))
    assert sent.photo.content() == b"picture"
    for nothing in (FileStorage(BytesIO(b""), filename=""), "a text"):
        assert checked(PictureForm, photo=nothing).first_error == "Chọn ảnh."


def test_what_was_typed_is_drawn_again_but_never_a_password(small_app: Flask) -> None:
    form = checked(GalleryForm, name="Gia Minh", phone="0000 345 67", password="Bí mật 1")
    draw = small_app.jinja_env.get_template("components/field.html").module.field  # type: ignore[attr-defined]
    assert 'value="Gia Minh"' in draw(form.name)
    assert 'value="0000 345 67"' in draw(form.phone)
    assert "mật 1" not in draw(form.password)
