"""A report as a PDF: PDF/UA-1 and PDF/A-3a in one file, with its figures attached as JSON.

The same figures give the same bytes within one set of pinned dependencies: every date in the
file is the as-at of the figures. Nothing is fetched but the report's own fonts.
"""

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import weasyprint
from django.conf import settings
from django.template.loader import render_to_string
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reporting.documents.parts import Document

VARIANT = "pdf/a-3a"
OWN = "asset:"
FONTS = settings.ROOT / "static" / "fonts"

# WeasyPrint writes the metadata of one standard; this says in it that the file keeps to
# PDF/UA-1 too, and declares the property as PDF/A asks (ISO 14289-1, 5; ISO 19005-3, 6.6.2.3).
PDF_UA_1 = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    b' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b"<pdfuaid:part>1</pdfuaid:part>"
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>The part of ISO 14289 that is kept to</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property>"
    b"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


@dataclass(frozen=True)
class About:
    """How the report is named in its foot: its reference and version."""

    reference: str
    version: str


class OwnAssets(URLFetcher):
    """Gives the report's own fonts, and stops at anything else."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        font = FONTS / url.removeprefix(OWN)
        if not url.startswith(OWN) or font.parent != FONTS or font.suffix != ".woff2":
            raise FatalURLFetchingError(f"A report may not fetch {url}")
        return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/woff2"})


def render(document: Document, figures: bytes, about: About) -> bytes:
    """The PDF of `document`, with `figures` (the canonical JSON it was made from) attached."""
    as_at = dt.datetime.fromisoformat(json.loads(figures)["as_at"])
    context = {"document": document, "about": about, "council_name": settings.MDPS_COUNCIL}
    html = render_to_string("reports/report.html", {**context, "as_at": as_at.isoformat()})
    css = render_to_string("reports/report.css", {"own": OWN})
    fetcher, fonts = OwnAssets(), FontConfiguration()
    with _dates_in_fonts(as_at):
        laid_out = weasyprint.HTML(string=html, base_url=OWN, url_fetcher=fetcher).render(
            stylesheets=[
                weasyprint.CSS(string=css, base_url=OWN, url_fetcher=fetcher, font_config=fonts)
            ],
            font_config=fonts,
            pdf_variant=VARIANT,
        )
        _say_that_it_is_pdf_ua(laid_out)
        return laid_out.write_pdf(
            pdf_variant=VARIANT, attachments=[_attached(figures, as_at, fetcher)]
        )


def _attached(figures: bytes, as_at: dt.datetime, fetcher: URLFetcher) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        string=figures.decode(),
        name="figures.json",
        description="The figures of this report as JSON",
        created=as_at.astimezone(dt.UTC),
        modified=as_at.astimezone(dt.UTC),
        relationship="Data",
        url_fetcher=fetcher,
    )


def _say_that_it_is_pdf_ua(laid_out: weasyprint.Document) -> None:
    """Add the PDF/UA identifier inside the one RDF block that readers look at."""
    written = laid_out.metadata.generate_rdf_metadata

    def with_identifier(*args: Any, **kwargs: Any) -> bytes:
        rdf = written(*args, **kwargs)
        end = rdf.rindex(b"</rdf:RDF>")
        return rdf[:end] + PDF_UA_1 + rdf[end:]

    laid_out.metadata.generate_rdf_metadata = with_identifier


@contextmanager
def _dates_in_fonts(as_at: dt.datetime) -> Iterator[None]:
    """Embedded fonts carry a date too; fontTools takes it from this variable."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(as_at.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
