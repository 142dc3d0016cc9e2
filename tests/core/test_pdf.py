"""PDFs of any kind: what they keep to, and what they may load."""

import datetime as dt
from pathlib import Path

import pytest
from weasyprint.urls import FatalURLFetchingError

from mdps.core import clock, fonts, pdf
from tests import verapdf

MOMENT = dt.datetime(2026, 6, 2, 12, 0, tzinfo=clock.LONDON)
CSS = f"html {{ font-family: {fonts.NAMES} }}"
GOOD = (
    '<html lang="en-GB"><head><title>A sheet</title></head><body><h1>A sheet</h1>'
    "<p>Words.</p></body></html>"
)
# No language, and a picture of which nothing is said.
BAD = (
    "<html><head><title>A sheet</title></head><body><p>Words.</p>"
    '<svg width="10" height="10"><rect width="10" height="10"/></svg></body></html>'
)


def laid_out(html: str) -> bytes:
    attached = pdf.Attached(b'{"a": 1}', "figures.json", "The figures as JSON")
    return pdf.lay_out(html, CSS, moment=MOMENT, attached=[attached])


def test_a_pdf_keeps_to_both_standards_and_a_bad_one_is_found_out(tmp_path: Path) -> None:
    found = verapdf.failures(tmp_path, good=laid_out(GOOD), bad=laid_out(BAD))

    assert (found["good ua1"], found["good 3a"]) == ([], [])
    assert found["bad ua1"][0] == "not compliant"


def test_the_same_words_and_moment_give_the_same_bytes() -> None:
    assert laid_out(GOOD) == laid_out(GOOD)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x.woff2",
        "file:///etc/passwd",
        "asset:../../mdps/settings.py",
        "asset:../fonts/x.woff2",
    ],
)
def test_nothing_is_fetched_but_its_own_fonts(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        pdf.OwnAssets().fetch(url)


def test_a_font_is_loaded_where_its_script_is_written() -> None:
    assert fonts.faces("Kowalska").count("@font-face") == 3
    assert "open-sans-latin-ext-700" in fonts.faces("Łucja")
    assert "noto-sans-arabic" in fonts.faces("مركز")
    assert "arabic" not in fonts.faces("Łucja, Надежда, Ελπίδα, תקווה")


def test_what_no_font_has_is_shown_as_such_and_marks_of_direction_go() -> None:
    assert fonts.writable("Plain words, £5.00, “quoted” – Łucja\n") == (
        "Plain words, £5.00, “quoted” – Łucja\n"
    )
    assert fonts.writable("希望 👩 \u202eabc ❤\ufe0f") == "�� � abc �"
