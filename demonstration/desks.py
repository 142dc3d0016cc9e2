"""What is there for certain: open work on every desk today, and one of each ending. Pure.

The first team and its first social worker are those of the accounts.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from demonstration.plan import Planner, RequestPlan

DAY = dt.timedelta(days=1)
WORTH = Decimal("512000")
FOR_A_MEETING = 18 * DAY  # raised this long before, a request is surely on the agenda

ON_THE_AGENDA = (
    ("Psychological assessment",),
    ("Supervised contact",),
    ("Play therapy",),
    ("PAMS parenting assessment", "Cognitive assessment"),
    ("Family support",),
    ("Hair strand test for alcohol", "Hair strand test for drugs, 3 months"),
    ("Mentoring",),
    ("Independent social worker assessment",),
    ("Equine therapy",),
    ("Advocacy",),
    ("Family support", "Welfare visit"),
)
NOT_ON_ONE = (("Counselling",), ("DNA relationship test",), ("Mentoring",))
TO_AWARD = (("Play therapy",), ("Supervised contact",), ("Mentoring",), ("Cognitive assessment",))
CERTAIN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Advocacy", {"verdict": "approve", "ending": "spot"}),
    ("Independent social worker assessment", {"verdict": "approve", "ending": "spot"}),
    ("Play therapy", {"verdict": "approve", "ending": "cheapest"}),
    ("Supervised contact", {"verdict": "approve", "ending": "half"}),
    ("Psychological assessment", {"verdict": "approve", "ending": "dearer", "units": 2}),
    ("Mentoring", {"verdict": "approve_in_part", "ending": "cheapest"}),
    ("Art therapy", {"verdict": "defer", "ending": "cheapest"}),
    ("Counselling", {"verdict": "decline"}),
    ("Mentoring", {"verdict": "approve_with_conditions", "ending": "cheapest"}),
    ("Family support", {"verdict": "redirect"}),
    ("Welfare visit", {"verdict": "withdrawn"}),
    ("Cognitive assessment", {"verdict": "in_principle", "ending": "cheapest"}),
    ("Supervised contact", {"verdict": "ratify", "ending": "cheapest"}),
    ("Play therapy", {"verdict": "overturn"}),
)


def desks(planner: Planner) -> Iterator[RequestPlan]:
    """Every request that is not finished today."""
    yield from _before_the_panel(planner)
    yield from _with_the_account(planner)
    yield from _approved(planner)


def certain(planner: Planner) -> Iterator[RequestPlan]:
    """One of each thing that can become of a request, whatever chance brings."""
    meetings = planner.days.meetings
    for place, (service, fixed) in enumerate(CERTAIN):
        meeting = meetings[-(2 + place % 3) % len(meetings)]
        raised_on = meeting - FOR_A_MEETING
        yield planner.request(raised_on=raised_on, services=(service,), first=fixed)
    yield planner.request(
        raised_on=meetings[len(meetings) // 4] - FOR_A_MEETING,
        services=("Equine therapy",),
        first={"verdict": "approve", "ending": "lapse"},
    )
    raised_on = meetings[-1] - FOR_A_MEETING
    yield planner.request(raised_on=raised_on, services=("Counselling",), detour="withdrawn")
    yield planner.request(raised_on=raised_on, services=("Mentoring",), detour="returned")
    yield planner.request(raised_on=raised_on, services=("Family support",), detour="declined")
    yield county_block(planner)


def county_block(planner: Planner) -> RequestPlan:
    """A year of visits for the whole county, above the Cabinet threshold."""
    days = planner.days
    summer = days.operational.replace(year=last_scheme_year(days.today))
    year = [each for each in days.meetings if 30 <= (each - summer).days <= 150]
    meeting = year[0] if year else days.meetings[len(days.meetings) // 3]
    line = {"verdict": "approve", "ending": "cabinet", "weeks": 52, "worth": WORTH}
    plan = planner.request(
        raised_on=meeting - FOR_A_MEETING, team=1, worker=0, services=("Welfare visit",), first=line
    )
    return replace(
        plan,
        case_reference=f"FSB-{meeting.year}001",
        need=(
            "One year of evening and weekend visits to families in every district of the county. "
            "Plans for some ninety families ask for visits at times that no team can cover."
        ),
        outcome=("Every planned visit is made, and the team hears on the next day what was seen."),
    )


def last_scheme_year(today: dt.date) -> int:
    """The calendar year in which the last complete scheme year began, on 1 June."""
    return today.year - (1 if (today.month, today.day) >= (6, 1) else 2)


def _before_the_panel(planner: Planner) -> Iterator[RequestPlan]:
    draw, meeting = planner.draw, planner.days.next_meeting
    for services in ON_THE_AGENDA:
        raised_on = meeting - draw.randrange(10, 15) * DAY
        yield planner.request(raised_on=raised_on, services=services, until="agenda")
    for services in NOT_ON_ONE:
        raised_on = planner.days.today - draw.randrange(6, 9) * DAY
        yield planner.request(raised_on=raised_on, services=services, until="endorsed")


def _with_the_account(planner: Planner) -> Iterator[RequestPlan]:
    """Drafts and returned requests of the account; submitted ones of its team and of others."""
    today = planner.days.today
    for ago in (1, 3):
        yield planner.request(raised_on=today - ago * DAY, team=0, worker=0, until="draft")
    for ago in (9, 11):
        yield planner.request(raised_on=today - ago * DAY, team=0, worker=0, until="returned")
    for worker, ago in ((1, 4), (1, 6), (0, 5)):
        raised_on = today - ago * DAY
        yield planner.request(raised_on=raised_on, team=0, worker=worker, until="submitted")
    yield planner.request(raised_on=today - 5 * DAY, team=1, until="submitted")


def _approved(planner: Planner) -> Iterator[RequestPlan]:
    """Approved and not awarded; the longest waiting approval is a few pounds too short."""
    meetings = planner.days.meetings
    yield planner.request(
        raised_on=meetings[-2 % len(meetings)] - FOR_A_MEETING,
        services=("Psychological assessment",),
        first={"verdict": "short", "ending": "waits", "units": 1},
    )
    for services in TO_AWARD:
        yield planner.request(
            raised_on=meetings[-1] - FOR_A_MEETING,
            services=services,
            first={"verdict": "approve", "ending": "waits"},
        )
