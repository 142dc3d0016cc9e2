"""The order form: written with the award, read by its supplier, silent about the child."""

import io

import pytest
from pypdf import PdfReader

from mdps.core import files, letters, outbox, papers
from mdps.core.models import Paper
from tests.build.contracts import given_an_award
from tests.build.panel import given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]


def test_an_award_writes_its_order_form_and_the_worker_makes_the_pdf(settings, tmp_path):
    settings.MDPS_FILES = tmp_path
    contract = given_an_award()
    outbox.send_due()

    paper = papers.about(contract).get()
    text = " ".join(PdfReader(io.BytesIO(files.read(paper.file))).pages[0].extract_text().split())
    said = [contract.reference, "Severn Assessments", "1 assessment", "£1,200.00", "16 June 2026"]
    assert [each for each in said if each not in text] == []


def test_it_says_nothing_about_the_child():
    line = given_an_approved_line(
        case_reference="LCS-7777777", need="A need.", outcome="An outcome."
    )
    contract = given_an_award(line)

    words = str(letters.from_json(papers.about(contract).get().document))

    assert [each for each in ("LCS-7777777", "A need", "An outcome") if each in words] == []


def test_its_supplier_reads_it_and_no_other():
    contract = given_an_award()
    paper = Paper.objects.get(kind="contracts.order")
    readers = {
        "its own": given_a_provider(contract.supplier),
        "another": given_a_provider(given_a_supplier("Wye Therapies")),
        "finance": given_a("finance_officer"),
        "a social worker": given_a("social_worker", name="Somebody Else"),
    }

    assert {who: papers.may_read(user, paper) for who, user in readers.items()} == {
        "its own": True,
        "another": False,
        "finance": True,
        "a social worker": False,
    }
