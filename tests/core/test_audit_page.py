"""The audit page: found by person, action, kind, reference and day; newest first, however deep."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mdps.core import accounts, audit, clock, origin, seal_audit
from mdps.core.lists import export
from mdps.core.models import AuditEvent, User
from tests.build.people import given_a

URL = "/audit/"
FIRST, SECOND, THIRD = (dt.date(2026, 6, day) for day in (1, 2, 3))


@pytest.fixture
def auditor(db: None, client: Client) -> User:
    person = given_a("auditor", name="Ann Auditor")
    client.force_login(person)
    return person


@pytest.fixture
def events(auditor: User) -> None:
    """Three days: an account closed, opened by somebody else, and one act of the system."""
    worker = given_a("social_worker", name="Sam Worker")
    one = given_a("system_administrator", name="Olive One")
    two = given_a("system_administrator", name="Tim Two")
    with clock.at(FIRST):
        accounts.close(worker, by=one)
    with clock.at(SECOND):
        accounts.reopen(worker, by=two)
    with clock.at(THIRD):
        audit.record("user.opened", one, by=None, reason="a test")


def shown(client: Client, query: str = "") -> list[str]:
    page = client.get(f"{URL}?{query}")
    return [f"{row[1].text}: {row[2].text}" for row in page.context["table"].rows]


CLOSED = "Olive One: Account of Sam Worker closed"
OPENED = "Tim Two: Account of Sam Worker opened"
BY_SYSTEM = "The system: Account of Olive One opened"


@pytest.mark.usefixtures("events")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [BY_SYSTEM, OPENED, CLOSED]),
        ("sort=at", [CLOSED, OPENED, BY_SYSTEM]),
        ("person=olive", [CLOSED]),
        ("person=tim.two", [OPENED]),
        ("person=system", [BY_SYSTEM]),
        ("person=nobody+of+that+name", []),
        ("action=user.opened", [BY_SYSTEM, OPENED]),
        ("action=user.closed&person=tim", []),
        ("subject_type=core.user", [BY_SYSTEM, OPENED, CLOSED]),
        ("subject_type=core.decisionrecord", []),
        ("reference=Sam+Worker", [OPENED, CLOSED]),
        ("reference=Sam", [OPENED, CLOSED]),
        ("reference=Worker", []),
        ("words=account+opened", [BY_SYSTEM, OPENED]),
        ("words=worker", [OPENED, CLOSED]),
        ("words=olive+account", [BY_SYSTEM, CLOSED]),
        ("words=closed+tim", []),
        ("words=100%25", []),
        ("since=2+6+2026", [BY_SYSTEM, OPENED]),
        ("until=2+June+2026", [OPENED, CLOSED]),
        ("since=2026-06-02&until=02/06/2026", [OPENED]),
        ("since=3+6+2026&until=1+6+2026", []),
    ],
)
def test_it_is_narrowed(client: Client, query: str, found: list[str]) -> None:
    assert shown(client, query) == found


@pytest.mark.usefixtures("auditor")
@pytest.mark.parametrize("day", ["31 2 2026", "yesterday", "1 6 26", "31 12 9999", "1 1 0001"])
def test_what_is_no_day_is_said_at_its_field(client: Client, day: str) -> None:
    page = client.get(URL, {"until": day})
    assert page.context["filter_form"].errors == {"until": ["Enter a day like 1 6 2026"]}


@pytest.mark.usefixtures("events")
def test_the_last_moment_of_a_day_belongs_to_it_on_both_sides_of_a_clock_change(
    client: Client, auditor: User
) -> None:
    day = dt.date(2026, 3, 29)  # 23 hours long
    for moment in ("2026-03-29T00:00:00", "2026-03-29T23:59:59", "2026-03-30T00:00:00"):
        with clock.at(dt.datetime.fromisoformat(moment).replace(tzinfo=clock.LONDON)):
            audit.record("user.opened", auditor, by=None)
    query = f"since={day}&until={day}"
    assert shown(client, query) == ["The system: Account of Ann Auditor opened"] * 2


@pytest.mark.usefixtures("events")
def test_chips_say_what_is_narrowed_in_words(client: Client) -> None:
    page = client.get(f"{URL}?subject_type=core.user&action=user.opened&since=1+6+2026")
    assert [chip.text for chip in page.context["chips"]] == [
        "Action: Account: opened",
        "Kind of record: Account",
        "From: 1 June 2026",
    ]


@pytest.mark.usefixtures("events")
def test_a_record_leads_to_everything_that_was_done_to_it(client: Client) -> None:
    cell = client.get(URL).context["table"].rows[-1][-1]
    assert (cell.text, cell.url) == (
        "Sam Worker",
        "/audit/?subject_type=core.user&reference=Sam+Worker",
    )


@pytest.mark.usefixtures("events")
def test_it_pages_by_key_to_the_last_event_and_back(client: Client) -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(
            at=clock.noon(FIRST),
            actor="The system",
            action="user.opened",
            subject_type="core.user",
            subject_id=number,
            subject=f"Number {number}",
        )
        for number in range(1100)
    )
    texts, url = [], URL
    while url:
        pager = client.get(url).context["pager"]
        texts.append(pager.text)
        url = pager.next_url
    assert (texts[0], texts[1], texts[-1]) == (
        "1-50 of 1,000+",
        "51-100 of 1,000+",
        "1,101-1,103 of 1,103",
    )


@pytest.mark.usefixtures("auditor")
def test_it_costs_the_same_for_one_event_and_for_three(client: Client, auditor: User) -> None:
    costs = []
    for events in (1, 2):
        for _ in range(events):
            audit.record("user.opened", auditor, by=auditor)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(URL)
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.usefixtures("events")
def test_the_download_holds_what_is_shown(client: Client) -> None:
    answer = client.get(f"{URL}?person=tim&as=csv")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content))) == [
        ["When", "Who", "From", "What", "Details", "Kind of record", "Record"],
        [
            "2026-06-02 12:00:00",
            "Tim Two",
            "",
            "Account of Sam Worker opened",
            "",
            "Account",
            "Sam Worker",
        ],
    ]


@pytest.mark.usefixtures("events")
def test_it_opens_as_a_workbook(client: Client) -> None:
    assert client.get(f"{URL}?as=xlsx").content[:2] == b"PK"


@pytest.mark.usefixtures("events")
def test_a_workbook_holds_a_bounded_number_of_lines_and_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST_IN_A_WORKBOOK", 2)
    full = client.get(f"{URL}?as=xlsx")
    assert (full["Content-Type"][:9], "There are more than 2 lines" in full.text) == (
        "text/html",
        True,
    )
    assert client.get(f"{URL}?person=tim&as=xlsx").content[:2] == b"PK"


@pytest.mark.usefixtures("auditor")
def test_two_letters_are_too_few_to_search_by(client: Client) -> None:
    page = client.get(URL, {"words": "ab"})
    assert page.context["filter_form"].errors == {"words": ["Enter at least 3 letters to search"]}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["system_administrator", "leadership", "commissioning_manager"])
def test_only_the_auditor_sees_it(client: Client, role: str) -> None:
    client.force_login(given_a(role))
    answer = client.get(reverse("audit"))
    assert (answer.status_code, "read the audit trail" in answer.text) == (403, True)


@pytest.mark.usefixtures("auditor")
def test_it_says_how_much_waits_to_be_sealed(client: Client, settings, tmp_path) -> None:
    settings.MDPS_ANCHORS = tmp_path
    seal_audit.seal()
    leads = [client.get(URL).context["lead"]]
    for _ in range(2):
        audit.record("user.opened", given_a("auditor"), by=None)
        leads.append(client.get(URL).context["lead"])
    assert [each.rpartition("deleted. ")[2] for each in leads] == [
        "0 lines wait to be sealed.",
        "1 line waits to be sealed.",
        "2 lines wait to be sealed.",
    ]


@pytest.mark.usefixtures("auditor")
def test_it_says_from_where_and_under_what_authority(client: Client, auditor: User) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        audit.record("user.opened", auditor, by=auditor, under="Own account")
        return HttpResponse()

    origin.noted(answer)(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7"))
    [row] = client.get(URL).context["table"].rows[:1]
    assert (row[1].hint, row[2].hint) == ("192.0.2.7", "under: Own account")
