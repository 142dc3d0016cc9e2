"""A version after a published one says what it puts right and which figures changed."""

import io

import pytest
from pypdf import PdfReader

from lots.models import Lot
from mdps.core import clock, files
from mdps.core.rules import Refused
from reporting.freeze import sha256
from reporting.models import Report
from reporting.request import request_report
from tests.build.people import given_a
from tests.build.reporting import (
    CORRECTION,
    HALF,
    TODAY,
    given_a_draft,
    given_it_is_published,
)
from tests.build.suppliers import given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db
MONITORING = Report.Kind.MONITORING


def given_a_supplier_on_a_lot() -> None:
    given_an_admission(given_a_supplier("Wye Counselling"), Lot.objects.get(number=2), HALF.start)


def request_again(correction: str) -> Report:
    with clock.at(TODAY):
        return request_report(
            MONITORING,
            period_start=HALF.start,
            period_end=HALF.end,
            correction=correction,
            by=given_a("commissioning_manager"),
            on=TODAY,
        )


def test_a_first_version_corrects_nothing(monitoring_draft):
    assert "corrects" not in given_it_is_published(monitoring_draft).figures


@pytest.mark.usefixtures("monitoring_draft")
def test_a_draft_after_a_draft_corrects_nothing():
    second = given_a_draft(MONITORING)

    assert ("corrects" in second.figures, second.correction) == (False, "")


def test_a_correction_lists_each_figure_that_changed_with_both_values(monitoring_draft):
    given_it_is_published(monitoring_draft)
    given_a_supplier_on_a_lot()
    second = given_a_draft(MONITORING)
    corrects = second.figures["corrects"]

    assert (corrects["version"], corrects["why"]) == (1, CORRECTION)
    assert {"figure": "suppliers, all, at end", "old": "0", "new": "1"} in corrects["changes"]
    assert second.figures_sha256 == sha256(second.figures)


def test_the_pdf_of_a_correction_says_it_too(monitoring_draft):
    given_it_is_published(monitoring_draft)
    given_a_supplier_on_a_lot()
    second = given_a_draft(MONITORING)
    pages = PdfReader(io.BytesIO(files.read(second.file))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    assert "What changed since version 1" in text
    assert CORRECTION in text
    assert "Suppliers, all, at end 0 1" in text


def test_a_correction_without_a_word_why_is_refused_at_its_field(monitoring_draft):
    given_it_is_published(monitoring_draft)

    with pytest.raises(Refused) as refused:
        request_again("")
    assert [(each.code, each.field) for each in refused.value.refusals] == [
        ("no-correction", "correction")
    ]
    assert request_again("The lot was wrong.").correction == "The lot was wrong."
