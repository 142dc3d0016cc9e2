"""How long approvals last: warned of before they end, extended by the chair, packages reviewed."""

import datetime as dt
from typing import Any

import pytest

from contracts.bring_back import bring_back_due
from contracts.unaward import unaward
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import packages
from panel.extend import extend
from panel.models import PackageReview
from panel.warn import warn_of_ends
from referrals.lapse import lapse_expired
from tests.build.contracts import given_an_award
from tests.build.deciding import given_a_decided_line, given_a_package
from tests.build.panel import TODAY, given_a_chair, given_a_meeting, given_an_open_item
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

UNTIL = dt.date(2026, 9, 2)  # of an approval of 2 June
DAY = dt.timedelta(days=1)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def warnings(line: Any) -> list[str]:
    told = Notice.objects.filter(to=line.request.requester, subject__contains="ends in")
    return list(told.order_by("id").values_list("subject", flat=True))


def test_it_is_warned_of_28_14_and_3_days_before_once_each():
    line = given_a_decided_line()

    for days in range(40, -1, -1):
        for _ in range(2):
            warn_of_ends(on=UNTIL - days * DAY)

    reference = line.request.reference
    assert warnings(line) == [
        f"An approval of {reference} ends in {days} days, on 2 September 2026"
        for days in (28, 14, 3)
    ]


def test_a_run_that_was_missed_is_made_up_for_by_the_nearest_warning_only():
    line = given_a_decided_line()

    warn_of_ends(on=UNTIL - 10 * DAY)

    assert warnings(line) == [
        f"An approval of {line.request.reference} ends in 10 days, on 2 September 2026"
    ]


def test_the_last_day_itself_is_said_as_today():
    line = given_a_decided_line()

    warn_of_ends(on=UNTIL)

    told = Notice.objects.filter(to=line.request.requester, subject__endswith="ends today")
    assert told.count() == 1


def test_nothing_is_warned_of_that_has_lapsed_or_is_declined():
    given_a_decided_line("decline")
    given_a_decided_line()
    lapse_expired(on=UNTIL + DAY)

    assert warn_of_ends(on=UNTIL) == 0


def test_the_chair_extends_it_and_it_is_warned_of_anew():
    line = given_a_decided_line()
    warn_of_ends(on=UNTIL - 3 * DAY)
    later = UNTIL + 30 * DAY

    extension = extend(
        line, until=later, reason="The expert is ill.", by=given_a_chair(), on=UNTIL - 2 * DAY
    )

    line.refresh_from_db()
    assert (line.approved_until, extension.was_until) == (later, UNTIL)
    assert warn_of_ends(on=later - 3 * DAY) == 1
    assert lapse_expired(on=UNTIL + DAY) == 0


@pytest.mark.parametrize(
    ("until", "on", "reason", "expected"),
    [
        (UNTIL + DAY, UNTIL, "So.", []),
        (UNTIL, UNTIL, "So.", ["not-later"]),
        (dt.date(2026, 12, 2), UNTIL, "So.", []),
        (dt.date(2026, 12, 3), UNTIL, "So.", ["too-late"]),
        (UNTIL + 9 * DAY, UNTIL + DAY, "So.", ["expired"]),
        (UNTIL + DAY, UNTIL, " ", ["no-reason"]),
    ],
)
def test_an_approval_is_extended_while_it_runs_with_a_reason(until, on, reason, expected):
    line = given_a_decided_line()

    try:
        extend(line, until=until, reason=reason, by=given_a_chair(), on=on)
    except Refused as refused:
        found = [each.code for each in refused.refusals]
    else:
        found = []

    assert found == expected


def test_what_was_declined_is_not_extended():
    line = given_a_decided_line("decline")

    with pytest.raises(Refused) as refused:
        extend(line, until=UNTIL, reason="So.", by=given_a_chair(), on=TODAY)

    assert codes(refused) == ["not-approved"]


@pytest.mark.parametrize("role", ["panel_member", "head_of_service", "commissioner"])
def test_only_a_chair_extends(role):
    line = given_a_decided_line()

    with pytest.raises(Forbidden):
        extend(line, until=UNTIL + DAY, reason="So.", by=given_a(role), on=TODAY)


def test_a_contract_comes_back_8_weeks_before_its_end_once():
    contract = given_an_award(ends_on=TODAY + dt.timedelta(weeks=20))
    due = contract.ends_on - dt.timedelta(weeks=8)

    found = [bring_back_due(on=day) for day in (due - DAY, due, due, due + DAY)]

    assert found == [0, 1, 0, 0]
    review = PackageReview.objects.get()
    assert (review.contract_reference, review.ends_on) == (contract.reference, contract.ends_on)


def test_what_was_un_awarded_does_not_come_back():
    contract = given_an_award(ends_on=TODAY + dt.timedelta(weeks=20))
    unaward(contract, reasons="Not needed.", by=contract.awarded_by, on=TODAY)

    assert bring_back_due(on=contract.ends_on - dt.timedelta(weeks=2)) == 0


@pytest.mark.parametrize("outcome", ["end", "continue", "change"])
def test_a_meeting_says_what_becomes_of_it(outcome):
    meeting = given_an_open_item().meeting
    review = given_a_package(given_a_decided_line(on=TODAY - DAY))

    packages.review(review, meeting, outcome=outcome, reasons="So.", by=given_a_chair(), on=TODAY)

    review.refresh_from_db()
    assert (review.outcome, review.meeting, review.reviewed_on) == (outcome, meeting, TODAY)
    assert list(packages.open_reviews()) == []


def test_it_is_reviewed_once_in_a_meeting_in_progress_with_reasons():
    meeting = given_an_open_item().meeting
    planned = given_a_meeting(on=TODAY + 14 * DAY)
    review = given_a_package(given_a_decided_line(on=TODAY - DAY))
    what = {"by": given_a_chair(), "on": TODAY}

    with pytest.raises(Refused) as refused:
        packages.review(review, planned, outcome="", reasons=" ", **what)
    packages.review(review, meeting, outcome="end", reasons="So.", **what)
    with pytest.raises(Refused) as again:
        packages.review(review, meeting, outcome="change", reasons="So.", **what)

    assert codes(refused) == ["meeting-not-open", "no-outcome", "no-reasons"]
    assert codes(again) == ["reviewed"]
