"""The desk: one item on one page, decided in one form."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import uuid4

import pytest

from mdps.core import clock
from mdps.core.models import AuditEvent
from mdps.core.money import gbp
from panel.models import AgendaItem, PanelDecision
from tests.build.browsing import cost, signed_in, words
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_an_approved_line,
    given_an_item,
    given_an_open_item,
    given_it_is_open,
)
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request

pytestmark = pytest.mark.django_db

TWO_LINES = [("Play therapy", 12, Decimal("720.00")), ("Mentoring", 10, Decimal("350.00"))]
NEED = "Cries before every contact."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def posted(item: AgendaItem, *given: tuple[str, str, str]) -> dict[str, str]:
    data = {"one_time_key": str(uuid4())}
    for line, (kind, amount, reasons) in zip(item.request.lines.all(), given, strict=True):
        data |= {
            f"kind-{line.pk}": kind,
            f"amount-{line.pk}": amount,
            f"reasons-{line.pk}": reasons,
        }
    return data


@pytest.mark.parametrize(
    ("role", "sees_need"),
    [
        ("panel_chair", True),
        ("panel_member", True),
        ("panel_administrator", False),
        ("auditor", False),
    ],
)
def test_only_those_who_read_narrative_see_the_need(role, sees_need):
    item = given_an_open_item(need=NEED)

    page = words(signed_in(given_a(role)).get(item.get_absolute_url()))

    assert (NEED in page, "Psychological assessment" in page) == (sees_need, True)


@pytest.mark.parametrize("role", ["social_worker", "commissioner", "finance_officer", "provider"])
def test_the_desk_is_not_there_for_those_who_may_not_see_the_request(role):
    item = given_an_open_item()

    assert signed_in(given_a(role)).get(item.get_absolute_url()).status_code == 404


def test_a_commissioner_reaches_the_item_once_a_line_is_approved():
    item = given_an_approved_line().request.agenda_items.get()

    assert signed_in(given_a("commissioner")).get(item.get_absolute_url()).status_code == 200


def test_every_view_is_recorded():
    item = given_an_open_item()
    member = given_a("panel_member")

    signed_in(member).get(item.get_absolute_url())

    viewed = AuditEvent.objects.filter(action="request.viewed", subject=item.request.reference)
    assert list(viewed.values_list("actor_id", flat=True)) == [member.pk]


def test_all_lines_are_decided_in_one_form_and_the_next_item_follows():
    item = given_an_open_item(lines=TWO_LINES)
    following = given_an_item()
    data = posted(item, ("approve_in_part", "£480.00", "Eight first."), ("decline", "", "No."))

    response = signed_in(given_a_chair()).post(item.get_absolute_url(), data)

    assert response.url == following.get_absolute_url()
    assert list(PanelDecision.objects.order_by("line").values_list("kind", "amount")) == [
        ("approve_in_part", Decimal("480.00")),
        ("decline", Decimal("0.00")),
    ]


def test_after_the_last_item_the_meeting_is_shown():
    item = given_an_open_item()
    data = posted(item, ("approve", "", "Yes."))

    response = signed_in(given_a_chair()).post(item.get_absolute_url(), data)

    assert response.url == item.meeting.get_absolute_url()


def test_a_deferred_line_says_that_nothing_of_it_was_approved():
    item = given_an_open_item()
    chair = signed_in(given_a_chair())

    chair.post(item.get_absolute_url(), posted(item, ("defer", "", "Ask the school first.")))

    line = item.request.lines.get()
    page = words(chair.get(item.get_absolute_url()))
    assert f"Nothing of {gbp(line.requested_amount)} Ask the school first." in page


def test_a_form_posted_twice_decides_once():
    item = given_an_open_item()
    chair = signed_in(given_a_chair())
    data = posted(item, ("approve", "", "Yes."))

    first, second = (chair.post(item.get_absolute_url(), data) for _ in range(2))

    assert (first.url, PanelDecision.objects.count()) == (second.url, 1)


def test_refusals_are_shown_at_their_line_and_nothing_typed_is_lost():
    item = given_an_open_item(lines=TWO_LINES)
    data = posted(item, ("approve_in_part", "720.00", "All of it."), ("", "", ""))

    response = signed_in(given_a_chair()).post(item.get_absolute_url(), data)

    first, second = item.request.lines.all()
    assert response.context["form"].errors == {
        f"amount-{first.pk}": ["£720.00 is everything that was requested. Approve it in full."],
        f"kind-{second.pk}": [
            "Choose what to decide for Mentoring: approve, approve in part, approve with "
            "conditions, defer, decline, redirect, withdrawn or in principle."
        ],
        f"reasons-{second.pk}": ["Enter the reasons for the decision on Mentoring."],
    }
    assert "All of it." in words(response)
    assert PanelDecision.objects.count() == 0


@pytest.mark.parametrize("amount", ["12.345", "-5", "ten pounds"])
def test_an_amount_that_is_none_is_refused_at_its_field(amount):
    item = given_an_open_item()
    line = item.request.lines.get()
    data = posted(item, ("approve_in_part", amount, "Some."))

    response = signed_in(given_a_chair()).post(item.get_absolute_url(), data)

    assert list(response.context["form"].errors) == [f"amount-{line.pk}"]


def test_a_posted_decision_of_somebody_without_the_permission_is_forbidden():
    item = given_an_open_item()
    administrator = signed_in(given_a("panel_administrator"))

    response = administrator.post(item.get_absolute_url(), posted(item, ("approve", "", "Yes.")))

    assert (response.status_code, PanelDecision.objects.count()) == (403, 0)


def test_before_the_meeting_the_desk_is_for_reading():
    item = given_an_item()

    response = signed_in(given_a_chair()).get(item.get_absolute_url())

    assert response.context["form"] is None
    assert "The panel meeting of 2 June 2026 is planned." in words(response)


def test_a_second_form_on_a_decided_item_is_refused():
    item = given_an_open_item()
    chair = signed_in(given_a_chair())
    chair.post(item.get_absolute_url(), posted(item, ("approve", "", "Yes.")))

    response = chair.post(item.get_absolute_url(), posted(item, ("decline", "", "No.")))

    assert "is decided, so it is not waiting for a decision" in words(response)
    assert PanelDecision.objects.get().kind == "approve"


def test_the_desk_costs_the_same_for_one_item_and_for_25():
    given_an_endorsed_request()  # of the same case, so that it was asked for before
    item = given_an_open_item()
    chair = signed_in(given_a_chair())
    chair.get("/")
    before = cost(chair, item.get_absolute_url())

    for _ in range(24):
        given_it_is_open(given_an_item().meeting)

    assert cost(chair, item.get_absolute_url()) == before


def test_the_desk_says_what_was_asked_for_before_in_the_case():
    earlier = given_an_endorsed_request(on=TODAY)
    item = given_an_open_item()
    page = words(signed_in(given_a_chair()).get(item.get_absolute_url()))
    assert "Already assessed?" in page
    assert earlier.reference in page or "1 request that you cannot open" in page

    other = given_an_open_item(given_an_endorsed_request(on=TODAY, case_reference="LCS-7777777"))
    alone = words(signed_in(given_a_chair()).get(other.get_absolute_url()))
    assert "Already assessed?" not in alone
