"""Requests to have an account deleted, for the office to know of."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vssid_app.desk.blueprint import pages
from vssid_app.enrolment.staff_access import my_offices, reviewer
from vssid_app.enrolment.staff_frame import CASES, desk_frame
from vssid_app.privacy.queries import requests_of_offices


@pages.get("/can-bo/xoa-tai-khoan")
@reviewer
def deletions() -> ResponseReturnValue:
    """Those that wait, the first due first, then the others."""
    asked = requests_of_offices(my_offices())
    return render_template("desk/deletions.html", **desk_frame(CASES), asked=asked)
