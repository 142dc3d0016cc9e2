"""What is typed wrongly at the desk: a clear sentence at its place, and nothing lost or decided."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from mdps.core import clock
from mdps.core.models import User
from panel import attend
from panel.decide import decide
from panel.models import AgendaItem, Attendance, PanelDecision
from tests.build.browsing import signed_in, text_of, words
from tests.build.panel import TODAY, given_a_chair, given_an_open_item
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

ONE = [("Play therapy", 12, Decimal("720.00"))]
TYPED = "The school has seen a change."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def sent(item: AgendaItem, *, key: str = "", by: User | None = None, **said: str) -> Any:
    """The desk after its form was sent."""
    line = item.request.lines.get()
    data = {
        f"{name}-{line.pk}": value
        for name, value in ({"kind": "approve", "reasons": TYPED} | said).items()
    }
    client = signed_in(by or given_a_chair())
    return client.post(item.get_absolute_url(), data | {"one_time_key": key or str(uuid4())})


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"amount": "800.00"},
            "£800.00 is more than the £720.00 requested. "
            "Enter why more is approved for Play therapy, or reduce it.",
        ),
        (
            {"units": "13"},
            "13 units is more than the 12 requested. "
            "Enter why more is approved for Play therapy, or reduce it.",
        ),
        (
            {"units": "0"},
            "0 units would approve nothing. Enter 1 or more, or decline it.",
        ),
        (
            {"kind": "approve_in_part", "amount": "0.00"},
            "£0.00 of £720.00 would approve nothing. "
            "Enter an amount of more than £0.00, or decline it.",
        ),
        ({"kind": ""}, "Choose what to decide for Play therapy: approve, approve in part,"),
        ({"kind": "decline", "amount": "20.00"}, "but the decision is “decline”."),
    ],
)
def test_it_is_refused_with_its_figures_and_what_to_do(said, sentence):
    item = given_an_open_item(lines=ONE)

    page = sent(item, **said)

    assert sentence in words(page)
    assert TYPED in text_of(page)
    assert not PanelDecision.objects.exists()


def test_below_the_quorum_it_says_who_is_missing():
    item = given_an_open_item(lines=ONE)
    for each in item.meeting.attendances.filter(area="safeguarding"):
        attend.mark(
            item.meeting,
            person=each.person,
            status=Attendance.Status.LEFT,
            by=given_a("panel_administrator"),
            at=clock.now(),
        )

    page = sent(item)

    assert (
        "There is no quorum for this item: 2 of 3 members present, nobody from safeguarding. "
        "Mark who is present, or defer it." in words(page)
    )
    assert TYPED in text_of(page)
    assert not PanelDecision.objects.exists()


def test_a_second_decision_on_a_decided_line_is_told_and_changes_nothing():
    """Two who enter a decision of the same item: the second finds what the first has entered."""
    item = given_an_open_item(lines=ONE)
    sent(item, stay="on", by=given_a("panel_member"))

    page = sent(item, kind="decline")

    assert "This meeting already decided on Play therapy: approved." in words(page)
    assert TYPED in text_of(page)
    assert PanelDecision.objects.values_list("kind", flat=True).get() == "approve"


def test_of_two_lines_the_one_that_somebody_decided_meanwhile_is_not_dropped():
    """Nor is the other decided alone: the form is refused whole."""
    item = given_an_open_item(lines=[*ONE, ("Mentoring", 10, Decimal("350.00"))])
    first, second = item.request.lines.all()
    form = {f"kind-{line.pk}": "decline" for line in (first, second)}
    form |= {f"reasons-{line.pk}": TYPED for line in (first, second)}
    decide(item, first, kind="approve", reasons="So.", by=given_a("panel_member"), on=TODAY)

    page = signed_in(given_a_chair()).post(item.get_absolute_url(), form)

    assert "This meeting already decided on Play therapy: approved." in words(page)
    assert PanelDecision.objects.values_list("line", "kind").get() == (first.pk, "approve")


def test_whoever_goes_back_and_sends_again_is_led_on_as_before():
    item, key = given_an_open_item(lines=ONE), str(uuid4())

    first, again = sent(item, key=key), sent(item, key=key, kind="decline")

    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert PanelDecision.objects.values_list("kind", flat=True).get() == "approve"
