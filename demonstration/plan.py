"""The story before anybody acts: who supplies, what is asked for and how it ends.

Pure: everything is drawn from one seed, nothing is read from the database or the clock. The same
size, seed and days give the same plan.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Any

from demonstration import narratives
from demonstration.catalogue import BY_SERVICE, OFFERS, Offer
from demonstration.sizes import Size

FORTNIGHT = dt.timedelta(days=14)
PAPERS = dt.timedelta(days=3)  # the agenda is built before the meeting
SUMMER = dt.timedelta(days=27)  # from the first day of the scheme to the first meeting, at least

VERDICTS = {"approve": 58, "approve_in_part": 17, "defer": 7, "decline": 18}
ENDINGS = {"cheapest": 62, "dearer": 24, "lapse": 10, "spot": 4}
DETOURS = {"": 85, "returned": 10, "withdrawn": 6}


@dataclass(frozen=True)
class LinePlan:
    """A service and how it ends: what the panel says, and what follows an approval.

    `ending` is cheapest or dearer (whom it is awarded to), half (of the units), cabinet (awarded
    after its decision), spot (bought outside), lapse (never bought) or waits (for an award today).

    `place` is how far down the prices a dearer supplier is looked for. With `worth`, so many
    units are asked for that the cheapest price comes to more than it.
    """

    service: str
    units: int
    verdict: str = "approve"
    ending: str = "cheapest"
    place: int = 1
    days_to_award: int = 7
    weeks: int = 12
    worth: Decimal | None = None


@dataclass(frozen=True)
class RequestPlan:
    """A request. `detour` is returned, declined, withdrawn or nothing; `until` is where it
    stops today: draft, submitted, returned, endorsed or agenda; empty where it goes on to the
    panel.
    """

    case_reference: str
    subject: str
    legal_basis: str
    need: str
    outcome: str
    raised_on: dt.date
    team: int
    worker: int
    lines: tuple[LinePlan, ...]
    detour: str = ""
    until: str = ""
    days_to_need: int = 28

    @property
    def service(self) -> str:
        return self.lines[0].service


@dataclass(frozen=True)
class Days:
    """The days that the story hangs on. `meetings` are those held before today's `next_meeting`."""

    operational: dt.date
    today: dt.date
    next_meeting: dt.date
    meetings: tuple[dt.date, ...] = field(default=())

    @classmethod
    def of(
        cls, size: Size, *, operational: dt.date, today: dt.date, next_meeting: dt.date
    ) -> "Days":
        """Meetings every two weeks, counted back from the next one as far as requests go."""
        first = operational + SUMMER
        if size.months:
            first = max(first, today - dt.timedelta(days=30 * size.months))
        count = max((next_meeting - first) // FORTNIGHT, 1)
        meetings = tuple(next_meeting - FORTNIGHT * back for back in range(count, 0, -1))
        return cls(operational, today, next_meeting, meetings)


class Planner:
    """Draws requests, one after the other, from one generator."""

    def __init__(self, size: Size, days: Days, draw: Random):
        self.size, self.days, self.draw = size, days, draw
        self._cases: list[str] = []

    def past(self) -> list[RequestPlan]:
        """Requests for every meeting that was held, more of them as the years go on.

        One for each meeting goes straight there, so that none has an empty agenda.
        """
        meetings = self.days.meetings
        weights = [3 + 2 * place / len(meetings) for place in range(len(meetings))]
        more = self.draw.choices(meetings, weights, k=max(self.size.requests - len(meetings), 0))
        straight = [self._raised_before(meeting, detour="") for meeting in meetings]
        return straight + [
            self._raised_before(meeting, detour=pick(DETOURS, self.draw)) for meeting in more
        ]

    def request(
        self,
        *,
        raised_on: dt.date,
        team: int | None = None,
        worker: int | None = None,
        services: tuple[str, ...] = (),
        until: str = "",
        detour: str = "",
        first: Mapping[str, Any] | None = None,
    ) -> RequestPlan:
        """One request; what is not given is drawn. `first` is what is fixed of its first line."""
        draw = self.draw
        offers = [BY_SERVICE[service] for service in services] or self._offers()
        lines = [self._line(offer) for offer in offers]
        lines[0] = replace(lines[0], **(first or {}))
        offer = offers[0]
        return RequestPlan(
            case_reference=self._case(),
            subject=offer.subject,
            legal_basis=draw.choice(offer.bases),
            need=narratives.need(offer.service, draw),
            outcome=narratives.outcome(offer.unit, draw),
            raised_on=raised_on,
            team=draw.randrange(self.size.teams) if team is None else team,
            worker=draw.randrange(self.size.workers) if worker is None else worker,
            lines=tuple(lines),
            detour=detour,
            until=until,
            days_to_need=draw.randrange(21, 60),
        )

    def _raised_before(self, meeting: dt.date, *, detour: str) -> RequestPlan:
        day = meeting - PAPERS - dt.timedelta(days=self.draw.randrange(9, 14))
        return self.request(raised_on=day, detour=detour)

    def _offers(self) -> list[Offer]:
        """A service by its weight, sometimes with another of the same reporting category's kind."""
        draw = self.draw
        first = draw.choices(OFFERS, [offer.weight for offer in OFFERS])[0]
        alike = [each for each in OFFERS if each.bases == first.bases and each is not first]
        return [first, draw.choice(alike)] if alike and draw.random() < 0.1 else [first]

    def _line(self, offer: Offer) -> LinePlan:
        draw = self.draw
        fewest, most, step = offer.units
        return LinePlan(
            service=offer.service,
            units=draw.randrange(fewest, most + 1, step),
            verdict=pick(VERDICTS, draw),
            ending=pick(ENDINGS, draw),
            place=draw.randrange(1, 9),
            days_to_award=draw.randrange(1, 16),
            weeks=draw.randint(*offer.weeks),
        )

    def _case(self) -> str:
        """A reference of the case system; one in eight is of a child already known."""
        if self._cases and self.draw.random() < 0.12:
            return self.draw.choice(self._cases[-200:])
        self._cases.append(f"LCS-{self.draw.randrange(4_100_000, 5_000_000)}")
        return self._cases[-1]


def pick(weights: dict[str, int], draw: Random) -> str:
    """One of the keys, as often as its weight says."""
    return draw.choices(list(weights), list(weights.values()))[0]
