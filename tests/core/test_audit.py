"""The audit trail: written with the act, in words, and never changed."""

import datetime as dt
from decimal import Decimal

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from mdps.core import audit, clock, timeline
from mdps.core.models import AuditEvent, User
from tests.build.people import given_a, given_a_team

CHANGES = [
    "UPDATE core_auditevent SET actor = 'Nobody'",
    "DELETE FROM core_auditevent",
    "TRUNCATE core_auditevent",
]


@pytest.mark.django_db
def test_an_event_says_who_did_what_to_which_record_and_when() -> None:
    auditor, team = given_a("auditor"), given_a_team("North")
    with clock.at(dt.date(2026, 6, 1)):
        audit.record("team.named", team, by=auditor)
    event = AuditEvent.objects.get()
    assert (event.actor_id, event.actor, event.action) == (auditor.pk, auditor.name, "team.named")
    assert (event.subject_type, event.subject_id, event.subject) == ("core.team", team.pk, "North")
    assert event.at == clock.noon(dt.date(2026, 6, 1))


@pytest.mark.django_db
def test_what_nobody_did_was_done_by_the_system() -> None:
    event = audit.record("team.named", given_a_team(), by=None)
    assert (event.actor_id, event.actor) == (None, "The system")


@pytest.mark.django_db
def test_details_are_kept_as_plain_facts() -> None:
    team = given_a_team("North")
    audit.record(
        "team.named",
        team,
        by=None,
        amount=Decimal("1234.50"),
        on=dt.date(2026, 6, 1),
        team=team,
        count=3,
        was=None,
    )
    assert AuditEvent.objects.get().detail == {
        "amount": "1234.50",
        "on": "2026-06-01",
        "team": "North",
        "count": 3,
        "was": None,
    }


@pytest.mark.django_db
def test_an_act_that_is_rolled_back_leaves_no_line() -> None:
    with transaction.atomic():
        audit.record("team.named", given_a_team(), by=None)
        transaction.set_rollback(True)
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_the_trail_of_records_is_read_in_one_query_oldest_first(django_assert_num_queries) -> None:
    north, south = given_a_team("North"), given_a_team("South")
    for day, team in ((2, north), (1, south), (3, north)):
        with clock.at(dt.date(2026, 6, day)):
            audit.record("team.named", team, by=None)
    audit.record("team.named", given_a_team("East"), by=None)
    with django_assert_num_queries(1):
        trail = [event.subject for event in audit.trail(north, south)]
    assert trail == ["South", "North", "North"]


@pytest.mark.django_db
def test_a_very_long_name_is_cut_and_not_refused() -> None:
    person = User(pk=1, name="x" * 300)
    assert audit.record("user.named", person, by=None).subject == "x" * 200


@pytest.mark.django_db
@pytest.mark.parametrize("statement", CHANGES)
def test_the_application_can_change_nothing(statement: str) -> None:
    audit.record("team.named", given_a_team(), by=None)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEvent.objects.get().actor == "The system"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", CHANGES)
def test_the_owner_of_the_table_can_change_nothing_either(as_owner, statement: str) -> None:
    audit.record("team.named", given_a_team(), by=None)
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        as_owner(statement)
    assert AuditEvent.objects.get().actor == "The system"


def test_no_account_can_take_its_events_along() -> None:
    assert [field.name for field in AuditEvent._meta.fields if field.is_relation] == []


def test_a_sentence_takes_what_the_event_knows() -> None:
    timeline.says({"test.awarded": "{subject} awarded at {value} to {nobody}"})
    event = AuditEvent(action="test.awarded", subject="CO-00001", detail={"value": "£5.00"})
    assert timeline.sentence(event) == "CO-00001 awarded at £5.00 to "


def test_an_action_without_a_sentence_is_still_readable() -> None:
    assert timeline.sentence(AuditEvent(action="rate_line.set")) == "rate line set"


@pytest.mark.django_db
def test_a_timeline_is_newest_first_and_in_words() -> None:
    team, auditor = given_a_team(), given_a("auditor")
    timeline.says({"test.named": "Named {name}"})
    for day, name in ((1, "North"), (2, "South")):
        with clock.at(dt.date(2026, 6, day)):
            audit.record("test.named", team, by=auditor, name=name)
    assert [(event.title, event.when, event.who) for event in timeline.events(team)] == [
        ("Named South", "2 June 2026 at midday", "The auditor"),
        ("Named North", "1 June 2026 at midday", "The auditor"),
    ]
