"""Decisions of every kind for the tests, by the real actions."""

import datetime as dt
from typing import Any

from mdps.core.models import User
from panel import meetings, packages, urgent
from panel.answers import Answer
from panel.decide import decide
from panel.models import AgendaItem, PackageReview, PanelDecision
from referrals.models import RequestLine, SupportRequest
from tests.build.budgets import given_budgets
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_member,
    given_an_item,
    given_an_open_item,
    given_it_is_closed,
    given_somebody_present,
)
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request


def given_a_head_of_service() -> User:
    return given_a("head_of_service")


def given_an_urgent_decision(
    request: SupportRequest | None = None,
    *,
    on: dt.date = TODAY,
    by: User | None = None,
    urgent_reason: str = "The placement breaks down tonight.",
    **what: Any,
) -> PanelDecision:
    """The first line of an endorsed request, approved urgently."""
    given_budgets(on=on)
    request = request or given_an_endorsed_request(on=on)
    line = request.lines.select_related("request", "service").first()
    answer = Answer(**({"line": line, "kind": "approve", "reasons": "Needed now."} | what))
    return urgent.decide(
        answer, urgent_reason=urgent_reason, by=by or given_a_head_of_service(), on=on
    )


def given_a_decided_line(
    kind: str = "approve", *, on: dt.date = TODAY, request: Any = None, **what: Any
) -> RequestLine:
    """A line that a meeting of the day `on` decided so, released."""
    options = {"lines": what.pop("lines")} if "lines" in what else {}
    item = given_an_open_item(request, on=on, **options)
    line = item.request.lines.first()
    decide(item, line, kind=kind, by=given_a_chair(), on=on, **({"reasons": "Because."} | what))
    given_it_is_closed(item, on=on)
    return RequestLine.objects.select_related("request", "service").get(pk=line.pk)


def given_an_item_without_chair(*, on: dt.date = TODAY, **options: Any) -> AgendaItem:
    """An open item of a meeting that nobody chairs, with three members present."""
    item = given_an_item(on=on, **options)
    meetings.open_meeting(item.meeting, by=given_a("panel_administrator"), on=on)
    for area in ("safeguarding", "health", "education"):
        given_somebody_present(item.meeting, given_a_member(f"Member for {area}", area=area))
    item.refresh_from_db()
    return item


def given_a_decision_in_principle(
    *, on: dt.date = TODAY, closed: bool = True, request: Any = None, **what: Any
) -> PanelDecision:
    """What a meeting without a chair agreed, released and the meeting over."""
    item = given_an_item_without_chair(on=on, request=request)
    line = item.request.lines.first()
    decision = decide(
        item,
        line,
        kind="in_principle",
        by=given_a_member("Member for health"),
        on=on,
        **({"reasons": "Agreed, for the chair."} | what),
    )
    administrator = given_a("panel_administrator")
    given_it_is_closed(item, on=on, by=administrator)
    if closed:
        meetings.close_meeting(item.meeting, by=administrator, on=on)
    found = PanelDecision.objects.select_related("line__request", "line__service", "item__meeting")
    return found.get(pk=decision.pk)


def given_a_package(line: RequestLine, *, on: dt.date = TODAY, weeks: int = 8) -> PackageReview:
    """A contract of `line` that ends in so many weeks, brought back to the panel."""
    reference = f"CO-{line.pk:05d}"
    packages.bring_back(
        line, contract_reference=reference, ends_on=on + dt.timedelta(weeks=weeks), on=on
    )
    return PackageReview.objects.get(contract_reference=reference)
