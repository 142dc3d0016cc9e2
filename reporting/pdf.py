"""A report as a PDF, with the figures it was made from attached as JSON and as CSV."""

import datetime as dt
import json
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from mdps.core import fonts, pdf
from reporting.changes import AUDIT_HEAD
from reporting.documents.parts import Document
from reporting.documents.reading import incomplete
from reporting.freeze import as_csv


@dataclass(frozen=True)
class About:
    """How the report is named in its foot: its reference and version. `marking` stands on its
    cover, its `short` form in the foot of each page."""

    reference: str
    version: str
    marking: str = ""
    short: str = "INTERNAL"


def render(document: Document, figures: bytes, about: About) -> bytes:
    """The PDF of `document`, with `figures` (the canonical JSON it was made from) attached.

    The same figures give the same bytes: every date in the file is the as-at of the figures. Where
    their period was not over, the cover says so, and the foot of each page. The head of the audit
    trail as at the figures is printed at the end, and attached for `verify_audit --anchors`.
    """
    known = json.loads(figures)
    as_at = dt.datetime.fromisoformat(known["as_at"])
    anchor = known.get(AUDIT_HEAD, "")
    context = {
        "document": document,
        "about": about,
        "incomplete": incomplete(known),
        "council_name": settings.MDPS_COUNCIL,
        "anchor": anchor,
    }
    heads = pdf.Attached(f"{anchor}\n".encode(), "audit-anchor.txt", "The head of the audit trail")
    return pdf.lay_out(
        render_to_string("reports/report.html", {**context, "as_at": as_at.isoformat()}),
        render_to_string("reports/report.css", {"fonts": fonts.NAMES}),
        moment=as_at,
        attached=[
            pdf.Attached(figures, "figures.json", "The figures of this report as JSON"),
            pdf.Attached(as_csv(known), "figures.csv", "The figures of this report as CSV"),
            *([heads] if anchor else []),
        ],
    )
