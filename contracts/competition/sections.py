"""Sections and tables of the pages of a mini-competition."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from contracts.competition.bids import OpenedQuote
from contracts.models import Competition, CompetitionQuestion, QuoteContent
from mdps.core import cells
from mdps.core.money import gbp
from mdps.core.ui import Cell, Heading, Row, Section, Table, Tag
from mdps.core.words import count, day, moment

SUMMARY, TABLE, TEXT = (
    "components/summary_list.html",
    "components/table.html",
    "suppliers/text.html",
)


def asked_rows(competition: Competition) -> list[Row]:
    """What suppliers are asked for, by when."""
    unit = competition.service.get_unit_display()
    standstill = (
        count(competition.standstill_days, "day")
        if competition.standstill_days
        else "No standstill"
    )
    return [
        Row("Lot", str(competition.lot)),
        Row("Service", competition.service.name),
        Row("Units", count(competition.units, unit)),
        Row("Delivery expected", f"{day(competition.starts_on)} to {day(competition.ends_on)}"),
        Row("Deadline for quotes", moment(competition.closes_at)),
        Row("Last day for questions", day(competition.questions_until)),
        Row(
            "How quotes are scored",
            f"Quality {competition.quality_weight}%, price {competition.price_weight}%",
        ),
        *(
            Row(f"Criterion {number}", Cell(each["text"], hint=f"{each['weight']}% of the quality"))
            for number, each in enumerate(competition.criteria, start=1)
        ),
        Row("Standstill", standstill),
    ]


def asked_sections(competition: Competition) -> list[Section]:
    return [
        Section("What is needed", TEXT, {"text": competition.specification}, id="needed"),
        Section("The terms", SUMMARY, {"rows": asked_rows(competition)}, id="terms"),
    ]


def questions_section(
    questions: Sequence[CompetitionQuestion], *, council: bool, may_answer: bool = False
) -> Section:
    """Questions and answers: to suppliers those that are answered, to the council all, with who
    asked."""
    shown = [each for each in questions if council or hasattr(each, "answered")]
    headings = [Heading("Question"), Heading("Answer"), *([Heading("Asked by")] * council)]
    table = Table(
        headings,
        [_question_row(each, council, may_answer) for each in shown],
        caption="Questions and their answers, shared with all invited suppliers",
        empty="Nothing has been asked and answered yet.",
    )
    return Section("Questions and answers", TABLE, {"table": table}, id="questions")


def _question_row(each: CompetitionQuestion, council: bool, may_answer: bool) -> list[Cell]:
    answered = getattr(each, "answered", None)
    question = Cell(answered.question if answered else each.question, hint=moment(each.asked_at))
    if answered:
        answer = Cell(answered.answer, hint=moment(answered.answered_at))
    else:
        url = reverse("contracts:answer-question", args=[each.pk]) if may_answer else ""
        answer = Cell("Answer it" if may_answer else "Not answered yet", url=url)
    asker = [Cell(each.invitation.supplier.name)] if council else []
    return [question, answer, *asker]


def ranking_section(competition: Competition) -> Section | None:
    """The ranking as it was settled, with the reason where equals were told apart."""
    if not competition.ranking:
        return None
    rows = [
        [
            Cell(f"{each['rank']}. {each['supplier']}", hint=_place(each, first)),
            Cell(each["quality"], numeric=True),
            Cell(each["price_score"], numeric=True),
            Cell(each["score"], numeric=True),
            Cell(gbp(Decimal(each["total"])), numeric=True),
        ]
        for first, each in ((number == 0, each) for number, each in enumerate(competition.ranking))
    ]
    headings = [
        Heading("Supplier"),
        Heading(f"Quality, of {competition.quality_weight}", numeric=True),
        Heading(f"Price, of {competition.price_weight}", numeric=True),
        Heading("Together", numeric=True),
        Heading("What it comes to, ex VAT", numeric=True),
    ]
    caption = f"Settled by {competition.ranked_by} at {moment(competition.ranked_at)}"
    context: dict[str, Any] = {"table": Table(headings, rows, caption=caption)}
    if competition.tie_reason:
        context["sentence"] = f"The first place was shared. {competition.tie_reason}"
    return Section("Ranking", "contracts/call_offs.html", context, id="ranking")


def _place(each: dict[str, Any], first: bool) -> str:
    if first:
        return "Winner"
    return "Equal to another" if each["tied"] else ""


def quotes_section(
    competition: Competition, opened: Sequence[OpenedQuote], *, acts: bool
) -> Section:
    """The opened quotes, each with where it stands."""
    rows = [
        [
            Cell(
                each.name,
                url=reverse("contracts:quote", args=[each.quote.pk]) if acts else "",
                hint=f"Received {moment(each.quote.received_at)}",
            ),
            Cell(gbp(each.content.unit_price), numeric=True),
            Cell(gbp(each.content.extras), numeric=True),
            cells.money(each.price),
            Cell("", tags=tags_of(each)),
        ]
        for each in opened
    ]
    headings = [
        Heading("Supplier"),
        Heading("One unit", numeric=True),
        Heading("Extras", numeric=True),
        Heading("All in all, ex VAT", numeric=True),
        Heading("Where it stands"),
    ]
    caption = f"Opened by {competition.opened_by} at {moment(competition.opened_at)}"
    table = Table(headings, rows, caption=caption)
    return Section("Quotes", TABLE, {"table": table}, id="quotes")


def tags_of(opened: OpenedQuote) -> list[Tag]:
    """Where an opened quote stands."""
    if opened.is_rejected:
        return [Tag("Rejected", "red")]
    found = [Tag("Scored", "green") if opened.is_scored else Tag("To be scored", "yellow")]
    if opened.low_against is not None:
        decided = opened.decision is not None
        found.append(
            Tag("Low, explained", "turquoise") if decided else Tag("Abnormally low", "orange")
        )
    return found


def content_rows(competition: Competition, content: QuoteContent) -> list[Row]:
    """What a quote says."""
    return [
        Row("Price of one unit, ex VAT", gbp(content.unit_price)),
        Row(
            "Expected extras in all, ex VAT",
            Cell(gbp(content.extras), hint=content.extras_words),
        ),
        Row("Availability", content.availability),
        *(
            Row(each["text"], answer)
            for each, answer in zip(competition.criteria, content.answers, strict=True)
        ),
    ]
