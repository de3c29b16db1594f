"""What the interface takes and answers; the OpenAPI description is made of these."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from vssid_app.people.rules import BadBirthDate, BirthDate

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
BIRTH_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
# 20.0 is a whole number to a JSON schema.
WHOLE = re.compile(r"([1-9]\d{0,2})(?:\.0+)?", re.ASCII)
SHOWN = 20
MOST = 100
LONGEST_TEXT = 8192
EMPTY: dict[str, Any] = {"const": "", "type": "string"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}


def _birth(value: Any) -> Any:
    """A day, a year where papers have only the year, or nothing."""
    if isinstance(value, str) and (not value or ISO_DAY.fullmatch(value) or BIRTH_YEAR.fullmatch(value)):
        try:
            return BirthDate.parse(value).iso() if value else value
        except BadBirthDate:
            pass
    raise PydanticCustomError("birth_text", "neither YYYY-MM-DD nor YYYY")


def _day(value: Any) -> Any:
    if value == "" or value is None:
        return None
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day_text", "not YYYY-MM-DD")


def _limit(value: Any) -> Any:
    if value == "":
        return SHOWN
    whole = WHOLE.fullmatch(value) if isinstance(value, str) else None
    if whole and int(whole[1]) <= MOST:
        return int(whole[1])
    raise PydanticCustomError("page_size", "not a whole number from 1 to 100")


def _printable(value: str) -> str:
    """Without what nobody can have typed: PostgreSQL takes no NUL."""
    return "".join(filter(str.isprintable, value))


Words = Annotated[str, AfterValidator(_printable)]
BirthText = Annotated[
    str,
    BeforeValidator(_birth),
    WithJsonSchema({"anyOf": [DAY, {"type": "string", "pattern": "^[1-9][0-9]{3}$"}, EMPTY]}),
]
OptionalDay = Annotated[date | None, BeforeValidator(_day), WithJsonSchema({"anyOf": [DAY, EMPTY]})]
PageSize = Annotated[
    int,
    Field(ge=1, le=MOST),
    BeforeValidator(_limit),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": MOST}, EMPTY], "default": SHOWN}),
]


class Sent(BaseModel):
    """A body: a field that is not known is refused, since it is a slip of the pen."""

    model_config = ConfigDict(extra="forbid")


class CardCheck(Sent):
    """A card, by what stands on it."""

    number: str = Field(
        max_length=40,
        description="Mã số BHXH (10 digits), card code (15 characters) or CCCD (12 digits); spaces are free.",
        examples=["9902962963"],
    )
    full_name: str = Field(
        max_length=200,
        description="As on the card; case, accents and double spaces do not count.",
        examples=["QUÁCH HÀ YẾN"],
    )
    date_of_birth: BirthText = Field(
        description="YYYY-MM-DD; YYYY where the papers have only the year.", examples=["2015-05-12"]
    )


class CardCheckAnswer(BaseModel):
    """The result; the last three are there with 000 and 010 only."""

    code: str = Field(
        description=(
            "000 valid · 010 not in force today · 050 number, name and date of birth do not all agree, "
            "whatever differs · 110 withdrawn · 120-124 reported off · 205 not enough given"
        ),
        pattern="^[0-9]{3}$",
        examples=["000"],
    )
    message: str = Field(description="The code in words, in Vietnamese.")
    valid_from: date | None = Field(None, description="First day, with 000 and 010 only.")
    valid_to: date | None = Field(
        None, description="Last day, with 000 and 010 only; null where the card prints none."
    )
    level: int | None = Field(None, ge=1, le=5, description="Benefit level today, with 000 and 010 only.")


class QrToken(Sent):
    """The text of a card's signed QR code."""

    token: str = Field(
        max_length=LONGEST_TEXT, description="A compact JWS, as scanned.", examples=["eyJ….eyJ….c2ln"]
    )


class QrVerdict(BaseModel):
    """What a token proves."""

    valid: bool = Field(description="Signed by this world, not too old, and the card in force by its dates.")
    reason: str = Field(description="ok, or why not.", examples=["bad_signature"])
    world: Literal["live", "demo", "training"] | None = Field(
        description="Who signed: only live cards are real. null when nobody known did."
    )
    claims: dict[str, Any] | None = Field(description="What the token says; null unless well signed.")
    today: str | None = Field(
        description="The register's word on the card today; null where the token proves too little."
    )


class QrText(Sent):
    """The text of any QR code of a card or identity card."""

    text: str = Field(
        max_length=LONGEST_TEXT,
        description="As scanned; broken parts are no error.",
        examples=["099209012345||Nguyễn Văn An|05092009|Nam|Tổ 5, Ngọc Lâm, Long Biên, Hà Nội|12052024"],
    )


class QrContent(BaseModel):
    """What the text says, without any proof."""

    kind: Literal["card_2021", "card_old", "cccd", "own", "unknown"]
    signed: bool = Field(description="Whether a signature stands there; qr/verify tells what it is worth.")
    fields: dict[str, str]


class FacilityQuery(BaseModel):
    """Words of a hospital or clinic, and a page of the hits."""

    q: Words = Field(
        "",
        max_length=200,
        description="Words of name, place or code, without accents; empty: all.",
        examples=["bvdk duc giang"],
    )
    province: Words = Field(
        "", max_length=60, description="Code or name of a province; empty: all.", examples=["01"]
    )
    limit: PageSize = Field(SHOWN, description="How many, 1 to 100.")
    after: Words = Field("", max_length=60, description="The code of the last item of the page before.")


class OfficeQuery(BaseModel):
    """Words of an office, the day on which it is asked for, and a page of the hits."""

    q: Words = Field(
        "",
        max_length=200,
        description="Words of name, place or code, without accents; empty: all.",
        examples=["long bien"],
    )
    on: OptionalDay = Field(
        default_factory=lambda: None, description="The day of the names, YYYY-MM-DD; empty: today."
    )
    limit: PageSize = Field(SHOWN, description="How many, 1 to 100.")
    after: Words = Field("", max_length=60, description="The code of the last item of the page before.")


class PlaceItem(BaseModel):
    """A place."""

    code: str
    name: str
    address: str = Field(description="District and province; (cũ) marks a district that is no more.")


class PlaceList(BaseModel):
    """A page of places."""

    items: list[PlaceItem]
    next: str | None = Field(description="The address of the next page; null at the end.")


class FieldTrouble(BaseModel):
    """A field that is wrong."""

    field: str
    message: str


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldTrouble] | None = None
