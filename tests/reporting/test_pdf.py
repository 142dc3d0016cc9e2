"""The PDF: tagged, in one language, with every figure of its attachment, the same every time."""

import io
import json
import re
from decimal import Decimal

import pytest
from pypdf import PdfReader

from mdps.core.money import gbp
from mdps.core.words import day
from reporting.documents.reading import date
from reporting.freeze import as_csv, canonical
from reporting.models import Report
from tests.reporting import samples
from tests.reporting.printed import FULL, full, printed

TITLES = {
    "Annual report to Cabinet: 1 June 2025 to 31 May 2026",
    "Six-monthly monitoring report: 1 December 2025 to 31 May 2026",
    "Panel activity report: 1 April 2026 to 30 June 2026",
}
MONEY = re.compile(r"-?\d+\.\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module", params=Report.Kind.values)
def report(request) -> tuple[dict, PdfReader]:
    """The figures, and the PDF made of them."""
    return FULL[request.param], PdfReader(io.BytesIO(full(request.param)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def leaves(value, path=()):
    """Every plain value of the figures, with its path."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        if isinstance(part, dict | list):
            yield from leaves(part, (*path, key))
        else:
            yield (*path, key), part


def in_words(path: tuple, value: object) -> str:
    """How a value of the figures stands in the text."""
    if isinstance(value, str) and MONEY.fullmatch(value):
        return gbp(Decimal(value))
    if isinstance(value, str) and DAY.fullmatch(value):
        return day(date(value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def test_every_amount_count_and_share_of_the_attachment_is_in_the_text(report):
    figures, reader = report
    text = text_of(reader)
    missing = [
        (path, value)
        for path, value in leaves(figures)
        if isinstance(value, int)
        or MONEY.fullmatch(str(value))
        or re.search("percent", str(path[-1]))
        if not isinstance(value, bool) and in_words(path, value) not in text
    ]

    # Round limits and the plan are said short.
    assert {value for _, value in missing} <= {"10500000.00", "500000.00"}


def test_every_name_and_day_is_in_the_text(report):
    figures, reader = report
    text = text_of(reader)
    names = {"supplier", "service", "contract", "minute", "on", "decided_on", "expires_on"}

    assert [
        (path, value)
        for path, value in leaves(figures)
        if path[-1] in names and "series" not in path and in_words(path, value) not in text
    ] == []


def test_the_attachments_are_the_canonical_json_and_its_table(report):
    figures, reader = report

    assert sorted(reader.attachments) == ["figures.csv", "figures.json"]
    assert reader.attachments["figures.json"] == [canonical(figures)]
    assert reader.attachments["figures.csv"] == [as_csv(figures)]
    assert json.loads(reader.attachments["figures.json"][0]) == figures


def test_it_is_tagged_and_has_a_title_a_language_and_bookmarks(report):
    _, reader = report
    catalogue = reader.trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title in TITLES
    assert next(iter(reader.outline)).title == "Purpose of report"


def test_it_says_that_it_is_pdf_a_3a_and_pdf_ua_1(report):
    _, reader = report
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()

    assert metadata.count("<rdf:RDF") == 1
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata


def test_only_its_own_font_is_used_and_embedded(report):
    _, reader = report
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert {font.split("-")[0] for font in fonts} == {"Open"}


def test_every_page_says_which_of_how_many_it_is(report):
    _, reader = report
    count = len(reader.pages)

    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {count}" in " ".join(page.extract_text().split())


@pytest.mark.parametrize("kind", Report.Kind.values)
def test_the_same_figures_give_the_same_bytes(kind):
    assert printed(kind, FULL[Report.Kind(kind)]) == full(kind)


def test_a_year_without_awards_makes_a_report_too():
    figures = samples.annual() | {
        "awarded": samples.sums() | {"mean": "0.00", "median": "0.00", "suppliers": 0},
        "largest": [],
        "over_threshold": {"threshold": "500000.00", "awards": []},
        "spot_purchases": {"count": 0, "amount": "0.00", "reasons": []},
    }
    text = text_of(PdfReader(io.BytesIO(printed(Report.Kind.ANNUAL_CABINET, figures))))

    assert "No contract was awarded under the MDPS in the 12 months." in text
    assert "no contract above £500,000 was awarded in the 12 months." in text
