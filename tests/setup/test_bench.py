"""A measurement is met by the median of its rounds, and by nothing else being wrong."""

import pytest
from django.test import Client
from django.urls import reverse

from bench import register_at_two_sizes, requests_at_two_sizes
from bench.outcome import Outcome
from referrals.models import SupportRequest
from suppliers.models import Admission, Supplier
from tests.build.people import given_a, given_a_team


def test_the_median_counts_not_the_worst_round() -> None:
    assert Outcome("a list", [1.0, 1.1, 9.0], goal=1.3).met


def test_a_median_above_the_goal_is_missed() -> None:
    assert not Outcome("a list", [1.0, 1.4, 1.5], goal=1.3).met


def test_more_queries_are_a_fault_however_quick() -> None:
    assert not Outcome("a list", [1.0], goal=1.3, faults=("Queries differ: 5 and 105.",)).met


@pytest.mark.django_db
def test_what_the_register_is_measured_with_can_be_loaded_and_shown(client: Client) -> None:
    officer = given_a("commissioner")
    client.force_login(officer)

    register_at_two_sizes.load(3, officer)

    assert (Supplier.objects.count(), Admission.objects.count()) == (3, 6)
    assert client.get(reverse("suppliers:list")).status_code == 200


@pytest.mark.django_db
def test_what_the_requests_are_measured_with_can_be_loaded(client: Client) -> None:
    teams = [given_a_team(f"Team {number:02d}") for number in range(requests_at_two_sizes.TEAMS)]
    workers = [given_a("social_worker", name=f"Worker at {team}", team=team) for team in teams]

    requests_at_two_sizes.load(4, workers, given_a("team_manager", team=teams[0]))

    assert SupportRequest.objects.count() == 4
