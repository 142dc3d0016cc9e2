"""Tables of agendas, lines and decisions."""

from collections.abc import Collection, Iterable, Mapping

from mdps.core.cells import money, number, state
from mdps.core.money import ZERO, gbp
from mdps.core.ui import Cell, Heading, Table
from mdps.core.words import count, day
from panel.items import approved, outcome_tag, progress, requested, services
from panel.models import AgendaItem, PanelDecision
from referrals.court_words import deadline_cell
from referrals.models import RequestLine


def agenda_table(
    items: Iterable[AgendaItem], *, readable: Collection[int], slots: Mapping[int, str]
) -> Table:
    """The agenda; an item that one may open (its request is in `readable`) is a link."""
    items = list(items)
    return Table(
        headings=[
            Heading("Item"),
            Heading("Time"),
            Heading("Deadline"),
            Heading("Requested", numeric=True),
            Heading("Approved", numeric=True),
            Heading("Decision"),
        ],
        rows=[
            [
                Cell(
                    f"{item.position}. {item.request.reference}",
                    url=item.get_absolute_url() if item.request_id in readable else "",
                    hint=services(item) or item.request.category.short_name,
                ),
                Cell(slots[item.pk]),
                deadline_cell(item.request),
                money(requested(item)),
                money(approved(item)) if approved(item) else Cell("", numeric=True),
                Cell("", tag=progress(item)),
            ]
            for item in items
        ],
        caption="Agenda",
        foot=[
            Cell(f"Total, {count(len(items), 'item')}"),
            Cell(""),
            Cell(""),
            money(sum(map(requested, items), ZERO)),
            money(sum(map(approved, items), ZERO)),
            Cell(""),
        ],
        empty="Nothing is on the agenda.",
    )


def line_table(lines: Iterable[RequestLine]) -> Table:
    """What is asked for, beside what the rate cards of the day would make of it."""
    return Table(
        headings=[
            Heading("Service"),
            Heading("Units", numeric=True),
            Heading("Estimate", numeric=True),
            Heading("Requested", numeric=True),
            Heading("State"),
        ],
        rows=[
            [
                Cell(line.service.name),
                number(line.units),
                _estimate(line),
                money(line.requested_amount),
                state(line),
            ]
            for line in lines
        ],
        caption="Lines of the request",
    )


def decision_table(
    decisions: Iterable[PanelDecision], *, caption: str, links: bool = False
) -> Table:
    """Decisions with their reasons; `links` leads each to its item."""
    return Table(
        headings=[
            Heading("Service"),
            Heading("Decision"),
            Heading("Approved", numeric=True),
            Heading("Reasons"),
        ],
        rows=[
            [
                Cell(decision.line.service.name),
                Cell(
                    day(decision.item.meeting.held_on),
                    url=decision.item.get_absolute_url() if links else "",
                    tag=outcome_tag(decision),
                ),
                amount_of(decision),
                Cell(decision.reasons),
            ]
            for decision in decisions
        ],
        caption=caption,
    )


def amount_of(decision: PanelDecision) -> Cell:
    """What was approved, of what was requested; the word where nothing was approved."""
    text = gbp(decision.amount) if decision.amount else "Nothing"
    asked = f"of {gbp(decision.line.requested_amount)}"
    return Cell(text, numeric=True, hint=asked, raw=decision.amount)


def _estimate(line: RequestLine) -> Cell:
    if not line.unit_estimate:
        return Cell("No price", numeric=True)
    hint = f"{gbp(line.unit_estimate)} for one {line.service.get_unit_display()}"
    return Cell(gbp(line.unit_estimate * line.units), numeric=True, hint=hint)
