"""The parts of a request as pages show them: what it is, what is said, what is asked for."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.urls import reverse

from lots.models import Service
from mdps.core import cells
from mdps.core.cells import state_tag
from mdps.core.money import ZERO, gbp, to_penny
from mdps.core.ui import Cell, Heading, Link, Row, Section, Table
from mdps.core.words import count, day
from referrals import topics
from referrals.court_words import court_of
from referrals.invite_expert import invitations_of
from referrals.models import RequestLine, SupportRequest

SUMMARY = "components/summary_list.html"
NOT_READ = "What this request says about the child is not shown to you."
ASKED = (Heading("Service"), Heading("Units"), Heading("Requested", numeric=True))
BOUGHT = (
    Heading("Approved", numeric=True),
    Heading("Awarded or spot purchased", numeric=True),
    Heading("Left", numeric=True),
    Heading("State"),
)


def units(service: Service, number: int) -> str:
    """`12 sessions`."""
    return count(number, service.get_unit_display())


def weeks(line: RequestLine) -> str:
    """`Over 12 weeks`; nothing for what is done once."""
    return f"Over {count(line.weeks, 'week')}" if line.weeks > 1 else ""


def changeable(rows: Sequence[Row], url: str) -> list[Row]:
    """The rows with a way to change them."""
    return [Row(row.key, row.value, Link("Change", url)) for row in rows]


def people_rows(request: SupportRequest) -> list[Row]:
    """Who raised and endorsed it, and when."""
    if request.is_carried_over:
        return [
            Row("Team", request.team.name),
            Row(
                "Carried over",
                "With a contract from before this service, of which it holds no "
                "more than the contract’s own record says",
            ),
            Row("Whom to ask", request.requester.name),
        ]
    rows = [
        Row("Team", request.team.name),
        Row("Raised by", Cell(request.requester.name, hint=f"On {day(request.created_on)}")),
    ]
    if request.submitted_on:
        rows.append(Row("Submitted", day(request.submitted_on)))
    if request.endorser:
        hint = f"On {day(request.endorsed_on)}"
        rows.append(Row("Endorsed by", Cell(request.endorser.name, hint=hint)))
    return rows


def about_section(request: SupportRequest) -> Section:
    """What it is, the court, the dates and the budgets: all that is no narrative."""
    same_case = f"{reverse('referrals:list')}?same_case_as={request.reference}"
    case, *others = [row for topic in topics.FACTS for row in topic.rows(request)]
    rows = [
        Row(case.key, case.value, Link("All requests", same_case)),
        *others,
        *people_rows(request),
    ]
    return Section("About this request", SUMMARY, {"rows": rows}, id="about")


def narrative_section(
    request: SupportRequest, *, readable: bool, lines: Iterable[RequestLine] = ()
) -> Section:
    """All that is said about the child, and of `lines` why an amount is none of the agreed prices;
    or why it is not shown."""
    title = "Need and outcome"
    if not readable:
        return Section(title, "components/inset.html", {"text": NOT_READ}, id="need")
    amounts = [
        Row(f"Amount for {line.service.name}", line.amount_reason)
        for line in lines
        if line.amount_reason
    ]
    return Section(title, SUMMARY, {"rows": [*topics.words_of(request), *amounts]}, id="need")


def manager_section(request: SupportRequest) -> Section | None:
    """What the manager asked to be changed, or why they declined it; else nothing."""
    inset = "components/inset.html"
    if request.state == SupportRequest.State.RETURNED:
        return Section("Why it was returned", inset, {"text": request.return_reason})
    if request.state == SupportRequest.State.DECLINED:
        return Section("Why it was declined", inset, {"text": request.decline_reason})
    return None


def invitation_sections(request: SupportRequest) -> list[Section]:
    """That the expert whom the court named was invited to join, and how far that is."""
    court = court_of(request)
    found = invitations_of(request) if court and court.expert else []
    rows = [
        Row(f"{each.reference}, {each.lot.short}", Cell(each.provider_name, tag=state_tag(each)))
        for each in found
    ]
    lead = "The named expert was invited to join"
    return [Section(lead, SUMMARY, {"rows": rows}, id="invited")] if rows else []


def asked_table(
    lines: Sequence[RequestLine], *, removable: bool = False, reasons: bool = False
) -> Table:
    """What is asked for; with `removable` each line has a way to take it off, with `reasons` it
    says why its amount is none of the agreed prices."""
    rows = [
        [*_asked(line, reasons=reasons), *([_removal(line)] if removable else [])] for line in lines
    ]
    foot = [Cell("Total"), Cell(""), cells.money(total(lines, "requested_amount"))]
    return Table(
        headings=[*ASKED, *([Heading("Action")] if removable else [])],
        rows=rows,
        foot=[*foot, *([Cell("")] if removable else [])],
        caption="Services asked for",
        empty="No services yet.",
    )


def lines_table(lines: Sequence[RequestLine]) -> Table:
    """What was asked for, approved, bought and is left, line by line."""
    amounts = ("requested_amount", "approved_amount", "committed_amount", "approved_left")
    return Table(
        headings=[*ASKED, *BOUGHT],
        rows=[[*_asked(line), *_bought(line)] for line in lines],
        foot=[
            Cell("Total"),
            Cell(""),
            *(cells.money(total(lines, name)) for name in amounts),
            Cell(""),
        ],
        caption="Services, GBP without VAT",
        empty="No services yet.",
    )


def lines_section(lines: Sequence[RequestLine]) -> Section:
    """What was asked for; and how far it has got, once the panel has decided a line."""
    undecided = all(line.state == RequestLine.State.PROPOSED for line in lines)
    table = asked_table(lines) if undecided else lines_table(lines)
    return Section("Services", "components/table.html", {"table": table}, id="services")


def total(lines: Sequence[RequestLine], name: str) -> Decimal:
    """The sum of one amount over the lines."""
    return sum((getattr(line, name) for line in lines), ZERO)


def _asked(line: RequestLine, *, reasons: bool = False) -> list[Cell]:
    return [
        Cell(line.service.name, hint=line.amount_reason if reasons else ""),
        Cell(units(line.service, line.units), hint=weeks(line)),
        Cell(gbp(line.requested_amount), numeric=True, hint=_estimated(line)),
    ]


def _estimated(line: RequestLine) -> str:
    """What stands beside an amount that is not the estimate of its day."""
    whole = line.requested_amount if line.full_amount is None else line.full_amount
    said = [] if line.full_amount is None else [f"The council's share of {gbp(whole)}"]
    if not line.unit_estimate:
        said.append("No agreed price")
    elif (estimate := to_penny(line.unit_estimate * line.units)) != whole:
        said.append(f"Estimate {gbp(estimate)}")
    return ", ".join(said)


def _bought(line: RequestLine) -> list[Cell]:
    until = f"Until {day(line.approved_until)}" if line.approved_until else ""
    return [
        Cell(gbp(line.approved_amount), numeric=True, hint=until),
        cells.money(line.committed_amount),
        cells.money(line.approved_left),
        cells.state(line),
    ]


def _removal(line: RequestLine) -> Cell:
    url = reverse("referrals:remove-service", args=[line.request_id, line.pk])
    return Cell(f"Remove {line.service.name}", url=url)
