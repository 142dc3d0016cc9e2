"""Items are opened, closed with their decisions released, and reopened to correct them."""

from decimal import Decimal

import pytest

from mdps.core.models import AuditEvent, Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import meetings
from panel.decide import decide
from panel.item_steps import close_item, open_item, reopen_item
from panel.models import AgendaItem, PanelDecision
from tests.build.browsing import signed_in, words
from tests.build.contracts import given_an_award
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_an_item,
    given_an_open_item,
    given_it_is_closed,
    given_it_is_decided,
    given_it_is_open,
)
from tests.build.people import given_a

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def states_of(meeting: object) -> list[str]:
    items = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    return list(items.values_list("state", flat=True))


def reopened(item: AgendaItem, reason: str = "A slip of the pen.") -> AgendaItem:
    return reopen_item(item, reason=reason, by=given_a_chair(), on=TODAY)


def test_opening_the_meeting_opens_its_first_item_and_closing_one_the_next():
    first, second = given_an_item(), given_an_item()
    given_it_is_open(first.meeting)
    before = states_of(first.meeting)

    given_it_is_decided(first)

    assert (before, states_of(first.meeting)) == (["open", "waiting"], ["closed", "open"])
    second.refresh_from_db()
    assert second.opened_at is not None


def test_another_item_can_be_taken_first_and_the_open_one_waits():
    first, second = given_an_item(), given_an_item()
    given_it_is_open(first.meeting)

    open_item(second, by=given_a_chair())

    assert states_of(first.meeting) == ["waiting", "open"]


def test_nothing_is_told_and_no_line_changes_before_the_item_is_closed():
    item = given_an_open_item()
    Notice.objects.all().delete()

    given_it_is_decided(item, close=False)

    line = item.request.lines.get()
    page = words(signed_in(item.request.requester).get(item.request.get_absolute_url()))
    assert (line.state, Notice.objects.count()) == ("proposed", 0)
    assert "With the panel" in page
    assert "Because." not in page
    assert "approved" not in page.lower()


def test_an_item_without_a_decision_on_each_line_is_not_closed():
    item = given_an_open_item(lines=[("Play therapy", 12), ("Mentoring", 10)])
    first, _ = item.request.lines.all()
    decide(item, first, kind="approve", reasons="Yes.", by=given_a_chair(), on=TODAY)

    with pytest.raises(Refused) as refused:
        close_item(item, by=given_a_chair(), on=TODAY)

    assert codes(refused) == ["undecided-lines"]
    assert "no decision for Mentoring" in str(refused.value)


@pytest.mark.parametrize("role", ["panel_member", "commissioner"])
def test_only_who_leads_the_meeting_opens_closes_and_reopens(role):
    item, person = given_an_open_item(), given_a(role)

    for act in (
        lambda: open_item(item, by=person),
        lambda: close_item(item, by=person, on=TODAY),
        lambda: reopen_item(item, reason="A slip.", by=person, on=TODAY),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_reopened_item_takes_back_what_was_released_and_a_further_decision_replaces_it():
    item = given_it_is_decided(given_an_open_item())
    line = item.request.lines.get()
    approved = line.state

    reopened(item)
    line.refresh_from_db()
    item.request.refresh_from_db()
    during = (line.state, line.approved_amount, item.request.state)
    item.refresh_from_db()
    decide(item, line, kind="decline", reasons="Misread.", by=given_a_chair(), on=TODAY)
    given_it_is_closed(item)

    line.refresh_from_db()
    assert (approved, during, line.state) == (
        "approved",
        ("proposed", Decimal("0.00"), "on_agenda"),
        "declined",
    )
    assert list(PanelDecision.objects.order_by("pk").values_list("kind", "round")) == [
        ("approve", 1),
        ("decline", 2),
    ]
    assert [each.kind for each in PanelDecision.objects.standing()] == ["decline"]
    told = Notice.objects.filter(to=item.request.requester).order_by("pk")
    assert [notice.subject for notice in told][-3:] == [
        f"{item.request.reference} was decided by the panel",
        f"{item.request.reference} is with the panel again, which corrects its decision",
        f"{item.request.reference} was decided by the panel",
    ]


def test_a_reopened_item_that_is_closed_again_keeps_the_decision_it_has():
    item = given_it_is_decided(given_an_open_item())

    reopened(item)
    item.refresh_from_db()
    given_it_is_closed(item)

    assert item.request.lines.get().state == "approved"
    assert PanelDecision.objects.count() == 1


def test_a_deferral_is_corrected_while_the_request_is_on_no_other_agenda():
    item = given_it_is_decided(given_an_open_item(), "defer")

    reopened(item)

    item.request.refresh_from_db()
    assert item.request.state == "on_agenda"


def test_an_item_is_not_reopened_without_a_reason_nor_after_the_meeting_is_closed():
    item = given_it_is_decided(given_an_open_item())
    with pytest.raises(Refused) as unsaid:
        reopened(item, " ")
    meetings.close_meeting(item.meeting, by=given_a_chair(), on=TODAY)

    with pytest.raises(Refused) as after:
        reopened(item)

    assert (codes(unsaid), codes(after)) == (["no-reason"], ["meeting-not-open"])


def test_what_was_awarded_already_is_not_reopened():
    item = given_it_is_decided(
        given_an_open_item(lines=[("Psychological assessment", 1, Decimal("1200.00"))])
    )
    given_an_award(item.request.lines.select_related("request").get(), on=TODAY)

    with pytest.raises(Refused) as refused:
        reopened(item)

    assert codes(refused) == ["bought"]


def test_a_second_closing_is_refused():
    item = given_it_is_decided(given_an_open_item())

    with pytest.raises(Refused) as refused:
        close_item(item, by=given_a_chair(), on=TODAY)

    assert codes(refused)[0] == "item-not-open"


def test_the_audit_trail_of_the_request_says_nothing_before_the_release():
    item = given_it_is_decided(given_an_open_item(), close=False)
    about = AuditEvent.objects.filter(subject=item.request.reference, action__startswith="panel.")
    before = about.count()

    given_it_is_closed(item)

    assert (before, about.count()) == (0, 1)
