"""Every kind of paper keeps to PDF/UA-1 and PDF/A-3a: empty, small, full, long and hostile.

All are checked in one run of Java. That a bad file is found out is shown in tests/core/test_pdf.py.
"""

import io
from typing import Any

import pytest
from django.db import transaction
from pypdf import PdfReader

from mdps.core import clock
from reporting.figures import reg_84
from reporting.models import Report
from tests import verapdf
from tests.build.contracts import TODAY, given_an_award
from tests.reporting import printed, samples
from tests.reporting.printed import NAMES

pytestmark = pytest.mark.django_db

ANNUAL = Report.Kind.ANNUAL_CABINET


@pytest.fixture(scope="module")
def papers(django_db_setup: None, django_db_blocker: Any) -> dict[str, bytes]:
    """Each PDF by its kind and size."""
    long = samples.annual() | {"by_supplier": printed.SUPPLIERS}
    found = {
        "annex-long": printed.printed("annex", long),
        "annual_cabinet-hostile": printed.printed(ANNUAL, printed.hostile()),
        **{f"{kind}-full": printed.full(kind) for kind in Report.Kind.values},
    }
    with django_db_blocker.unblock(), transaction.atomic():
        figures = {f"{kind}-empty": figures for kind, figures in printed.figures_now().items()}
        one = given_an_award()
        figures["annual_cabinet-one"] = printed.figures_now()[ANNUAL]
        figures["reg_84-one"] = reg_84.figures(one, clock.noon(TODAY))
        transaction.set_rollback(True)
    for name, each in figures.items():
        found[name] = printed.printed(name.partition("-")[0], each)
    return found


def test_every_kind_in_every_size_keeps_to_both_standards(papers, tmp_path):
    found = verapdf.failures(tmp_path, **papers)

    assert {name: broken for name, broken in found.items() if broken} == {}
    assert len(found) == len(verapdf.STANDARDS) * len(papers)


def test_what_no_font_can_write_is_shown_as_such_and_nothing_of_the_machine_is_used(papers):
    reader = PdfReader(io.BytesIO(papers["annual_cabinet-hostile"]))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1].split("-")[0]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }

    for name in (NAMES[0], NAMES[1], NAMES[4], "Happy � Kids ��"):
        assert "".join(name.split()) in text
    assert fonts == {"Open", "Noto"}


def test_it_is_read_in_the_order_in_which_it_stands(papers):
    """The tags lead through each page from its top to its end; pictures alone are painted last."""
    for content in papers.values():
        read = _in_reading_order(PdfReader(io.BytesIO(content)))
        assert read == sorted(read)


def _in_reading_order(reader: PdfReader) -> list[tuple[int, int]]:
    """The page and place of each marked content, in the order of the tags, without pictures."""
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    found: list[tuple[int, int]] = []

    def walk(node: Any, page: int) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, int):
            found.append((page, int(node)))
        elif isinstance(node, list):
            for part in node:
                walk(part, page)
        elif node.get("/S") != "/Figure" and node.get("/Type") != "/OBJR":
            page = pages[node.raw_get("/Pg").idnum] if "/Pg" in node else page
            walk(node["/MCID"] if "/MCID" in node else node.get("/K", []), page)

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], 0)
    return found
