"""The parts of a request as pages show them: what it is, what is said, what is asked for."""

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse

from lots.models import Service
from mdps.core import cells
from mdps.core.money import ZERO, gbp, to_penny
from mdps.core.ui import Cell, Heading, Link, Row, Section, Table
from mdps.core.words import count, day
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


def about_rows(request: SupportRequest) -> list[Row]:
    """Who and what it is for."""
    return [
        Row("Case reference", request.case_reference),
        Row("Support for", request.get_subject_display()),
        Row("Kind of support", request.category.short_name),
        Row("Needed by", day(request.needed_by)),
    ]


def basis_row(request: SupportRequest) -> Row:
    return Row("Legal basis", request.get_legal_basis_display() or "Not given yet")


def narrative_rows(request: SupportRequest) -> list[Row]:
    """What is said about the child; only for those who may read it."""
    return [
        Row("Need", request.need or "Not given yet"),
        Row("Outcome", request.outcome or "Not given yet"),
    ]


def changeable(rows: Sequence[Row], url: str) -> list[Row]:
    """The rows with a way to change them."""
    return [Row(row.key, row.value, Link("Change", url)) for row in rows]


def people_rows(request: SupportRequest) -> list[Row]:
    """Who raised and endorsed it, and when."""
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
    case, *others = about_rows(request)
    same_case = f"{reverse('referrals:list')}?same_case_as={request.reference}"
    rows = [
        Row(case.key, case.value, Link("All requests", same_case)),
        *others,
        basis_row(request),
        *people_rows(request),
    ]
    return Section("About this request", SUMMARY, {"rows": rows}, id="about")


def narrative_section(request: SupportRequest, *, readable: bool) -> Section:
    """Need and outcome, or why they are not shown."""
    title = "Need and outcome"
    if not readable:
        return Section(title, "components/inset.html", {"text": NOT_READ}, id="need")
    return Section(title, SUMMARY, {"rows": narrative_rows(request)}, id="need")


def returned_section(request: SupportRequest) -> Section:
    """What the manager asked to be changed."""
    return Section("Why it was returned", "components/inset.html", {"text": request.return_reason})


def asked_table(lines: Sequence[RequestLine], *, removable: bool = False) -> Table:
    """What is asked for; with `removable` each line has a way to take it off."""
    rows = [[*_asked(line), *([_removal(line)] if removable else [])] for line in lines]
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


def _asked(line: RequestLine) -> list[Cell]:
    return [
        Cell(line.service.name),
        Cell(units(line.service, line.units)),
        Cell(gbp(line.requested_amount), numeric=True, hint=_estimated(line)),
    ]


def _estimated(line: RequestLine) -> str:
    """What stands beside an amount that is not the estimate of its day."""
    if not line.unit_estimate:
        return "No agreed price"
    estimate = to_penny(line.unit_estimate * line.units)
    return "" if estimate == line.requested_amount else f"Estimate {gbp(estimate)}"


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
