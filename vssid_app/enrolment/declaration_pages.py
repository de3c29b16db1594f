"""The declaration to be signed: as a page to print from the browser, as PDF, and empty for the pen."""

from __future__ import annotations

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from vssid_app.core.access import public
from vssid_app.core.settings import Settings
from vssid_app.enrolment import flow
from vssid_app.enrolment.access import current_dossier, dossier_holder
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.declaration.content import blank, filled, has_declaration
from vssid_app.enrolment.declaration.paper import Paper
from vssid_app.enrolment.declaration.pdf import as_pdf
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.states import Status

# Names say nothing of whose paper it is: downloads lie open on shared phones.
FILLED_NAME = "to-khai-mau-01.pdf"
BLANK_NAME = "to-khai-mau-01-trong.pdf"


@pages.get("/ho-so/<code>/to-khai")
@dossier_holder
def declaration(code: str) -> ResponseReturnValue:
    """The declaration as a page that prints on one sheet."""
    dossier = current_dossier()
    if not has_declaration(dossier):
        return redirect(flow.next_url(dossier))
    paper = paper_of(dossier)
    return render_template(
        "enrolment/declaration.html",
        dossier=dossier,
        code=code,
        paper=paper,
        qr=Markup(paper.qr),  # noqa: S704 - drawn by ourselves from a code of ours
    )


@pages.get("/ho-so/<code>/to-khai.pdf")
@dossier_holder
def declaration_pdf(code: str) -> ResponseReturnValue:  # noqa: ARG001 - the rule has fetched the dossier
    """The declaration as PDF."""
    dossier = current_dossier()
    if not has_declaration(dossier):
        return redirect(flow.next_url(dossier))
    return pdf_response(paper_of(dossier), FILLED_NAME)


@pages.get("/ho-so/<code>/to-khai-trong.pdf")
@dossier_holder
def blank_declaration_pdf(code: str) -> ResponseReturnValue:
    """An empty declaration with the dossier's code, for who would rather write by hand."""
    dossier = current_dossier()
    if dossier.status is Status.WITHDRAWN:
        return redirect(url_for("enrolment.tracking", code=code))
    return pdf_response(blank(_operator(), dossier), BLANK_NAME)


@pages.get("/to-khai-trong.pdf")
@public
def empty_form() -> ResponseReturnValue:
    """An empty declaration for anybody."""
    return pdf_response(blank(_operator()), BLANK_NAME)


def paper_of(dossier: Dossier) -> Paper:
    """The declaration of a dossier, with who runs this installation."""
    return filled(dossier, _operator())


def pdf_response(paper: Paper, name: str) -> Response:
    """A declaration as a file to keep or print."""
    response = Response(as_pdf(paper), mimetype="application/pdf")
    # Opened inside the page, the browser's PDF viewer would fall under the page's own strict policy.
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.add_etag()
    response.make_conditional(request)
    return response


def _operator() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.operator_name
