"""Two people decide: never who asked, who endorsed, who approved it urgently or has an interest."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import User
from mdps.core.rules import Refused
from panel.conflicts import declare
from panel.decide import decide
from panel.endorse_decision import endorse, send_back
from panel.extend import extend
from panel.models import PanelDecision
from panel.packages import review
from referrals.models import SupportRequest
from tests.build.browsing import signed_in, text_of
from tests.build.deciding import (
    given_a_decision_in_principle,
    given_a_package,
    given_an_item_without_chair,
    given_an_urgent_decision,
)
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_a_member,
    given_an_item,
    given_an_open_item,
    given_it_is_closed,
    given_it_is_decided,
    given_it_is_open,
)
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - dt.timedelta(days=1)
LATER = dt.date(2026, 9, 1)
SAYS = {"reasons": "So.", "on": TODAY}


def somebody_who_may_everything() -> User:
    """A head of service who also chairs: by their roles they could do it alone."""
    return given_a("head_of_service", "panel_chair", name="Robin Both")


def codes(act, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return [refusal.code for refusal in refused.value.refusals]


def messages(act, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return [refusal.message for refusal in refused.value.refusals]


def at_the_desk(request: SupportRequest, kind: str) -> tuple[str, dict[str, str]]:
    item, line = request.agenda_items.get(), request.lines.get()
    return item.get_absolute_url(), {f"kind-{line.pk}": kind, f"reasons-{line.pk}": "So."}


def approving(request: SupportRequest) -> tuple[str, dict[str, str]]:
    given_an_open_item(request)
    return at_the_desk(request, "approve")


def ratifying(request: SupportRequest) -> tuple[str, dict[str, str]]:
    meeting = given_a_meeting(on=TODAY)
    given_an_urgent_decision(request)
    given_it_is_open(meeting)
    return at_the_desk(request, "ratify")


def approving_urgently(request: SupportRequest) -> tuple[str, dict[str, str]]:
    given_a_meeting(on=TODAY)
    said = {"kind": "approve", "reasons": "So.", "urgent_reason": "Tonight."}
    return reverse("panel:urgent", args=[request.lines.get().pk]), said


def endorsing(request: SupportRequest) -> tuple[str, dict[str, str]]:
    decision = given_a_decision_in_principle(request=request)
    return reverse("panel:endorse", args=[decision.pk]), {"reasons": "So."}


def sending_back(request: SupportRequest) -> tuple[str, dict[str, str]]:
    decision = given_a_decision_in_principle(request=request)
    return reverse("panel:send-back", args=[decision.pk]), {"reasons": "So."}


@pytest.mark.parametrize("part", ["requester", "endorser"])
@pytest.mark.parametrize(
    "page", [approving, ratifying, approving_urgently, endorsing, sending_back]
)
def test_no_page_lets_anybody_decide_what_they_raised_or_endorsed(page, part):
    """Whatever roles they hold besides, and with a form that is filled in rightly."""
    with clock.at(TODAY):
        request = given_an_endorsed_request(on=TODAY)
        address, said = page(request)
        own = getattr(request, part)
        User.objects.filter(pk=own.pk).update(
            roles=[*own.roles, "panel_chair", "head_of_service", "panel_administrator"]
        )
        before = PanelDecision.objects.count()

        answer = signed_in(own).post(address, said)

        part_in_words = "raised" if part == "requester" else "endorsed"
        assert (answer.status_code, PanelDecision.objects.count()) == (200, before)
        assert f"You {part_in_words} {request.reference}, so " in text_of(answer)


@pytest.mark.parametrize("kind", ["ratify", "overturn"])
def test_nobody_ratifies_or_overturns_what_they_approved_urgently(kind):
    meeting, both = given_a_meeting(on=TODAY), somebody_who_may_everything()
    line = given_an_urgent_decision(on=YESTERDAY, by=both).line
    item = line.request.agenda_items.get()
    given_it_is_open(meeting)

    assert messages(decide, item, line, kind=kind, by=both, **SAYS) == [
        "You approved Psychological assessment urgently, so another member of the panel "
        "ratifies or overturns that."
    ]
    assert decide(item, line, kind=kind, by=given_a_chair(), **SAYS).kind == kind


def test_whoever_declared_an_interest_does_not_approve_urgently():
    item, both = given_an_item(on=TODAY), somebody_who_may_everything()
    declare(item, words="I worked on it.", by=both, at=clock.noon(YESTERDAY))

    against = codes(given_an_urgent_decision, item.request, on=YESTERDAY, by=both)

    assert against == ["barred"]
    assert not PanelDecision.objects.exists()


def test_whoever_declared_an_interest_does_not_endorse_what_was_agreed_in_principle():
    item, both = given_an_item_without_chair(), somebody_who_may_everything()
    declare(item, words="I worked on it.", by=both, at=clock.noon(TODAY))
    by = given_a_member("Member for health")
    decision = decide(item, item.request.lines.get(), kind="in_principle", by=by, **SAYS)
    given_it_is_closed(item, by=given_a("panel_administrator"))

    assert [codes(act, decision, by=both, **SAYS) for act in (endorse, send_back)] == [
        ["barred"],
        ["barred"],
    ]


def test_whoever_declared_an_interest_neither_extends_nor_reviews_what_was_approved():
    item, both = given_an_open_item(on=TODAY), somebody_who_may_everything()
    declare(item, words="I worked on it.", by=both, at=clock.noon(TODAY))
    line = given_it_is_decided(item).request.lines.get()
    package, meeting = given_a_package(line), item.meeting
    meeting.refresh_from_db()

    extended = codes(
        extend, line, until=LATER + dt.timedelta(days=30), reason="Late.", by=both, on=LATER
    )
    reviewed = codes(review, package, meeting, outcome="end", by=both, **SAYS)

    assert (extended, reviewed) == (["barred"], ["barred"])
