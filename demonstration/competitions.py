"""Mini-competitions for two lines that wait to be awarded: one is ranked today, one still open.

Suppliers send their quotes by e-mail, and a commissioner enters them.
"""

import datetime as dt
from decimal import Decimal
from functools import partial

from django.core.files.base import ContentFile

from contracts.competition import seal
from contracts.competition.invite import invite
from contracts.competition.opening import open_quotes
from contracts.competition.plan import Plan, draft
from contracts.competition.quote import Said, enter_quote
from contracts.competition.score import declare, score
from contracts.competition.settle import settle
from contracts.models import Competition
from demonstration.world import World
from mdps.core import clock
from mdps.core.money import to_penny
from referrals.models import RequestLine
from suppliers.prices import price_of

DAY = dt.timedelta(days=1)
RANKED, OPEN = "Supervised contact", "Mentoring"
OPEN_SINCE = 5 * DAY
MOST_QUOTES = 3
BELOW_CARD = (Decimal("0.97"), Decimal("0.94"), Decimal("0.99"))
POINTS = ((4, 3), (3, 4), (5, 4))
CRITERIA = (("How the work is done and reported", 60), ("Who does it", 40))
SPECIFICATION = (
    "Sessions once a week, after school hours, at a place that can be reached by bus. A written "
    "record of each session within two working days, and a summary every six weeks."
)
PAPER = b"%PDF-1.7\n% A quote of the demonstration.\n"


def enter(world: World, line: RequestLine, approved_on: dt.date) -> None:
    """Put the competition of a line into the diary; nothing for other services."""
    if line.service.name == RANKED:
        world.diary.on(approved_on + DAY, partial(_start, world, line, 11))
    elif line.service.name == OPEN:
        since = max(approved_on + DAY, world.today - OPEN_SINCE)
        world.diary.on(since, partial(_start, world, line, 14))


def _start(world: World, line: RequestLine, days: int, on: dt.date) -> None:
    """Plan it and invite all suppliers of the lot; quotes are opened the day after the deadline."""
    line.refresh_from_db()
    officer = world.people.commissioners[0]
    last = on + days * DAY
    plan = Plan(
        units=line.units_left,
        specification=SPECIFICATION,
        criteria=CRITERIA,
        closes_at=clock.noon(last),
        questions_until=last - 3 * DAY,
        starts_on=last + 14 * DAY,
        ends_on=last + 98 * DAY,
    )
    competition = draft(line, plan, by=officer, on=on)
    invite(competition, by=officer, on=on)
    world.diary.on(on + DAY, partial(_quote, world, competition))
    world.diary.on(last + DAY, partial(_rank, world, competition))


def _quote(world: World, competition: Competition, on: dt.date) -> None:
    """The first suppliers by name that have a price quote a little below it."""
    invitations = competition.invitations.select_related("supplier", "competition__line__request")
    priced = [
        (each, price)
        for each in invitations.order_by("supplier__name")
        if (price := price_of(each.supplier, competition.service, on))
    ]
    for (invitation, price), part in zip(priced[:MOST_QUOTES], BELOW_CARD, strict=False):
        enter_quote(
            invitation,
            Said(
                unit_price=to_penny(price * part),
                answers=("As asked, with a supervisor who reads every record.", "Two of our own."),
                availability="From the first day.",
            ),
            received_at=clock.now(),
            document=ContentFile(PAPER, name="quote.pdf"),
            replaces=None,
            by=world.people.commissioners[0],
        )


def _rank(world: World, competition: Competition, on: dt.date) -> None:
    """Open, score and rank the quotes; nothing where none came."""
    officer = world.people.commissioners[0]
    competition.refresh_from_db()
    quotes = list(seal.standing_quotes(competition))
    if not quotes:
        return
    open_quotes(competition, by=officer, on=on)
    declare(competition, has_conflict=False, by=officer)
    for quote, points in zip(quotes, POINTS, strict=False):
        score(quote, points=points, reasons=("Sound and complete.", "Qualified."), by=officer)
    settle(competition, by=officer, on=on)
