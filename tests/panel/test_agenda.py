"""Building an agenda."""

import datetime as dt

import pytest

from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import agenda
from panel.models import AgendaItem, PanelMeeting
from panel.queries import waiting_for_an_agenda
from referrals.withdraw import withdraw
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_an_item,
    given_an_open_item,
    given_it_is_decided,
)
from tests.build.people import given_a
from tests.build.referrals import given_a_submitted_request, given_an_endorsed_request

pytestmark = pytest.mark.django_db

LATER = TODAY + dt.timedelta(days=14)


def administrator():
    return given_a("panel_administrator")


def order(meeting: PanelMeeting) -> list[tuple[int, int]]:
    return list(meeting.items.order_by("position").values_list("position", "request"))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def given_three_items() -> tuple[PanelMeeting, list[AgendaItem]]:
    meeting = given_a_meeting()
    return meeting, [given_an_item(on=TODAY) for _ in range(3)]


def test_requests_go_to_the_end_in_the_order_given_and_wait_no_longer():
    first, second = given_an_endorsed_request(), given_an_endorsed_request()
    meeting = given_a_meeting()

    agenda.add_items(meeting, [second, first], by=administrator(), on=TODAY)

    assert order(meeting) == [(1, second.pk), (2, first.pk)]
    assert list(waiting_for_an_agenda()) == []


def test_the_request_needed_first_waits_at_the_top():
    late = given_an_endorsed_request(needed_in=40)
    early = given_an_endorsed_request(needed_in=10)

    assert list(waiting_for_an_agenda()) == [early, late]


def test_only_endorsed_requests_are_put_on_and_all_or_none():
    meeting = given_a_meeting()
    good, early = given_an_endorsed_request(), given_a_submitted_request()

    with pytest.raises(Refused) as refused:
        agenda.add_items(meeting, [good, early], by=administrator(), on=TODAY)

    assert (codes(refused), order(meeting)) == (["not-endorsed"], [])


def test_a_request_is_on_one_agenda_at_a_time():
    request = given_an_item().request

    with pytest.raises(Refused) as refused:
        agenda.add_item(given_a_meeting(on=LATER), request, by=administrator(), on=TODAY)

    assert codes(refused) == ["not-endorsed"]


def test_what_a_meeting_deferred_goes_to_a_later_one():
    item = given_it_is_decided(given_an_open_item(), "defer")

    with pytest.raises(Refused) as refused:
        agenda.add_item(item.meeting, item.request, by=administrator(), on=TODAY)
    later = agenda.add_item(given_a_meeting(on=LATER), item.request, by=administrator(), on=TODAY)

    assert (codes(refused), later.position) == (["was-here-before"], 1)


@pytest.mark.parametrize(
    ("moved", "to", "expected"),
    [(2, 1, [2, 0, 1]), (0, 2, [1, 0, 2]), (0, 3, [1, 2, 0]), (0, 0, [0, 1, 2]), (2, 9, [0, 1, 2])],
)
def test_an_item_moves_and_the_others_make_room(moved, to, expected):
    meeting, items = given_three_items()

    agenda.move(items[moved], to=to, by=administrator())

    assert order(meeting) == [
        (position, items[index].request_id) for position, index in enumerate(expected, start=1)
    ]


def test_a_request_taken_off_waits_again_and_leaves_no_gap():
    meeting, items = given_three_items()

    agenda.take_off(items[0], by=administrator(), on=TODAY)

    assert order(meeting) == [(1, items[1].request_id), (2, items[2].request_id)]
    assert list(waiting_for_an_agenda()) == [items[0].request]


def test_a_withdrawn_request_can_be_taken_off():
    item = given_an_item()
    withdraw(item.request, by=item.request.requester, on=TODAY)

    agenda.take_off(item, by=administrator(), on=TODAY)

    item.request.refresh_from_db()
    assert (item.request.state, AgendaItem.objects.count()) == ("withdrawn", 0)


def test_the_agenda_of_a_meeting_in_progress_only_grows():
    item = given_an_open_item()
    late = given_an_endorsed_request()

    for refuse in (
        lambda: agenda.take_off(item, by=administrator(), on=TODAY),
        lambda: agenda.move(item, to=1, by=administrator()),
    ):
        with pytest.raises(Refused) as refused:
            refuse()
        assert codes(refused) == ["agenda-fixed"]
    assert agenda.add_item(item.meeting, late, by=administrator(), on=TODAY).position == 2


def test_an_item_that_somebody_else_took_off_is_refused_in_words():
    item, first = given_an_item(), administrator()
    seen = AgendaItem.objects.select_related("meeting", "request").get(pk=item.pk)
    agenda.take_off(item, by=first, on=TODAY)

    for refuse in (
        lambda: agenda.take_off(seen, by=first, on=TODAY),
        lambda: agenda.move(seen, to=1, by=first),
    ):
        with pytest.raises(Refused, match="was taken off the agenda while you were looking at it"):
            refuse()


def test_members_do_not_build_agendas():
    item = given_an_item()
    member = given_a("panel_member")

    for act in (
        lambda: agenda.add_item(item.meeting, item.request, by=member, on=TODAY),
        lambda: agenda.take_off(item, by=member, on=TODAY),
        lambda: agenda.move(item, to=1, by=member),
    ):
        with pytest.raises(Forbidden):
            act()


def given_a_meeting_whose_papers_are_due() -> PanelMeeting:
    """Papers were due at noon of the day before."""
    meeting = given_a_meeting()
    meeting.papers_due_at = clock.noon(TODAY - dt.timedelta(days=1))
    meeting.save(update_fields=["papers_due_at"])
    return meeting


def test_papers_that_come_by_the_cut_off_are_in_time_to_the_minute():
    meeting, request = given_a_meeting_whose_papers_are_due(), given_an_endorsed_request()

    agenda.add_item(meeting, request, by=administrator(), on=TODAY - dt.timedelta(days=1))

    assert meeting.items.get().late_reason == ""


def test_late_papers_are_taken_by_a_chair_with_a_reason():
    meeting, request = given_a_meeting_whose_papers_are_due(), given_an_endorsed_request()
    with pytest.raises(Refused) as by_another:
        agenda.add_item(meeting, request, by=administrator(), on=TODAY, late_reason="Urgent.")
    with pytest.raises(Refused) as without:
        agenda.add_item(meeting, request, by=given_a_chair(), on=TODAY, late_reason=" ")

    agenda.add_item(meeting, request, by=given_a_chair(), on=TODAY, late_reason="Urgent.")

    assert (codes(by_another), codes(without)) == (["papers-late"], ["no-late-reason"])
    assert meeting.items.get().late_reason == "Urgent."
