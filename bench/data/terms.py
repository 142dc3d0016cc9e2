"""How much there is of everything, and the words of SQL that all tables share."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from contracts.models import CallOffContract
from lots.models import Service
from panel.models import AgendaItem, PanelMeeting
from referrals.models import RequestLine
from tests.build.contracts import given_an_award, given_an_officer
from tests.build.panel import given_an_item
from tests.build.people import given_a, given_a_team

TODAY = dt.date(2026, 6, 2)
CAP = Decimal("9999999999.99")  # raised, so that a million contracts fit under it
FIRST = 10_000  # the id of the first copy, less one
TEAMS = 4
OPEN_ONES = 200  # requests that the panel has not decided
TO_AWARD = 400  # the number of the last request whose line is approved and not awarded
RUNNING = 600  # the number of the last call-off that runs
ITEMS = 10  # of a meeting
PRICED = 60  # suppliers with a price for every service
FEWEST_SUPPLIERS, REQUESTS_A_SUPPLIER = 60, 50
DAYS = 3_600  # over which the history goes back
STATES = "(ARRAY['draft', 'submitted', 'endorsed', 'on_agenda', 'submitted'])[1 + n % 5]"


@dataclass(frozen=True)
class First:
    """What the real actions made, and the people around it."""

    contract: CallOffContract
    line: RequestLine
    item: AgendaItem
    planned: PanelMeeting


def the_first() -> First:
    """An award by the whole real road; one more request stands on the agenda of a later meeting."""
    for number in range(TEAMS):
        team = given_a_team(f"Team {number:02d}")
        given_a("social_worker", name=f"Worker {number}", team=team)
        given_a("team_manager", name=f"Manager {number}", team=team)
    contract = given_an_award(by=given_an_officer(name="The officer"))
    planned = given_an_item(on=TODAY + dt.timedelta(days=7)).meeting
    line = contract.line
    return First(contract, line, line.request.agenda_items.get(), planned)


def day(least: int = 30) -> str:
    """The day on which request `n` was decided, or is as far as it is."""
    return f"(DATE '{TODAY}' - ({least} + n % {DAYS})::int)"


def of(choices: list[int]) -> str:
    """One of these ids, in turns."""
    return f"(ARRAY{choices})[1 + n % {len(choices)}]"


def services() -> list[Service]:
    """The services of the lots, in their order."""
    return list(Service.objects.filter(lot__isnull=False).order_by("pk"))


def suppliers_of(size: int) -> int:
    """How many suppliers there are among so many requests."""
    return max(FEWEST_SUPPLIERS, size // REQUESTS_A_SUPPLIER)
