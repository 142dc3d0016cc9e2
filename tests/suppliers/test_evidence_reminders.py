"""Reminders of evidence: 60, 30 and 7 days before and on its last day, once each."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdps.core.models import Notice
from suppliers.evidence_reminders import STAGES, remind, stage
from tests.build.people import given_a
from tests.build.suppliers import (
    given_a_provider,
    given_a_supplier,
    given_an_admission,
    given_evidence,
)

LAST = dt.date(2026, 9, 1)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("left", "due"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-400, 0)],
)
def test_which_reminder_is_due(left, due):
    assert stage(LAST, LAST - left * DAY) == due


@given(left=st.integers(-500, 500))
def test_the_nearer_the_end_the_more_urgent(left):
    now, later = stage(LAST, LAST - left * DAY), stage(LAST, LAST - (left - 1) * DAY)

    assert (now is None and later in (None, 60)) or (
        now in STAGES and later in STAGES and later <= now
    )


@pytest.fixture
def told(lot):
    """The reminders that the provider has had, after beat ran on a day."""
    supplier = given_a_supplier()
    given_an_admission(supplier, lot, evidence=False)
    provider, keeper = given_a_provider(supplier), given_a("commissioner")
    given_evidence(supplier, "ico", LAST)

    def run(*days: dt.date) -> list[str]:
        for day in days:
            remind(on=day)
        counts = {who: Notice.objects.filter(to=who).count() for who in (provider, keeper)}
        assert len(set(counts.values())) == 1
        return list(Notice.objects.filter(to=provider).values_list("subject", flat=True))

    return run


@pytest.mark.django_db
def test_each_reminder_is_sent_once(told):
    every_day = [LAST - n * DAY for n in range(62, -4, -1)]

    assert len(told(*every_day, *every_day)) == 4


@pytest.mark.django_db
def test_after_missed_days_only_the_most_urgent_is_sent(told):
    assert [each.rpartition("in ")[2] for each in told(LAST - 5 * DAY)] == ["5 days"]


@pytest.mark.django_db
def test_what_expired_while_nothing_ran_is_told_once(told):
    said = told(LAST + 3 * DAY, LAST + 4 * DAY)

    assert said == ["ICO registration of Severn Assessments: Expired on 1 September 2026"]


@pytest.mark.django_db
def test_what_was_renewed_is_not_reminded_of(told, lot):
    given_evidence(given_a_supplier(), "ico", LAST + 365 * DAY)

    assert told(LAST) == []
