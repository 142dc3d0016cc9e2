"""Words that try to fetch something or to run: they stay words, and nothing is fetched."""

import io
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from mdps.core import clock, papers, pdf
from mdps.core.models import Paper
from reporting.comment import comment
from reporting.commentary_paper import KIND
from reporting.models import Report
from reporting.review import review
from reporting.sign_off import sign_off
from tests.build.people import given_a
from tests.build.reporting import TODAY, given_a_draft
from tests.reporting import samples
from tests.reporting.printed import printed

SECRET = "what only this machine knows"


class Counting(HTTPServer):
    """A server of this machine that counts who asks it for anything."""

    hits = 0


class Counter(BaseHTTPRequestHandler):
    server: Counting

    def do_GET(self) -> None:
        self.server.hits += 1
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


@pytest.fixture
def listening() -> Iterator[Counting]:
    server = Counting(("127.0.0.1", 0), Counter)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def hostile(listening: Counting, tmp_path: Path) -> str:
    """Each way by which HTML, CSS and SVG fetch something, as the words of an author."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    site, file = f"http://127.0.0.1:{listening.server_port}/x", secret.as_uri()
    return " ".join(
        f'<img src="{url}"><link rel="stylesheet" href="{url}"><link rel=attachment href="{url}">'
        f'<style>@import url("{url}")</style><object data="{url}"></object><p style="background:'
        f'url({url})">x</p><svg><image href="{url}"/></svg><script>fetch("{url}")</script> {url}'
        for url in (site, file)
    )


def letters_of(reader: PdfReader) -> str:
    """The text without spaces, since a line may break anywhere in it."""
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


@pytest.mark.django_db
def test_hostile_commentary_stays_words_and_fetches_nothing(listening, hostile):
    report = given_a_draft(Report.Kind.PANEL_ACTIVITY)
    author, leader = given_a("commissioning_manager"), given_a("leadership")
    with clock.at(TODAY):
        comment(report, text=hostile, by=author, on=TODAY)
        review(report, by=author, on=TODAY)
        sign_off(report, by=leader, on=TODAY)
    content = papers.render(Paper.objects.get(kind=KIND, subject_id=report.pk))
    reader = PdfReader(io.BytesIO(content))

    assert "<script>fetch(" in letters_of(reader)
    assert "".join(SECRET.split()) not in letters_of(reader)
    assert not reader.attachments
    assert listening.hits == 0


def test_a_hostile_name_in_the_figures_stays_a_name(listening, hostile):
    figures = samples.annual()
    figures["largest"][0]["supplier"] = hostile
    reader = PdfReader(io.BytesIO(printed(Report.Kind.ANNUAL_CABINET, figures)))

    assert "<script>fetch(" in letters_of(reader)
    assert "".join(SECRET.split()) not in letters_of(reader)
    assert sorted(reader.attachments) == ["figures.csv", "figures.json"]
    assert listening.hits == 0


def test_even_markup_that_was_not_escaped_could_fetch_nothing(listening, hostile):
    """The control: the words as markup, and a server that does count."""
    with pytest.raises(FatalURLFetchingError):
        pdf.lay_out(f"<html><body>{hostile}</body></html>", "", moment=clock.noon(TODAY))
    assert listening.hits == 0

    urllib.request.urlopen(f"http://127.0.0.1:{listening.server_port}/x").close()
    assert listening.hits == 1
