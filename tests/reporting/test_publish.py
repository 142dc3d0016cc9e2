"""Publishing: the latest draft, once; earlier versions are superseded."""

import datetime as dt

import pytest

from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from reporting.models import Report
from reporting.publish import publish
from reporting.publish_rules import (
    Publication,
    is_a_draft,
    is_not_before_its_figures,
    is_the_latest,
)
from tests.build.people import given_a
from tests.build.reporting import TODAY, given_a_draft, given_a_published_report


def facts(**changes) -> Publication:
    """A draft that can be published, but for `changes`."""
    usual = {"state": "draft", "version": 1, "latest": 1, "as_at": TODAY, "on": TODAY}
    return Publication(**(usual | changes))


@pytest.mark.parametrize("state", [state for state in Report.State if state != "draft"])
def test_only_a_draft_is_published(state):
    assert is_a_draft(facts(state=state)).code == "not-a-draft"


def test_only_the_latest_version_is_published():
    assert is_the_latest(facts(version=1, latest=2)).message == (
        "Version 2 has been made since. Publish that one."
    )
    assert is_the_latest(facts(version=2, latest=2)) is None


def test_no_report_is_published_before_the_day_of_its_figures():
    day_before = TODAY - dt.timedelta(days=1)

    assert is_not_before_its_figures(facts(on=day_before)).message == (
        "The figures are as at 15 June 2026, after 14 June 2026. Publish it later."
    )
    assert is_not_before_its_figures(facts(on=TODAY)) is None


@pytest.mark.django_db
def test_a_later_version_supersedes_the_published_one():
    first = given_a_published_report()
    second = given_a_published_report()

    first.refresh_from_db()
    assert (first.state, second.state, second.version) == ("superseded", "published", 2)


@pytest.mark.django_db
def test_an_earlier_draft_cannot_be_published_and_is_superseded_with_the_rest():
    first, second = given_a_draft(), given_a_draft()
    manager = given_a("commissioning_manager")

    with pytest.raises(Refused):
        publish(first, by=manager, on=TODAY)
    publish(second, by=manager, on=TODAY)
    first.refresh_from_db()
    assert first.state == "superseded"


@pytest.mark.django_db
def test_leadership_finance_and_auditors_are_told():
    people = [given_a(role) for role in ("leadership", "finance_officer", "auditor")]
    given_a("social_worker")
    report = given_a_published_report()

    told = Notice.objects.filter(subject__endswith="was published")
    assert {notice.to for notice in told} == set(people)
    assert {notice.url for notice in told} == {report.get_absolute_url()}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["leadership", "auditor", "commissioner"])
def test_nobody_else_publishes(role):
    report = given_a_draft()

    with pytest.raises(Forbidden):
        publish(report, by=given_a(role), on=TODAY)
