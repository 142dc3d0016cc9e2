"""Where an application stands, in the words of the provider who made it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from mdps.core import cells
from mdps.core.money import gbp
from mdps.core.ui import Cell, Link, Row, Section, Tag
from mdps.core.words import day
from suppliers.decision_time import due_on
from suppliers.models import Application
from suppliers.questions import COVERED

State = Application.State
NOWHERE: Mapping[str, str] = MappingProxyType({})
TAGS = {
    State.DRAFT: "You are writing it",
    State.SUBMITTED: "With the council",
    State.UNDER_ASSESSMENT: "Being assessed",
    State.CLARIFICATION: "We have a question for you",
    State.RECOMMENDED: "Assessed, to be decided",
}


def tag(application: Application) -> Tag:
    """The state, as the provider is told it."""
    usual = cells.state_tag(application)
    return Tag(TAGS.get(State(application.state), usual.text), usual.colour)


def what_happens(application: Application) -> str:
    """One sentence: who has it now and what comes next."""
    lot, due = application.lot.short, day(due_on(application))
    return {
        State.DRAFT: "It is not submitted yet.",
        State.SUBMITTED: f"We read it next. You have our decision by {due}.",
        State.UNDER_ASSESSMENT: f"We are assessing it. You have our decision by {due}.",
        State.CLARIFICATION: "We have a question. Our 10 days stop until you answer it below.",
        State.RECOMMENDED: f"It is assessed and waits for a decision. You have it by {due}.",
        State.ADMITTED: f"You are admitted to {lot}. Contracts under {lot} can be awarded to you.",
        State.REJECTED: f"You are not admitted to {lot}. Our reasons are below. "
        "You can apply again at any time.",
        State.WITHDRAWN: "You withdrew it. You can apply again at any time.",
    }[State(application.state)]


def submitted_answers(
    answers: Iterable[Mapping], *, change: Mapping[str, str] = NOWHERE
) -> list[Section]:
    """The shared answers as they were submitted, part by part; `change` is title -> page."""
    return [
        Section(
            part["title"],
            "components/summary_list.html",
            {
                "rows": [
                    _row(question, text, change.get(part["title"], ""))
                    for question, text in part["rows"]
                ]
            },
        )
        for part in answers
    ]


def lot_answers(application: Application, *, change: str = "", prices: str = "") -> Section:
    """What was said about one lot alone: the offer, its criteria, and the prices.

    `change` and `prices` are the pages on which a draft's answers and prices are changed.
    """
    rows = [_row("What is offered", application.statement, change)]
    answers = application.criterion_answers.select_related("criterion")
    for each in answers.exclude(criterion__text__in=COVERED).order_by("criterion__number"):
        rows.append(_row(each.criterion.text, each.text, change))
    proposed = application.proposed_prices.select_related("service").order_by("service__name")
    for price in proposed:
        unit = f"For one {price.service.get_unit_display()}, ex VAT"
        cell = Cell(gbp(price.unit_price), hint=unit)
        rows.append(Row(price.service.name, cell, Link("Change", prices) if prices else None))
    return Section(str(application.lot), "components/summary_list.html", {"rows": rows})


def _row(question: str, text: str, change: str) -> Row:
    return Row(question, text or "Not answered", Link("Change", change) if change else None)
