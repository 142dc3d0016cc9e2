"""Tables of agendas, lines and decisions."""

from collections.abc import Collection, Iterable, Mapping

from mdps.core.cells import money, number, state
from mdps.core.money import ZERO, gbp
from mdps.core.ui import Cell, Heading, Table, Tag
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


def approval_cell(line: RequestLine) -> Cell:
    """What the panel's approval of a line that was bought has become. One query."""
    latest = PanelDecision.objects.in_force().filter(line=line).order_by("-id").first()
    if latest is None:
        return Cell("None is recorded")
    decided = day(latest.decided_on)
    if latest.kind == PanelDecision.Kind.OVERTURN:
        said = f"On {decided}. Un-award it, end it early, or agree with the chair to let it run."
        return Cell(said, tag=Tag("Overturned", "red"))
    if latest.route == PanelDecision.Route.URGENT:
        return Cell(f"Urgently on {decided}", tag=Tag("To be ratified", "yellow"))
    return Cell(f"{latest.outcome} on {decided}")


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
                _outcome(decision, links=links),
                amount_of(decision),
                Cell(decision.reasons, hint=_beside(decision)),
            ]
            for decision in decisions
        ],
        caption=caption,
    )


def _outcome(decision: PanelDecision, *, links: bool) -> Cell:
    """What was decided and on which day; a link to the item, where there is one."""
    url = decision.item.get_absolute_url() if decision.item and links else ""
    return Cell(day(decision.decided_on), url=url, tag=outcome_tag(decision))


def _beside(decision: PanelDecision) -> str:
    """What stands beside the reasons: their code, where to, the alternative, the review."""
    code = decision.reason_code
    said = [
        "" if code is None or code.code == "other" else f"{code.words}.",
        f"To {decision.redirect_to}." if decision.redirect_to else "",
        f"In-house alternative: {decision.in_house_alternative}"
        if decision.in_house_alternative
        else "",
        f"More than requested: {decision.more_reason}" if decision.more_reason else "",
        f"Beyond the budget: {decision.overspend_reason}" if decision.overspend_reason else "",
        f"Urgent: {decision.urgent_reason}" if decision.urgent_reason else "",
        f"To be reviewed on {day(decision.review_on)}." if decision.review_on else "",
    ]
    return " ".join(part for part in said if part)


def amount_of(decision: PanelDecision) -> Cell:
    """What was approved, of what was requested; the word where nothing was approved."""
    text = gbp(decision.amount) if decision.amount else "Nothing"
    line = decision.line
    asked = f"of {gbp(line.requested_amount)}"
    if decision.units and decision.units != line.units:
        asked += f", {decision.units:,} of {count(line.units, line.service.get_unit_display())}"
    return Cell(text, numeric=True, hint=asked, raw=decision.amount)


def _estimate(line: RequestLine) -> Cell:
    if not line.unit_estimate:
        return Cell("No price", numeric=True)
    hint = f"{gbp(line.unit_estimate)} for one {line.service.get_unit_display()}"
    return Cell(gbp(line.unit_estimate * line.units), numeric=True, hint=hint)
