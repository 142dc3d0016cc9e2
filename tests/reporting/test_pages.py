"""The pages of reporting: who may open which, and what they show."""

import csv
import io
import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from mdps.core import clock
from mdps.core.roles import ROLES
from reporting import jobs
from reporting.freeze import as_csv
from reporting.models import Report
from tests.build.people import given_a
from tests.build.reporting import (
    TODAY,
    given_a_draft,
    given_a_published_report,
    given_a_queued_report,
    given_a_signed_off_report,
    given_it_is_published,
    given_it_is_reviewed,
    given_it_is_signed_off,
)

pytestmark = pytest.mark.django_db

# Written by hand from the table of roles: who opens which page of reporting.
READ_DRAFTS = {"commissioning_manager", "finance_officer", "leadership", "auditor"}
READ_PUBLISHED = READ_DRAFTS | {"team_manager", "head_of_service", "panel_chair"}
SEE_FIGURES = READ_DRAFTS | {
    "panel_member",
    "panel_chair",
    "panel_administrator",
    "head_of_service",
    "commissioner",
}
MAKE = {"commissioning_manager"}


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(given_a(role))
    return client


def page(name: str, *args: object) -> str:
    return reverse(f"reporting:{name}", args=args)


def who_gets_200(url: str) -> set[str]:
    return {role for role in ROLES if opens(role, url)}


def opens(role: str, url: str) -> bool:
    answer = signed_in(role).get(url)
    list(answer)  # a file is closed when it has been read
    return answer.status_code == 200


def test_who_opens_which_page():
    draft = given_a_draft(Report.Kind.MONITORING)
    published = given_a_published_report()

    assert {
        url: who_gets_200(url)
        for url in (
            page("list"),
            page("cap"),
            page("panel"),
            page("new"),
            page("detail", draft.pk),
            page("pdf", draft.pk),
            page("publish", draft.pk),
            page("detail", published.pk),
            page("progress", published.pk),
            page("figures", published.pk),
            page("csv", published.pk),
        )
    } == {
        page("list"): READ_PUBLISHED,
        page("cap"): SEE_FIGURES,
        page("panel"): SEE_FIGURES,
        page("new"): MAKE,
        page("detail", draft.pk): READ_DRAFTS,
        page("pdf", draft.pk): READ_DRAFTS,
        page("publish", draft.pk): MAKE,
        page("detail", published.pk): READ_PUBLISHED,
        page("progress", published.pk): READ_PUBLISHED,
        page("figures", published.pk): READ_PUBLISHED,
        page("csv", published.pk): READ_PUBLISHED,
    }


def test_a_draft_does_not_exist_for_a_team_manager_and_is_forbidden_to_nobody_else(draft):

    assert signed_in("team_manager").get(page("detail", draft.pk)).status_code == 404
    assert signed_in("leadership").get(page("publish", draft.pk)).status_code == 403
    assert signed_in("leadership").get(page("detail", 999999)).status_code == 404


def test_a_report_is_asked_for_and_followed_to_its_download(on_commit):
    manager = signed_in("commissioning_manager")
    form = {"kind": "annual_cabinet", "one_time_key": str(uuid4())}
    answers = [manager.post(page("new"), form) for _ in range(2)]
    report = Report.objects.get()

    assert {answer.url for answer in answers} == {page("progress", report.pk)}
    assert b"A worker takes it up in a moment." in manager.get(answers[0].url).content
    claim = jobs.claim(report.pk)
    assert b"Step 1 of 3: gathering the figures." in manager.get(answers[0].url).content
    jobs.step(claim, 1)
    assert b"Step 2 of 3: laying out the pages." in manager.get(answers[0].url).content
    assert manager.get(page("detail", report.pk)).url == answers[0].url


def test_who_makes_a_report_is_told_who_reads_the_draft():
    shown = signed_in("commissioning_manager").get(page("new")).content.decode()

    assert "Leadership, finance and auditors can read the draft" in shown


def test_a_made_report_is_downloaded_from_its_progress_page(draft):
    reader = signed_in("finance_officer")
    shown = reader.get(page("progress", draft.pk)).content.decode()
    answer = reader.get(page("pdf", draft.pk))

    assert page("pdf", draft.pk) in shown
    assert (answer["Content-Type"], b"".join(answer)[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (("30", "5", "2026"), "30 May 2026 is not the last day of a month."),
        (("31", "5", "2028"), "The 12 months to 31 May 2028 begin on 1 June 2027"),
        (("31", "13", "2026"), "Enter a real date, like 27 3 2026"),
        (("31", "", "2026"), "Enter the month"),
    ],
)
def test_a_bad_day_is_refused_at_its_field_and_kept(day, sentence):
    data = {"kind": "annual_cabinet"} | {f"last_day_{n}": part for n, part in enumerate(day)}
    answer = signed_in("commissioning_manager").post(page("new"), data)
    shown = answer.content.decode()

    assert (answer.status_code, Report.objects.count()) == (200, 0)
    assert "<title>Error: " in shown
    assert 'value="2026"' in shown or 'value="2028"' in shown
    assert sentence in shown


def test_another_month_end_makes_the_year_that_ends_with_it():
    data = {"kind": "annual_cabinet", "last_day_0": "31", "last_day_1": "3", "last_day_2": "2026"}
    signed_in("commissioning_manager").post(page("new"), data)

    assert Report.objects.get().period.words == "1 April 2025 to 31 March 2026"


def test_the_page_shows_the_frozen_figures_and_its_json_is_them(draft):
    report = given_it_is_published(draft)
    reader = signed_in("auditor")
    shown = reader.get(page("detail", report.pk)).content.decode()
    downloaded = json.loads(reader.get(page("figures", report.pk)).content)

    assert downloaded == report.figures
    assert report.figures_sha256 in shown
    assert "£10,500,000.00" in shown


def test_publishing_shows_what_follows_and_is_done_once(draft):
    given_it_is_published(draft)
    draft = given_a_signed_off_report()
    manager = signed_in("commissioning_manager")
    shown = manager.get(page("publish", draft.pk)).content.decode()
    key = {"one_time_key": str(uuid4())}
    answers = [manager.post(page("publish", draft.pk), key) for _ in range(2)]

    draft.refresh_from_db()
    assert "Version 1 is superseded." in shown
    assert {answer.url for answer in answers} == {page("detail", draft.pk)}
    assert draft.state == "published"


def test_the_panels_activity_is_asked_for_by_its_first_and_last_day(on_commit):
    manager = signed_in("commissioning_manager")
    days = {"first_day_0": "1", "first_day_1": "4", "first_day_2": "2026"}
    last = {"last_day_0": "20", "last_day_1": "5", "last_day_2": "2026"}
    kind = {"kind": "panel_activity", "one_time_key": str(uuid4())}
    refused = manager.post(page("new"), kind | days).text
    manager.post(page("new"), kind | days | last)
    report = Report.objects.get()

    assert "Enter the last day of the period that begins on the first day." in refused
    assert report.period.words == "1 April 2026 to 20 May 2026"


def test_the_figures_are_a_table_too_that_no_spreadsheet_runs():
    report = given_a_draft(Report.Kind.PANEL_ACTIVITY)
    lines = signed_in("auditor").get(page("csv", report.pk)).content.decode("utf-8-sig")
    book = signed_in("auditor").get(page("xlsx", report.pk))
    sheet = list(load_workbook(io.BytesIO(book.content)).active.values)

    assert sheet[0] == ("figure", "value")
    assert ("considered, approved", 0) in sheet
    assert [name for name, _ in sheet] == [row[0] for row in csv.reader(lines.splitlines())]
    assert lines.splitlines()[0] == "figure,value"
    assert '"considered, approved",0.00' in lines
    assert as_csv({"as_at": "", "by_team": [{"team": "=1+1", "lines": 2}]}).decode() == (
        '\ufefffigure,value\r\n"by team, =1+1, lines",2\r\n"by team, =1+1, team",\'=1+1\r\n'
    )


def test_a_failed_report_says_why_and_can_be_tried_again():
    report = given_a_queued_report()
    jobs.fail(jobs.claim(report.pk), "There is no room left.")
    manager = signed_in("commissioning_manager")
    shown = manager.get(page("detail", report.pk)).content.decode()
    answer = manager.post(page("retry", report.pk), {})

    report.refresh_from_db()
    assert "There is no room left." in shown
    assert (answer.url, report.state) == (page("progress", report.pk), "queued")


def test_the_list_costs_the_same_for_one_and_for_three(django_assert_num_queries):
    reader = signed_in("leadership")
    given_a_draft()
    reader.get(page("list"))
    with django_assert_num_queries(5):
        reader.get(page("list"))
    given_a_draft()
    given_a_draft(Report.Kind.MONITORING)
    with django_assert_num_queries(5):
        answer = reader.get(page("list"))
    assert b"1-3 of 3" in answer.content


def test_the_list_is_narrowed_by_kind_state_and_period():
    given_a_draft(Report.Kind.MONITORING)
    given_a_published_report()
    reader = signed_in("leadership")

    for asked in ("kind=monitoring", "state=published", "period_end=2026-06-01&kind=monitoring"):
        assert b">1 of 1<" in reader.get(f"{page('list')}?{asked}").content


def test_home_has_the_published_report_to_download_and_the_headroom(draft):
    report = given_it_is_published(draft)
    shown = {role: signed_in(role).get("/").content.decode() for role in ROLES}
    download, cap = page("pdf", report.pk), "£10,500,000.00 is left under the £10.5m cap"

    assert {role for role in ROLES if download in shown[role]} == READ_PUBLISHED
    assert {role for role in ROLES if cap in shown[role]} == SEE_FIGURES


def test_the_cap_is_a_sentence_a_picture_and_tables():
    shown = signed_in("leadership").get(page("cap")).content.decode()

    assert "£0.00 of the £10.5m cap is committed, so £10,500,000.00 is left" in shown
    assert shown.count("mdps-burn-up--") == 2
    assert "By year and lot" in shown


def test_requests_and_approvals_are_an_empty_page_before_there_are_any():
    assert "Nothing has been decided or imported yet." in (
        signed_in("auditor").get(page("panel")).content.decode()
    )


@pytest.mark.parametrize(
    ("before", "why", "holders"),
    [
        (None, "Read it, then mark it as reviewed", {"finance_officer", *MAKE}),
        (given_it_is_reviewed, "Read it, then sign it off", {"leadership"}),
        (given_it_is_signed_off, "Publish it", MAKE),
    ],
)
def test_what_waits_is_on_the_home_of_who_takes_the_next_step(draft, before, why, holders):
    if before:
        before(draft)

    assert {role for role in ROLES if why in signed_in(role).get("/").text} == holders


def test_a_draft_that_a_later_version_has_overtaken_waits_for_nobody(draft):
    given_a_draft()

    assert signed_in("commissioning_manager").get("/").text.count("mark it as reviewed") == 1


def test_a_report_goes_its_way_by_its_pages(draft):
    author, reviewer, signer = (
        signed_in(role) for role in ("commissioning_manager", "finance_officer", "leadership")
    )
    markup = "<script>alert(1)</script> file:///etc/passwd"
    author.post(page("comment", draft.pk), {"text": markup})
    reviewer.post(page("review", draft.pk), {})
    refused = author.post(page("sign-off", draft.pk), {}).text
    signer.post(page("sign-off", draft.pk), {})
    author.post(page("publish", draft.pk), {})
    shown = signed_in("team_manager").get(page("detail", draft.pk)).text

    draft.refresh_from_db()
    assert draft.state == "published"
    assert "so somebody else signs it off" in refused
    assert "&lt;script&gt;alert(1)&lt;/script&gt; file:///etc/passwd" in shown
    assert "The leadership, 15 June 2026" in shown
    assert "Commentary as PDF" in shown


def test_a_correction_is_explained_on_the_form_and_shows_what_changed(draft):
    given_it_is_published(draft)
    manager = signed_in("commissioning_manager")
    shown = manager.post(page("new"), {"kind": "annual_cabinet"}).text
    second = given_a_draft()

    assert "Enter what the new version puts right." in shown
    assert "What changed since version 1" in manager.get(page("detail", second.pk)).text
