"""Queries that are compiled once: each time with other values, and the same as the ORM's own."""

import pytest
from django.db import connection, models
from django.db.models.functions import Upper
from django.test.utils import CaptureQueriesContext

from mdps.core.compiled import Compiled, prepared
from mdps.core.models import Team

pytestmark = pytest.mark.django_db

NAMED = Compiled(
    lambda name: (
        Team.objects.filter(name=name).annotate(loud=Upper("name")).values_list("id", "loud")
    ),
    name=models.CharField(),
)


@pytest.fixture
def teams() -> list[Team]:
    return [Team.objects.create(name=name) for name in ("North's", "South")]


def test_it_is_asked_with_other_values_each_time(teams: list[Team]) -> None:
    found = [NAMED.rows(name=name) for name in ("North's", "South", "West")]

    assert found == [[(teams[0].pk, "NORTH'S")], [(teams[1].pk, "SOUTH")], []]


def test_its_records_hold_what_it_names_and_read_the_rest_when_it_is_wanted(
    teams: list[Team], django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        [found] = NAMED.records(Team, name="South")
        known = (found, vars(found)["loud"])
    with django_assert_num_queries(1):
        name = found.name

    assert (known, name) == ((teams[1], "SOUTH"), "South")


def test_inside_prepared_all_statements_are_kept_by_the_server(teams: list[Team]) -> None:
    kept = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%core_team%'"
    with prepared(), CaptureQueriesContext(connection) as sent:
        for each in teams * 2:
            Team.objects.get(pk=each.pk)
    with connection.cursor() as cursor:
        cursor.execute(kept)
        [(count,)] = cursor.fetchall()

    assert (len(sent), count) == (4, 1)
