"""The letters of a mini-competition: its winner's, those of the others, and of one that ended.

A supplier reads its own scores with the reasons, and of the winner its name and scores, never its
price; of the others nothing.
"""

import datetime as dt
from collections.abc import Sequence

from contracts.competition.bids import OpenedQuote
from contracts.competition.scoring import MOST_POINTS
from contracts.models import CallOffContract, Competition, CompetitionInvitation
from mdps.core import letters, papers
from mdps.core.letters import Block, Letter
from mdps.core.models import Paper, User
from mdps.core.money import gbp
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Row, Table
from mdps.core.words import count, day, moment

AWARD, REGRET, ENDED = "contracts.quote_won", "contracts.quote_lost", "contracts.quote_ended"


def write_award(
    competition: Competition, contract: CallOffContract, won: OpenedQuote, *, by: User, on: dt.date
) -> Paper:
    """Freeze the letter to the winner, in the award's transaction."""
    return _write(
        AWARD,
        competition,
        won.invitation,
        title=f"You won {competition.reference}",
        blocks=[
            letters.paragraph(
                f"{won.name} quoted in {competition.reference} and is awarded "
                f"{contract.reference}. The order form follows with it; accept or decline it in "
                "your account."
            ),
            letters.facts(
                [
                    *_about(competition),
                    Row("Call-off", contract.reference),
                    Row("Value, ex VAT", gbp(contract.value)),
                    Row("Delivery", f"{day(contract.starts_on)} to {day(contract.ends_on)}"),
                ]
            ),
            *_scores(competition, won),
        ],
        by=by,
        on=on,
    )


def write_regrets(
    competition: Competition, opened: Sequence[OpenedQuote], *, by: User, on: dt.date
) -> list[Paper]:
    """Freeze a letter to each supplier that quoted and did not win, with its scores and the
    winner's."""
    return [
        _write(
            REGRET,
            competition,
            each.invitation,
            title=f"The outcome of {competition.reference}",
            blocks=[
                letters.paragraph(_outcome(competition, each)),
                letters.facts(_about(competition)),
                *_scores(competition, each),
                *_winner(competition),
                letters.heading("If you have a question about this outcome"),
                letters.paragraph(_standstill(competition)),
            ],
            by=by,
            on=on,
        )
        for each in opened
        if each.invitation.supplier_id != competition.winner_id
    ]


def write_endings(
    competition: Competition, opened: Sequence[OpenedQuote], *, by: User, on: dt.date
) -> list[Paper]:
    """Freeze a letter to each supplier that quoted in a competition that ended without an award."""
    return [
        _write(
            ENDED,
            competition,
            each.invitation,
            title=f"{competition.reference} ended without an award",
            blocks=[
                letters.paragraph(
                    f"{each.name} quoted in {competition.reference}. It ended without an award: "
                    f"{competition.get_ended_as_display().lower()}. {competition.ended_because}"
                ),
                letters.facts(_about(competition)),
                *_rejection(each),
            ],
            by=by,
            on=on,
        )
        for each in opened
    ]


@papers.readable(AWARD)
@papers.readable(REGRET)
@papers.readable(ENDED)
def reads(user: User, paper: Paper) -> bool:
    """The council's people who see contracts, and the supplier's own."""
    if Permission.CONTRACT_READ in user.permissions:
        return True
    own = CompetitionInvitation.objects.filter(supplier__accounts__user=user)
    return own.filter(pk=paper.subject_id).exists()


def _write(
    kind: str,
    competition: Competition,
    invitation: CompetitionInvitation,
    *,
    title: str,
    blocks: Sequence[Block],
    by: User,
    on: dt.date,
) -> Paper:
    supplier = invitation.supplier
    document = Letter(
        title=title,
        date=day(on),
        reference=competition.reference,
        to=[supplier.name, supplier.email],
        blocks=blocks,
        signed=[by.name, "Commissioning"],
    )
    name = f"{competition.reference}-{invitation.pk}.pdf"
    return papers.write(
        kind,
        subject=invitation,
        document=document,
        name=name,
        by=by,
        case_key=competition.line.request.case_key_id,
    )


def _about(competition: Competition) -> list[Row]:
    return [
        Row("Lot", str(competition.lot)),
        Row("Service", competition.service.name),
        Row("Units", count(competition.units, competition.service.get_unit_display())),
        Row("Deadline for quotes", moment(competition.closes_at)),
        Row(
            "Weights",
            f"Quality {competition.quality_weight}%, price {competition.price_weight}%",
        ),
    ]


def _outcome(competition: Competition, quote: OpenedQuote) -> str:
    if quote.is_rejected:
        return (
            f"Thank you for your quote in {competition.reference}. It was rejected, for the "
            "reasons below."
        )
    return (
        f"Thank you for your quote in {competition.reference}. It did not come first, so it is "
        "not awarded. Your scores and their reasons are below."
    )


def _scores(competition: Competition, quote: OpenedQuote) -> list[Block]:
    """The supplier's own scores, or why its quote was rejected."""
    if quote.is_rejected:
        return _rejection(quote)
    own = next((row for row in competition.ranking if row["quote"] == quote.quote.pk), None)
    rows = [
        [
            Cell(each["text"]),
            Cell(f"{each['weight']}%", numeric=True),
            Cell(f"{quote.points[number]} of {MOST_POINTS}", numeric=True),
            Cell(quote.reasons[number]),
        ]
        for number, each in enumerate(competition.criteria)
    ]
    headings = [
        Heading("Criterion"),
        Heading("Weight", numeric=True),
        Heading("Points", numeric=True),
        Heading("Our reasons"),
    ]
    blocks = [
        letters.heading("Your scores"),
        letters.grid(Table(headings, rows, caption="Quality of your quote")),
    ]
    if own:
        blocks.append(
            letters.facts(
                [
                    Row("Quality", f"{own['quality']} of {competition.quality_weight}"),
                    Row("Price", f"{own['price_score']} of {competition.price_weight}"),
                    Row("Together", f"{own['score']} of 100"),
                    Row("Place", f"{own['rank']} of {len(competition.ranking)}"),
                ]
            )
        )
    return blocks


def _rejection(quote: OpenedQuote) -> list[Block]:
    if not quote.is_rejected or quote.decision is None:
        return []
    return [
        letters.heading("Why your quote was rejected"),
        letters.paragraph(quote.decision.reasons),
    ]


def _winner(competition: Competition) -> list[Block]:
    """Who won, with its scores and without its price."""
    first = competition.ranking[0]
    rows = [
        Row("Winner", first["supplier"]),
        Row("Quality", f"{first['quality']} of {competition.quality_weight}"),
        Row("Price", f"{first['price_score']} of {competition.price_weight}"),
        Row("Together", f"{first['score']} of 100"),
        *(
            [Row("Chosen of those that were equal", competition.tie_reason)]
            * bool(competition.tie_reason)
        ),
    ]
    return [letters.heading("The winning quote"), letters.facts(rows)]


def _standstill(competition: Competition) -> str:
    if until := competition.standstill_until:
        return (
            f"Nothing is awarded before the end of {day(until)}. Write to us before then, quoting "
            f"{competition.reference}."
        )
    return f"Write to us, quoting {competition.reference}."
