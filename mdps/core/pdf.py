"""HTML as a PDF that keeps to PDF/UA-1 and PDF/A-3a, in one file. Nothing is fetched.

The same HTML and moment give the same bytes within one set of pinned dependencies: every date in
the file is the moment. The only thing a document may load is the project's own fonts.
"""

import datetime as dt
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import weasyprint
from fontTools.ttLib import woff2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from mdps.core import fonts
from mdps.core.fonts import OWN

VARIANT = "pdf/a-3a"

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
class Attached:
    """Data that travels inside the PDF, like the figures it was made from."""

    content: bytes
    name: str
    description: str


class OwnAssets(URLFetcher):
    """Gives the project's own fonts, and stops at anything else."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        font = fonts.FOLDER / url.removeprefix(OWN)
        if not url.startswith(OWN) or font.parent != fonts.FOLDER or font.suffix != ".woff2":
            raise FatalURLFetchingError(f"A document may not fetch {url}")
        return URLFetcherResponse(url, _unpacked(font), {"Content-Type": "font/ttf"})


@cache
def _unpacked(font: Path) -> bytes:
    """A font as it is embedded. To unpack all five takes as long as a short document's layout."""
    unpacked = io.BytesIO()
    woff2.decompress(io.BytesIO(font.read_bytes()), unpacked)
    return unpacked.getvalue()


def lay_out(
    html: str, css: str, *, moment: dt.datetime, attached: Sequence[Attached] = ()
) -> bytes:
    """The PDF of `html` with the style sheet `css`, dated `moment`, with `attached` inside.

    The style sheet names its fonts by mdps.core.fonts.NAMES; what they need is added to it.
    """
    words = fonts.writable(html)
    css = fonts.faces(words) + css
    fetcher, loaded = OwnAssets(), FontConfiguration()
    with _dates_in_fonts(moment):
        laid_out = weasyprint.HTML(string=words, base_url=OWN, url_fetcher=fetcher).render(
            stylesheets=[
                weasyprint.CSS(string=css, base_url=OWN, url_fetcher=fetcher, font_config=loaded)
            ],
            font_config=loaded,
            pdf_variant=VARIANT,
        )
        _say_that_it_is_pdf_ua(laid_out)
        return laid_out.write_pdf(
            pdf_variant=VARIANT,
            attachments=[_attachment(each, moment, fetcher) for each in attached],
        )


def _attachment(
    attached: Attached, moment: dt.datetime, fetcher: URLFetcher
) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        string=attached.content.decode(),
        name=attached.name,
        description=attached.description,
        created=moment.astimezone(dt.UTC),
        modified=moment.astimezone(dt.UTC),
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
def _dates_in_fonts(moment: dt.datetime) -> Iterator[None]:
    """Embedded fonts carry a date too; fontTools takes it from this variable."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
