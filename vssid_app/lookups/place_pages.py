"""The hub of look-ups, and places: offices, facilities, units, collection points; nothing personal."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _

from vssid_app.agencies import directory
from vssid_app.agencies.models import SoughtPlace
from vssid_app.core.access import anybody
from vssid_app.core.clock import today
from vssid_app.lookups.blueprint import pages
from vssid_app.lookups.forms import PlaceForm

SHOWN = 20
VERIFIER = "registry.verify"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of one kind of place."""

    title: str
    lead: str
    label: str
    examples: tuple[str, ...]
    nothing: str
    """Said when nothing fits, with what to try."""


@pages.get("")
@anybody
def hub() -> str:
    """What can be looked up."""
    verifier_url = url_for(VERIFIER) if VERIFIER in current_app.view_functions else None
    return render_template("lookups/hub.html", verifier_url=verifier_url)


@pages.get("/co-quan")
@anybody
def offices() -> str:
    """Offices of the insurance."""
    words = PlaceWords(
        _("Cơ quan BHXH"),
        _("Nơi nhận hồ sơ, sửa thông tin và trả lời về thẻ."),
        _("Tên, quận, phường, tỉnh hoặc mã"),
        (_("Long Biên"), _("Bồ Đề"), "00104"),
        _("Thử tên tỉnh, hoặc phường nơi bạn ở."),
    )
    sought = _typed()
    found = directory.list_offices(sought, today(), limit=SHOWN) if sought else None
    return _page("lookups/offices.html", words, found)


@pages.get("/co-so-kham-chua-benh")
@anybody
def facilities() -> str:
    """Hospitals and clinics."""
    words = PlaceWords(
        _("Cơ sở khám chữa bệnh"),
        _("Nơi đăng ký khám chữa bệnh ban đầu trên thẻ."),
        _("Tên, quận, tỉnh hoặc mã"),
        (_("BVĐK Đức Giang"), _("Long Biên"), "01 - 025"),
        _("Thử một từ trong tên, tên quận, hoặc mã có dạng 01-025."),
    )
    sought = _typed()
    found = directory.list_facilities(sought, today(), limit=SHOWN) if sought else None
    return _page("lookups/facilities.html", words, found)


@pages.get("/don-vi")
@anybody
def units() -> str:
    """Units that pay for people: employers and schools."""
    words = PlaceWords(
        _("Đơn vị tham gia"),
        _("Trường học, công ty đóng BHXH, BHYT cho học sinh và người lao động."),
        _("Tên, nơi hoặc mã đơn vị"),
        (_("THCS Ngọc Lâm"), _("Bồ Đề")),
        _("Thử một từ trong tên. Mã đơn vị có trên giấy báo của trường hoặc công ty."),
    )
    sought = _typed()
    found = directory.list_units(sought, today(), limit=SHOWN) if sought else None
    return _page("lookups/units.html", words, found)


@pages.get("/diem-thu")
@anybody
def collection_points() -> str:
    """Where one pays for voluntary insurance and for a household's health insurance."""
    words = PlaceWords(
        _("Điểm thu, đại lý thu"),
        _("Nơi đóng BHXH tự nguyện và BHYT hộ gia đình."),
        _("Tên điểm thu, phường hoặc tỉnh"),
        (_("Long Biên"), _("Bồ Đề")),
        _("Thử tên phường nơi bạn ở."),
    )
    found = directory.list_collection_points(_typed(), today(), limit=SHOWN)
    return _page("lookups/points.html", words, found, is_known=directory.has_collection_points(today()))


def _typed() -> str:
    return PlaceForm(request.args).tim.value


def _page(
    template: str, words: PlaceWords, found: directory.Listing[SoughtPlace] | None, **more: bool
) -> str:
    form = PlaceForm(request.args)
    form.tim.label.text = words.label
    if "tim" in request.args:
        form.validate()
    return render_template(template, words=words, form=form, found=found, **more)
