"""Mini-competitions of the tests, by the real actions, up to any of their states."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from contracts.competition import seal
from contracts.competition.ask import put_question
from contracts.competition.invite import invite
from contracts.competition.opening import open_quotes
from contracts.competition.plan import Plan, draft
from contracts.competition.quote import Said, give_quote
from contracts.competition.score import declare, score
from contracts.competition.settle import settle
from contracts.models import Competition, CompetitionInvitation, CompetitionQuestion, Quote
from mdps.core import clock
from mdps.core.models import User
from referrals.models import RequestLine
from tests.build.contracts import given_an_admitted_supplier, given_an_officer
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.suppliers import given_a_provider

DAYS = dt.timedelta(days=14)
CRITERIA = (("Method and quality of the report", 60), ("Experience of the practitioner", 40))
INVITED = dt.datetime.combine(TODAY, dt.time(10), tzinfo=clock.LONDON)
CLOSES = dt.datetime.combine(TODAY + DAYS, dt.time(12), tzinfo=clock.LONDON)
AFTER = CLOSES + dt.timedelta(hours=2)
THREE = ("Avon Assessments", "Severn Assessments", "Wye Assessments")


def given_a_plan(line: RequestLine | None = None, **options: Any) -> Plan:
    """What a competition asks for: the whole line, in two weeks."""
    return Plan(
        **(
            {
                "units": line.units_left if line else 1,
                "specification": "A parenting assessment with a written report in eight weeks.",
                "criteria": CRITERIA,
                "closes_at": CLOSES,
                "questions_until": CLOSES.date() - dt.timedelta(days=3),
                "starts_on": CLOSES.date() + DAYS,
                "ends_on": CLOSES.date() + DAYS + dt.timedelta(weeks=8),
            }
            | options
        )
    )


def given_a_planned_competition(
    line: RequestLine | None = None, *, by: User | None = None, **options: Any
) -> Competition:
    """A competition that nobody is invited to yet, on the morning of TODAY."""
    line = line or given_an_approved_line(amount=Decimal("5000.00"))
    with clock.at(INVITED):
        return draft(line, given_a_plan(line, **options), by=by or given_an_officer(), on=TODAY)


def given_an_open_competition(
    line: RequestLine | None = None,
    *suppliers: str,
    by: User | None = None,
    **options: Any,
) -> Competition:
    """One that `suppliers` are invited to; three unless they are named."""
    for name in suppliers or THREE:
        given_an_admitted_supplier(name)
    competition = given_a_planned_competition(line, by=by, **options)
    with clock.at(INVITED):
        invite(competition, by=by or given_an_officer(), on=TODAY)
    return competition


def invitation_of(competition: Competition, name: str) -> CompetitionInvitation:
    return competition.invitations.select_related("supplier", "competition__line__request").get(
        supplier__name=name
    )


def given_what_is_said(unit_price: Decimal | str = "1100.00", **options: Any) -> Said:
    """What a quote says."""
    return Said(
        **(
            {
                "unit_price": Decimal(unit_price),
                "answers": ("Interviews and observation.", "Ten years."),
                "availability": "From the first day.",
            }
            | options
        )
    )


def given_a_quote(
    competition: Competition,
    name: str,
    unit_price: Decimal | str = "1100.00",
    *,
    at: dt.datetime = INVITED + dt.timedelta(days=1),
    **options: Any,
) -> Quote:
    """The quote of a supplier, in the place of the one it gave before."""
    invitation = invitation_of(competition, name)
    standing = seal.standing_quote(invitation)
    with clock.at(at):
        return give_quote(
            invitation,
            given_what_is_said(unit_price, **options),
            replaces=standing.pk if standing else None,
            by=given_a_provider(invitation.supplier),
        )


def given_opened_quotes(
    prices: dict[str, str] | None = None,
    *,
    by: User | None = None,
    at: dt.datetime = INVITED + dt.timedelta(days=1),
    after: dt.datetime = AFTER,
    **options: Any,
) -> Competition:
    """A competition whose quotes (supplier -> price of a unit) are opened after the deadline."""
    prices = prices or dict(zip(THREE, ("1100.00", "1000.00", "1200.00"), strict=True))
    competition = given_an_open_competition(options.pop("line", None), *prices, by=by, **options)
    for name, price in prices.items():
        given_a_quote(competition, name, price, at=at)
    with clock.at(after):
        open_quotes(competition, by=by or given_an_officer(), on=after.date())
    return competition


def given_scores(
    competition: Competition,
    points: dict[str, Sequence[int]],
    *,
    by: User | None = None,
    after: dt.datetime = AFTER,
) -> None:
    """Points for each supplier's quote, by somebody free of conflict."""
    by = by or given_an_officer()
    with clock.at(after):
        declare(competition, has_conflict=False, by=by)
        for quote in seal.standing_quotes(competition):
            given = points.get(quote.invitation.supplier.name)
            if given is not None:
                score(quote, points=given, reasons=["Because."] * len(given), by=by)


def given_a_ranking(
    prices: dict[str, str] | None = None,
    points: dict[str, Sequence[int]] | None = None,
    *,
    by: User | None = None,
    after: dt.datetime = AFTER,
    **options: Any,
) -> Competition:
    """A competition with a settled ranking; Severn Assessments wins unless points are given."""
    competition = given_opened_quotes(prices, by=by, after=after, **options)
    names = [each.supplier.name for each in competition.invitations.select_related("supplier")]
    usual: dict[str, Sequence[int]] = {
        name: (5, 5) if name.startswith("Severn") else (3, 3) for name in names
    }
    given_scores(competition, points or usual, by=by, after=after)
    with clock.at(after):
        settle(competition, by=by or given_an_officer(), on=after.date())
    return competition


def given_a_question_about(
    competition: Competition, name: str, *, at: dt.datetime = INVITED + dt.timedelta(hours=1)
) -> CompetitionQuestion:
    """A supplier asks something."""
    invitation = invitation_of(competition, name)
    with clock.at(at):
        return put_question(
            invitation,
            question="Is an interpreter needed?",
            by=given_a_provider(invitation.supplier),
            on=at.date(),
        )
