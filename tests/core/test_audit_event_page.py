"""One event of the audit trail: what it did to each row, before and after, and who reads it."""

import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mdps.core import accounts, audit, row_changes, seal_audit
from mdps.core.models import AuditEvent, Team, User
from mdps.core.ui import Table
from referrals import draft
from referrals.models import SupportRequest
from referrals.submit import submit
from tests.build.people import given_a, given_a_team
from tests.build.referrals import DAY, given_a_request

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def auditor(client: Client) -> User:
    person = given_a("auditor", name="Ann Auditor")
    client.force_login(person)
    return person


def page_of(client: Client, event: AuditEvent) -> dict:
    answer = client.get(reverse("audit-event", args=[event.pk]))
    assert answer.status_code == 200
    return answer.context


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def changes(client: Client, event: AuditEvent) -> list[list[str]]:
    return texts(page_of(client, event)["sections"][1].context["table"])


def last(action: str) -> AuditEvent:
    return AuditEvent.objects.filter(action=action).latest("id")


def test_it_shows_each_column_before_and_after_in_words(client: Client, auditor: User) -> None:
    worker = given_a("social_worker", name="Sam Worker")
    accounts.close(worker, by=given_a("system_administrator", name="Olive One"))

    event = last("user.closed")
    context = page_of(client, event)
    facts = {row.key: row.cell.text for row in context["sections"][0].context["rows"]}
    assert changes(client, event) == [[f"Account {worker.pk}", "Is active", "Yes", "No"]]
    assert context["title"] == "Account of Sam Worker closed"
    assert (facts["Who"], facts["From"], facts["Seal"]) == (
        "Olive One",
        "Not from a browser",
        "Waits for its seal",
    )


def test_it_is_sealed_once_it_is(client: Client, auditor: User, settings, tmp_path) -> None:
    settings.MDPS_ANCHORS = tmp_path
    event = audit.record("user.opened", auditor, by=auditor)
    seal_audit.seal()
    facts = page_of(client, event)["sections"][0].context["rows"]
    assert facts[-1].cell.text == "Sealed"


def test_what_another_transaction_changed_is_not_shown(client: Client, auditor: User) -> None:
    with transaction.atomic():
        event = audit.record("user.opened", auditor, by=auditor)
    User.objects.filter(pk=auditor.pk).update(name="Another Name")
    assert changes(client, event) == []


def test_whom_a_record_names_is_named_and_days_are_words(client: Client, auditor: User) -> None:
    request = given_a_request()
    submit(request, by=request.requester, on=DAY)
    rows = {row[1]: row[2:] for row in changes(client, last("supportrequest.submitted"))}
    assert rows["State"] == ["Draft", "With the team manager"]
    assert rows["Submitted on"][0] == row_changes.NOTHING
    person = given_a("social_worker", name="New Hand")
    with transaction.atomic():
        SupportRequest.objects.filter(pk=request.pk).update(requester=person)
        event = audit.record("request.handed_over", request, by=None)
    assert changes(client, event) == [
        [f"Support request {request.pk}", "Requester", request.requester.name, "New Hand"]
    ]


def edited() -> AuditEvent:
    request = given_a_request()
    draft.edit(request, by=request.requester, on=DAY, need="Cannot sleep.")
    return last("request.edited")


def test_words_about_a_child_stay_encrypted_for_the_auditor(client: Client, auditor: User) -> None:
    event = edited()
    answer = client.get(reverse("audit-event", args=[event.pk]))
    assert changes(client, event)[0][2:] == [row_changes.HIDDEN] * 2
    assert ("Cannot sleep." in answer.text, "k1:" in answer.text) == (False, False)
    assert AuditEvent.objects.filter(action="request.viewed").count() == 0


def test_who_may_read_about_the_child_reads_them_and_that_is_a_view(
    client: Client, auditor: User
) -> None:
    event = edited()
    request = SupportRequest.objects.get(pk=event.subject_id)
    User.objects.filter(pk=auditor.pk).update(roles=["auditor", "team_manager"], team=request.team)
    assert "Cannot sleep." in changes(client, event)[0][3]
    view = last("request.viewed")
    assert (view.subject, view.authority) == (request.reference, "Manager of its team")


def test_what_is_withheld_is_only_said_to_have_changed(client: Client, auditor: User) -> None:
    other = given_a("social_worker")
    with transaction.atomic():
        User.objects.filter(pk=other.pk).update(password="x")
        event = audit.record("user.opened", other, by=auditor)
    assert changes(client, event) == [
        [f"Account {other.pk}", "Password", row_changes.WITHHELD, row_changes.WITHHELD]
    ]


def test_a_row_that_was_taken_away_is_shown_whole(client: Client, auditor: User) -> None:
    line = given_a_request().lines.get()
    number = line.pk
    with transaction.atomic():
        line.delete()
        event = audit.record("user.opened", auditor, by=auditor)
    row = [f"Request line {number}", "State", "Proposed", row_changes.GONE]
    assert row in changes(client, event)


def test_it_leads_to_what_was_done_in_the_same_act(client: Client, auditor: User) -> None:
    with transaction.atomic():
        one = audit.record("user.opened", auditor, by=auditor)
        two = audit.record("user.closed", auditor, by=auditor)
    beside = page_of(client, one)["sections"][2].context["rows"]
    assert [row.cell.url for row in beside] == [reverse("audit-event", args=[two.pk])]


def test_it_costs_the_same_for_one_row_and_for_three(client: Client, auditor: User) -> None:
    teams = [given_a_team(f"Team {number}") for number in range(4)]
    costs = []
    for rows in (teams[:1], teams[1:]):
        with transaction.atomic():
            Team.objects.filter(pk__in=[each.pk for each in rows]).update(
                name=Concat("name", Value(" anew"))
            )
            event = audit.record("user.opened", auditor, by=auditor)
        with CaptureQueriesContext(connection) as queries:
            assert len(changes(client, event)) == len(rows)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_long_act_shows_its_first_rows_and_says_so(
    client: Client, auditor: User, monkeypatch
) -> None:
    monkeypatch.setattr(row_changes, "MOST", 2)
    for number in range(3):
        given_a_team(f"Team {number}")
    with transaction.atomic():
        Team.objects.update(name=Concat("name", Value(" anew")))
        event = audit.record("user.opened", auditor, by=auditor)
    table = page_of(client, event)["sections"][1].context["table"]
    assert (len(table.rows), table.caption) == (2, "What was changed. The first 2 rows.")


def test_an_event_that_is_not_there_is_not_found(client: Client, auditor: User) -> None:
    assert client.get(reverse("audit-event", args=[10**9])).status_code == 404


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "Nothing"),
        ([], "Nothing"),
        (True, "Yes"),
        (0, "0"),
        (["auditor", "finance_officer"], "auditor, finance_officer"),
        ([{"role": "auditor"}], '[{"role": "auditor"}]'),
    ],
)
def test_a_plain_value_is_said_in_words(value: object, said: str) -> None:
    assert row_changes.in_words(value) == said
