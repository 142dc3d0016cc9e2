"""Reminders of the panel: each once, to whoever must act."""

import datetime as dt

import pytest

from mdps.core import clock
from mdps.core.models import Notice
from panel.conflicts import declare
from panel.give_view import give_view
from panel.remind import remind
from tests.build.panel import TODAY, given_a_chair, given_a_meeting, given_a_member, given_an_item
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TUESDAY = TODAY + 7 * DAY


def told(*, to: object) -> list[str]:
    return list(Notice.objects.filter(to=to).order_by("pk").values_list("subject", flat=True))


def reminded(on: dt.date, times: int = 1) -> None:
    Notice.objects.all().delete()
    for _ in range(times):
        with clock.at(on):
            remind(on=on)


@pytest.mark.parametrize(("days", "is_told"), [(6, False), (7, True), (8, True)])
def test_an_endorsed_request_on_no_agenda_is_said_after_five_working_days(days, is_told):
    administrator = given_a("panel_administrator")
    request = given_an_endorsed_request(on=TODAY)  # a Tuesday: Monday is the fourth working day

    reminded(TODAY + days * DAY, times=2)

    said = f"{request.reference} is endorsed and on no agenda since 2 June 2026"
    assert told(to=administrator) == ([said] if is_told else [])


def test_the_papers_cut_off_is_said_the_day_before_and_once():
    administrator = given_a("panel_administrator")
    meeting = given_a_meeting(on=TUESDAY)
    meeting.papers_due_at = dt.datetime(2026, 6, 5, 12, tzinfo=clock.LONDON)
    meeting.save(update_fields=["papers_due_at"])
    reminded(TODAY + DAY)
    early = told(to=administrator)

    reminded(TODAY + 2 * DAY, times=2)

    assert (early, told(to=administrator)) == (
        [],
        [
            "Papers for the panel meeting of 9 June 2026 are due by 5 June 2026 at midday; "
            "0 requests wait"
        ],
    )


def test_members_are_told_the_working_day_before_how_many_views_they_owe():
    first, second, third = (given_an_item(on=TUESDAY) for _ in range(3))
    member, chair = given_a_member("Ann Reed"), given_a_chair()
    give_view(first, opinion="support", by=member, at=clock.noon(TODAY))
    declare(second, words="I worked on it.", by=member, at=clock.noon(TODAY))

    reminded(TUESDAY - 3 * DAY)  # Saturday: Monday is still to come
    on_saturday = told(to=member)
    reminded(TUESDAY - DAY, times=2)

    assert third.position == 3
    assert (on_saturday, told(to=member), told(to=chair)) == (
        [],
        ["Your views on 1 item of the panel meeting of 9 June 2026 are due"],
        ["Your views on 3 items of the panel meeting of 9 June 2026 are due"],
    )


def test_whoever_owes_nothing_is_told_nothing():
    given_a_meeting(on=TUESDAY)
    member = given_a_member("Ann Reed")

    reminded(TUESDAY - DAY)

    assert told(to=member) == []
