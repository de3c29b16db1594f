"""What the check of a photo tells: one verdict, one cure."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.enrolment.models import DossierPhoto
from vssid_app.enrolment.photo_rules import PhotoProblem, Place


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """The verdict as the page shows it."""

    good: bool
    title: str
    cure: str


def verdict_words(photo: DossierPhoto) -> VerdictWords:
    """The verdict on a photo in words."""
    if photo.problem is None:
        return VerdictWords(good=True, title=_("Ảnh rõ"), cure="")
    place = Place(photo.where) if photo.where else None
    title, cure = _trouble(PhotoProblem(photo.problem), place)
    return VerdictWords(good=False, title=title, cure=cure)


def short_word(photo: DossierPhoto) -> str:
    """The problem for the officer's list; empty for a good photo."""
    return _trouble(PhotoProblem(photo.problem), None)[0] if photo.problem else ""


def _trouble(problem: PhotoProblem, place: Place | None) -> tuple[str, str]:
    return {
        PhotoProblem.BLURRED: (_("Ảnh bị mờ"), _("Giữ chắc tay, lau ống kính rồi chụp lại.")),
        PhotoProblem.DARK: (_("Ảnh quá tối"), _("Ra chỗ sáng hơn rồi chụp lại.")),
        PhotoProblem.BURNT: (_("Ảnh quá sáng"), _("Tránh nắng chiếu thẳng, tắt đèn nháy rồi chụp lại.")),
        PhotoProblem.GLARE: (_glare(place), _("Nghiêng thẻ một chút cho hết loá rồi chụp lại.")),
        PhotoProblem.CUT: (_cut(place), _("Lùi máy ra xa cho thấy đủ bốn mép rồi chụp lại.")),
        PhotoProblem.TOO_SMALL: (_("Ảnh quá nhỏ"), _("Đưa máy lại gần, hoặc chọn ảnh gốc chưa thu nhỏ.")),
    }[problem]


def _glare(place: Place | None) -> str:
    where = {
        Place.TOP_LEFT: _("góc trái trên"),
        Place.TOP_RIGHT: _("góc phải trên"),
        Place.BOTTOM_LEFT: _("góc trái dưới"),
        Place.BOTTOM_RIGHT: _("góc phải dưới"),
        Place.TOP: _("phía trên"),
        Place.BOTTOM: _("phía dưới"),
        Place.LEFT: _("bên trái"),
        Place.RIGHT: _("bên phải"),
        Place.MIDDLE: _("giữa ảnh"),
    }
    return _("Ảnh bị loá ở %(where)s", where=where[place]) if place else _("Ảnh bị loá")


def _cut(place: Place | None) -> str:
    where = {
        Place.TOP: _("mép trên"),
        Place.BOTTOM: _("mép dưới"),
        Place.LEFT: _("mép trái"),
        Place.RIGHT: _("mép phải"),
    }
    return _("Ảnh bị cắt mất %(where)s", where=where[place]) if place in where else _("Ảnh bị cắt mất mép")
