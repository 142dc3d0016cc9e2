"""What each change did to a row is kept, of every table but those that are named with a reason."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat

from mdps.core import changes, clock
from mdps.core.models import RowChange, Team, User
from referrals import draft
from tests.build.people import given_a, given_a_team
from tests.build.referrals import DAY, given_a_request

WITHOUT_A_MODEL = {"core_cache", "django_migrations"}


def followed() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'mdps_changes'"
            " AND tgenabled = 'O'"
        )
        return {table for (table,) in cursor.fetchall()}


@pytest.mark.django_db
def test_every_table_is_followed_or_named_with_a_reason() -> None:
    tables = set(connection.introspection.table_names())
    assert followed() == tables - set(changes.UNFOLLOWED)
    assert set(changes.UNFOLLOWED) <= tables


def test_what_is_named_is_there() -> None:
    models = apps.get_models(include_auto_created=True)
    columns = {(m._meta.db_table, f.column) for m in models for f in m._meta.concrete_fields}
    assert set(changes.UNFOLLOWED_COLUMNS) - columns == set()
    tables = {table for table, _ in columns}
    assert {each for each in changes.WITHHELD_COLUMNS if each[0] in tables} <= columns
    assert set(changes.UNFOLLOWED) - {table for table, _ in columns} == WITHOUT_A_MODEL


def kept() -> list[tuple]:
    rows = RowChange.objects.order_by("id")
    return list(rows.values_list("table", "row_id", "kind", "before", "after", "withheld"))


@pytest.mark.django_db
def test_only_what_changed_is_kept_and_what_changes_nothing_is_not() -> None:
    person = given_a("auditor", name="Ann")
    people = User.objects.filter(pk=person.pk)
    people.update(name="Ann")
    people.update(last_login=clock.now())
    people.update(name="Anna", last_login=clock.now())
    people.update(password="x")
    assert kept() == [
        ("core_user", str(person.pk), "U", {"name": "Ann"}, {"name": "Anna"}, []),
        ("core_user", str(person.pk), "U", {}, {}, ["password"]),
    ]


@pytest.mark.django_db
def test_each_row_of_one_statement_has_its_line() -> None:
    given_a_team("North")
    given_a_team("South")
    Team.objects.update(name=Concat("name", Value(" team")))
    assert [(before, after) for *_, before, after, _ in kept()] == [
        ({"name": "North"}, {"name": "North team"}),
        ({"name": "South"}, {"name": "South team"}),
    ]


@pytest.mark.django_db
def test_a_table_whose_key_has_another_name_is_followed_too() -> None:
    request = given_a_request()
    draft.edit(request, by=request.requester, on=DAY, need="More")
    assert [row[1] for row in kept() if row[0] == "referrals_narrative"] == [str(request.pk)]
