"""Which budgets pay, in percent that add up to 100."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mdps.core import audit, clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from referrals.funding import fund
from referrals.funding_rules import RULES, Split
from referrals.models import FundingShare, FundingSource
from tests.build.browsing import posted, signed_in, words
from tests.build.referrals import DAY, given_a_request, given_a_social_worker

pytestmark = pytest.mark.django_db

S17, CARE = FundingSource.SECTION_17, FundingSource.CHILDREN_IN_CARE


@pytest.mark.parametrize(
    ("section_17", "in_care", "codes"),
    [
        (100, 0, []),
        (0, 100, []),
        (1, 99, []),
        (99, 0, ["not-100"]),
        (60, 41, ["not-100"]),
        (0, 0, ["not-100"]),
        (-1, 101, ["not-percent"]),
    ],
)
def test_parts_from_0_to_100_add_up_to_100(section_17, in_care, codes):
    refusals = ask(RULES, Split({S17: section_17, CARE: in_care}))
    assert [each.code for each in refusals] == codes


def test_a_split_takes_the_place_of_the_one_before():
    request = given_a_request()

    fund(request, split={S17: 60, CARE: 40}, by=request.requester, on=DAY)
    fund(request, split={S17: 0, CARE: 100}, by=request.requester, on=DAY)

    assert list(request.funding.values_list("source", "percent")) == [(CARE, 100)]


def test_the_same_split_again_is_no_other_act():
    request = given_a_request()
    for percent in (40, 40, 100):
        fund(request, split={S17: percent, CARE: 100 - percent}, by=request.requester, on=DAY)

    split = [e.detail["split"] for e in audit.trail(request) if e.action == "request.funded"]
    assert split[-2:] == [{S17: 40, CARE: 60}, {S17: 100, CARE: 0}]


def test_a_split_that_is_refused_leaves_the_one_before():
    request = given_a_request()

    with pytest.raises(Refused, match="The parts add up to 101%"):
        fund(request, split={S17: 60, CARE: 41}, by=request.requester, on=DAY)

    assert list(request.funding.values_list("source", "percent")) == [(S17, 100)]


def test_only_its_requester_says_who_pays():
    with pytest.raises(Forbidden):
        fund(given_a_request(), split={S17: 100}, by=given_a_social_worker("Another"), on=DAY)


@pytest.mark.parametrize("percent", [0, 101])
def test_the_database_holds_parts_from_1_to_100(percent):
    request = given_a_request()
    with pytest.raises(IntegrityError, match="share_of_budget_in_percent"), transaction.atomic():
        FundingShare.objects.create(request=request, source=CARE, percent=percent)


def test_a_sum_that_is_not_100_is_said_at_its_field_and_nothing_is_lost():
    request = given_a_request()
    browser = signed_in(request.requester)
    page = reverse("referrals:funding", args=[request.pk])

    with clock.at(DAY):
        refused = browser.post(page, {"section_17": "60", "children_in_care": "30"})
        assert "The parts add up to 90%. They must add up to 100%." in words(refused)
        assert 'value="60"' in refused.text
        assert posted(browser.post(page, {"section_17": "60", "children_in_care": "40"}))
