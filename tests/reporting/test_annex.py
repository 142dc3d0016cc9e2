"""The exempt annex: by supplier, for those who read drafts, and never in what is published."""

import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from mdps.core import clock
from reporting.make import exempt_annex
from tests.build.people import given_a
from tests.build.reporting import TODAY, given_a_draft, given_a_published_report
from tests.reporting import samples
from tests.reporting.printed import printed

SUPPLIERS = [{"supplier": "Łucja Kowalska", **samples.sums(3, "4100.25", "100.05")}]


def test_it_has_the_sums_of_each_supplier_and_its_marking():
    figures = samples.annual() | {"by_supplier": SUPPLIERS}
    reader = PdfReader(io.BytesIO(printed("annex", figures)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    for words in ("Łucja Kowalska", "£4,100.25", "£100.05", "£4,000.20", "EXEMPT · ", "1972"):
        assert words in text
    attached = json.loads(reader.attachments["figures.json"][0])
    assert attached["by_supplier"] == SUPPLIERS
    assert set(attached["awarded"]) == set(SUPPLIERS[0]) - {"supplier"}
    assert "to_date" not in attached


@pytest.mark.django_db
@pytest.mark.usefixtures("past")
def test_what_is_published_has_no_supplier_by_supplier():
    report = given_a_published_report()
    seen = {}
    with clock.at(TODAY):
        for role in ("auditor", "team_manager"):
            client = Client()
            client.force_login(given_a(role))
            figures = client.get(reverse("reporting:figures", args=[report.pk])).content
            answer = client.get(reverse("reporting:annex", args=[report.pk]))
            seen[role] = ("by_supplier" in json.loads(figures), answer.status_code)
            answer.getvalue()  # a file is open until it is read

    assert seen == {"auditor": (True, 200), "team_manager": (False, 403)}


@pytest.mark.django_db
def test_only_an_annual_report_has_one(client):
    client.force_login(given_a("auditor"))
    with clock.at(TODAY):
        url = reverse("reporting:annex", args=[given_a_draft("monitoring").pk])
        assert client.get(url).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("past")
def test_it_is_kept_with_its_report_and_would_be_the_same_if_it_were_made_again(client):
    client.force_login(given_a("auditor"))
    with clock.at(TODAY):
        report = given_a_draft()
        answer = client.get(reverse("reporting:annex", args=[report.pk]))

    assert report.exempt_annex.file.name == "annual-cabinet-2026-05-31-v1-exempt-annex.pdf"
    assert answer.getvalue() == exempt_annex(report, report.figures).pdf
