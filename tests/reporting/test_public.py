"""The internal form of a report and the one that is published: who reads which."""

import io
import json

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from mdps.core import clock
from mdps.core.models import PrivateFile
from reporting.models import PublicForm, Report
from tests.build.deciding import given_a_decided_line
from tests.build.people import given_a
from tests.build.reporting import (
    MONTH,
    TODAY,
    given_a_draft,
    given_a_published_report,
    given_it_is_published,
)

pytestmark = pytest.mark.django_db

KIND = Report.Kind.PANEL_ACTIVITY


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def figures_for(role: str, report: Report, asked: str = "") -> dict:
    client = Client()
    client.force_login(given_a(role))
    return json.loads(client.get(reverse("reporting:figures", args=[report.pk]) + asked).content)


def text_for(role: str, report: Report, asked: str = "") -> str:
    client = Client()
    client.force_login(given_a(role))
    answer = client.get(reverse("reporting:pdf", args=[report.pk]) + asked)
    reader = PdfReader(io.BytesIO(b"".join(answer.streaming_content)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_whoever_reads_published_reports_only_never_sees_a_small_number(panel_draft):
    report = given_it_is_published(panel_draft)
    seen = {role: figures_for(role, report)["considered"] for role in ("auditor", "panel_chair")}

    assert seen["auditor"]["requests"] == 1
    assert set(seen["panel_chair"].values()) == {"withheld"}
    assert figures_for("auditor", report, "?form=public")["considered"] == seen["panel_chair"]
    assert "Internal: this form has small numbers" in text_for("auditor", report)
    assert "a withheld number of requests" in text_for("panel_chair", report)
    assert "INTERNAL" not in text_for("auditor", report, "?form=public")


def test_a_report_without_small_numbers_has_one_form():
    report = given_a_draft(KIND)

    assert not PublicForm.objects.exists()
    assert PrivateFile.objects.count() == 1
    assert figures_for("auditor", report) == report.figures


def test_the_page_marks_the_internal_form_and_shows_others_the_public_one(panel_draft):
    report = given_it_is_published(panel_draft)
    pages = {}
    for role in ("leadership", "panel_chair"):
        client = Client()
        client.force_login(given_a(role))
        pages[role] = client.get(report.get_absolute_url()).text

    assert "For internal use" in pages["leadership"]
    assert "For internal use" not in pages["panel_chair"]
    assert "Withheld" in pages["panel_chair"]
    assert "Withheld" not in pages["leadership"]


def test_a_correction_tells_no_small_number(panel_draft):
    given_it_is_published(panel_draft)
    given_a_decided_line(on=MONTH.start)
    second = given_a_published_report(KIND)
    changed = figures_for("panel_chair", second)["corrects"]["changes"]

    assert [each for each in changed if each["figure"].startswith("considered")] == []
    assert any(
        each["figure"] == "considered, requests" and each["new"] == "2"
        for each in second.figures["corrects"]["changes"]
    )


def test_the_published_form_never_changes(panel_draft):
    assert PublicForm.objects.filter(report=panel_draft).exists()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        PublicForm.objects.filter(report=panel_draft).update(figures={})
