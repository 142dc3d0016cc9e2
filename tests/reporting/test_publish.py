"""Publishing: the latest version that is signed off, once; earlier versions are superseded."""

import pytest

from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from reporting.publish import publish
from tests.build.people import given_a
from tests.build.reporting import (
    TODAY,
    given_a_published_report,
    given_a_signed_off_report,
    given_it_is_published,
    given_it_is_signed_off,
)


@pytest.mark.django_db
def test_a_later_version_supersedes_the_published_one(draft):
    first = given_it_is_published(draft)
    second = given_a_published_report()

    first.refresh_from_db()
    assert (first.state, second.state, second.version) == ("superseded", "published", 2)


@pytest.mark.django_db
def test_an_earlier_draft_cannot_be_published_and_is_superseded_with_the_rest(draft):
    first, second = given_it_is_signed_off(draft), given_a_signed_off_report()
    manager = given_a("commissioning_manager")

    with pytest.raises(Refused):
        publish(first, by=manager, on=TODAY)
    publish(second, by=manager, on=TODAY)
    first.refresh_from_db()
    assert first.state == "superseded"


@pytest.mark.django_db
def test_leadership_finance_and_auditors_are_told(draft):
    people = [given_a(role) for role in ("leadership", "finance_officer", "auditor")]
    given_a("social_worker")
    report = given_it_is_published(draft)

    told = Notice.objects.filter(subject__endswith="was published")
    assert {notice.to for notice in told} == set(people)
    assert {notice.url for notice in told} == {report.get_absolute_url()}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["leadership", "auditor", "commissioner"])
def test_nobody_else_publishes(role, draft):
    report = given_it_is_signed_off(draft)

    with pytest.raises(Forbidden):
        publish(report, by=given_a(role), on=TODAY)
