"""`/health/` says what is wrong, in words, before anybody is served."""

from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import override_settings

from lots.models import Scheme
from mdps.core import audit, health
from mdps.core.demonstration import BEGUN
from mdps.core.tasks import report_beat, report_worker
from tests.build.people import given_a


@pytest.mark.django_db
def test_all_is_well_for_the_application_role(client: Client) -> None:
    response = client.get("/health/")
    assert (response.status_code, response.text) == (200, "All is well.\n")


def test_living_asks_neither_database_nor_broker(client: Client) -> None:
    with override_settings(CELERY_BROKER_URL="redis+socket:///nowhere/valkey.sock"):
        response = client.get("/health/live/")
    assert (response.status_code, response.text) == (200, "All is well.\n")


@pytest.mark.django_db
def test_a_broker_that_is_down_is_named(client: Client) -> None:
    with override_settings(CELERY_BROKER_URL="redis+socket:///nowhere/valkey.sock"):
        response = client.get("/health/")
    assert response.status_code == 503
    assert response.text == "The message broker does not answer.\n"


@pytest.mark.django_db
@override_settings(MDPS_DEMO=True)
def test_the_settings_of_a_demonstration_are_refused_together_with_real_data() -> None:
    empty = list(health.database_problems())
    scheme = Scheme.objects.get()
    given_a("commissioner")
    real = list(health.database_problems())
    audit.record(BEGUN, scheme, by=None, size="small", seed=1, today="2 June 2026")
    made = list(health.database_problems())
    said = "MDPS_DEMO is on, but the data is not a demonstration's. Turn it off."
    assert (empty, real, made) == ([], [said], [])


@pytest.mark.django_db(transaction=True)
def test_the_owners_role_is_refused(become_owner: None) -> None:
    assert list(health.database_problems()) == [
        "The application's database role owns tables. Set DATABASE_URL to the plain role.",
        "The application's database role could change what is committed under the cap.",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_right_given_back_by_mistake_is_noticed(as_owner) -> None:
    as_owner("GRANT UPDATE (committed) ON lots_scheme TO mdps_app")
    assert list(health.database_problems()) == [
        "The application's database role could change what is committed under the cap."
    ]


@pytest.mark.django_db(transaction=True)
def test_a_missing_migration_is_counted(as_owner) -> None:
    as_owner("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert list(health.database_problems()) == ["Migrations that have not been applied: 1."]


OPERATOR = {"Authorization": "Bearer a-long-token"}


@override_settings(MDPS_OPERATOR_TOKEN="a-long-token")
@pytest.mark.django_db
def test_web_worker_and_beat_each_say_as_whom_they_work(client: Client) -> None:
    before = client.get("/health/detail/", headers=OPERATOR).text
    with patch.object(connection, "close"):  # the test's own connection stays open
        report_worker()
        report_beat()

    lines = client.get("/health/detail/", headers=OPERATOR).text.splitlines()

    assert before.startswith("web: mdps_app\nworker: not started yet\nbeat: not started yet\n")
    assert [line.partition(" since ")[0] for line in lines[:3]] == [
        "web: mdps_app",
        "worker: mdps_app",
        "beat: mdps_app",
    ]
    assert lines[3] == "data: not checked yet"


@override_settings(MDPS_OPERATOR_TOKEN="a-long-token")
@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/health/detail/", "/metrics/"])
def test_details_are_for_operators(client: Client, page: str) -> None:
    given = [{}, {"Authorization": "Bearer another"}, {"Authorization": "Bearer "}, OPERATOR]
    told = [client.get(page, headers=headers).status_code for headers in given]
    assert told == [404, 404, 404, 200]


@override_settings(MDPS_OPERATOR_TOKEN="")
@pytest.mark.django_db
def test_without_a_token_in_the_settings_no_token_opens_anything(client: Client) -> None:
    assert client.get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404
    client.force_login(given_a("system_administrator"))
    assert client.get("/metrics/").status_code == 200
