"""Who is at a meeting, what makes a quorum, and who chairs."""

import datetime as dt

import pytest

from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import attend, chairing, meetings
from panel.conflicts import declare
from panel.decide import decide
from panel.models import PanelMeeting
from panel.quorum import quorum_of, quorum_of_meeting
from panel.quorum_rules import Quorum, Sitting
from panel.rules_in_force import papers_due, rules_on
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_a_member,
    given_an_item,
    given_an_open_item,
    given_it_is_decided,
    given_somebody_present,
)
from tests.build.people import given_a

NOON = clock.noon(TODAY)
SAFE = Sitting("A", "Safeguarding")
HEALTH = Sitting("B", "Health")


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.parametrize(
    ("present", "is_met", "sentence"),
    [
        ([SAFE, HEALTH, HEALTH], True, "3 of 3 members present"),
        ([SAFE, HEALTH], False, "2 of 3 members present"),
        ([HEALTH] * 3, False, "3 of 3 members present, nobody from safeguarding"),
        ([], False, "0 of 3 members present, nobody from safeguarding"),
    ],
)
def test_a_quorum_is_three_with_one_from_safeguarding(present, is_met, sentence):
    quorum = Quorum(least=3, areas=["Safeguarding"], present=present)

    assert (quorum.is_met, quorum.sentence) == (is_met, sentence)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("held_on", "due"),
    [
        (dt.date(2026, 6, 2), dt.datetime(2026, 5, 29, 12, tzinfo=clock.LONDON)),  # Tuesday
        (dt.date(2026, 4, 8), dt.datetime(2026, 4, 2, 12, tzinfo=clock.LONDON)),  # after Easter
        (dt.date(2026, 3, 31), dt.datetime(2026, 3, 27, 12, tzinfo=clock.LONDON)),  # over BST
    ],
)
def test_papers_are_due_at_noon_two_working_days_before(held_on, due):
    assert papers_due(held_on, rules_on(held_on)) == due


@pytest.mark.django_db
def test_without_a_quorum_an_item_is_only_deferred():
    item = given_an_item()
    meetings.open_meeting(item.meeting, by=given_a_chair(), on=TODAY)

    with pytest.raises(Refused) as refused:
        given_it_is_decided(item)
    given_it_is_decided(item, "defer")

    assert codes(refused) == ["no-quorum"]
    assert "1 of 3 members present, nobody from safeguarding" in str(refused.value)
    assert item.state == "closed"


@pytest.mark.django_db
def test_somebody_with_an_interest_does_not_count_for_that_item():
    item, other = given_an_item(), given_an_item()
    meetings.open_meeting(item.meeting, by=given_a_chair(), on=TODAY)
    member = given_a_member("Ann Reed")
    for person in (member, given_a_member("Bo Lake", area="health")):
        given_somebody_present(item.meeting, person)
    before = quorum_of(item).is_met

    declare(item, words="I worked on it.", by=member, at=NOON)

    quorum = quorum_of(item)
    assert (before, quorum.is_met, quorum_of(other).is_met) == (True, False, True)
    assert quorum.sentence == (
        "2 of 3 members present, nobody from safeguarding, without Ann Reed, who takes no part"
    )


@pytest.mark.django_db
def test_who_left_no_longer_counts_and_who_comes_back_keeps_the_first_arrival():
    meeting, by = given_a_meeting(), given_a("panel_administrator")
    member = given_a_member("Ann Reed")
    came = attend.mark(meeting, person=member, status="present", by=by, at=NOON)
    attend.mark(meeting, person=member, status="left", by=by, at=NOON + dt.timedelta(hours=1))
    gone = len(quorum_of_meeting(meeting).present)

    back = attend.mark(
        meeting, person=member, status="present", by=by, at=NOON + dt.timedelta(hours=2)
    )

    assert (gone, back.pk, back.arrived_at, back.left_at) == (0, came.pk, NOON, None)
    assert len(quorum_of_meeting(meeting).present) == 1


@pytest.mark.django_db
def test_others_attend_by_name_and_do_not_count():
    meeting, by = given_a_meeting(), given_a("panel_administrator")

    guest = attend.mark(meeting, name="Jo  Field ", status="present", by=by, at=NOON)

    assert (guest.name, guest.counts) == ("Jo Field", False)
    assert quorum_of_meeting(meeting).present == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "status", "code"), [("", "present", "no-name"), ("Jo", "left", "never-came")]
)
def test_bad_attendance_is_refused(name, status, code):
    with pytest.raises(Refused) as refused:
        attend.mark(
            given_a_meeting(), name=name, status=status, by=given_a("panel_administrator"), at=NOON
        )

    assert codes(refused) == [code]


@pytest.mark.django_db
def test_a_member_marks_only_themselves():
    meeting, member = given_a_meeting(), given_a_member("Ann Reed")

    attend.mark(meeting, person=member, status="apologies", by=member, at=NOON)

    with pytest.raises(Forbidden):
        attend.mark(meeting, person=given_a_chair(), status="present", by=member, at=NOON)
    assert meeting.attendances.get().status == "apologies"


@pytest.mark.django_db
def test_attendance_stands_once_the_meeting_is_closed():
    item = given_it_is_decided(given_an_open_item())
    meetings.close_meeting(item.meeting, by=given_a_chair(), on=TODAY)

    with pytest.raises(Refused) as refused:
        given_somebody_present(item.meeting, given_a_member("Late Comer"))

    assert codes(refused) == ["meeting-over"]


@pytest.mark.django_db
def test_a_deputy_chairs_when_the_chair_is_absent_and_it_is_recorded():
    item, deputy = given_an_item(), given_a_member("Dee Puty", is_deputy=True)

    meetings.open_meeting(item.meeting, by=deputy, on=TODAY)

    assert PanelMeeting.objects.get().chaired_by == deputy


@pytest.mark.django_db
def test_a_deputy_does_not_open_while_the_chair_is_there():
    item, deputy = given_an_item(), given_a_member("Dee Puty", is_deputy=True)
    given_somebody_present(item.meeting, given_a_chair())

    with pytest.raises(Refused) as refused:
        meetings.open_meeting(item.meeting, by=deputy, on=TODAY)

    assert codes(refused) == ["somebody-chairs"]


@pytest.mark.django_db
def test_a_member_who_is_no_deputy_does_not_open():
    item, member = given_an_item(), given_a_member("Ann Reed")

    with pytest.raises(Forbidden, match="Only a panel chair or a deputy"):
        meetings.open_meeting(item.meeting, by=member, on=TODAY)


@pytest.mark.django_db
def test_without_a_chair_the_administrator_opens_and_nothing_is_approved():
    item = given_an_item()
    for name, area in (("Ann Reed", "safeguarding"), ("Bo Lake", "health"), ("Cy Dale", "health")):
        given_somebody_present(item.meeting, given_a_member(name, area=area))
    meetings.open_meeting(item.meeting, by=given_a("panel_administrator"), on=TODAY)
    member, line = given_a_member("Ann Reed"), item.request.lines.get()

    with pytest.raises(Refused) as refused:
        decide(item, line, kind="approve", reasons="Yes.", by=member, on=TODAY)

    assert PanelMeeting.objects.get().chaired_by is None
    assert codes(refused) == ["no-chair"]


@pytest.mark.django_db
def test_the_chair_who_arrives_takes_the_chair():
    item, deputy = given_an_item(), given_a_member("Dee Puty", is_deputy=True)
    meetings.open_meeting(item.meeting, by=deputy, on=TODAY)
    chair = given_a_chair()
    with pytest.raises(Refused) as absent:
        chairing.take_chair(item.meeting, by=chair)
    given_somebody_present(item.meeting, chair)

    chairing.take_chair(item.meeting, by=chair)

    meeting = PanelMeeting.objects.get()
    assert (codes(absent), meeting.chaired_by) == (["not-present"], chair)
    with pytest.raises(Refused, match="so a deputy does not chair"):
        chairing.take_chair(meeting, by=deputy)
