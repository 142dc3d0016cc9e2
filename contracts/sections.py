"""Sections of a call-off's page: where it stands, what was varied, what was delivered."""

from typing import Any

from django.db.models import Sum
from django.urls import reverse

from contracts.end import refusals_against_complete, refusals_against_terminate
from contracts.models import CallOffContract
from contracts.standing import Standing
from contracts.tables import choice_tag
from contracts.unaward import refusals_against_unaward
from mdps.core import cells, clock
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Heading, Row, Section, Table
from mdps.core.words import count, day

State = CallOffContract.State
TABLE = "components/table.html"


def standing_section(contract: CallOffContract, standing: Standing) -> Section:
    """What is ordered, committed, delivered, invoiced and paid, side by side."""
    unit = contract.service.get_unit_display()
    return Section(
        "Where it stands",
        "components/summary_list.html",
        {
            "rows": [
                Row("Ordered", count(standing.ordered, unit)),
                Row("Delivered", count(standing.delivered, unit)),
                Row("Missed appointments", str(standing.missed)),
                Row("Committed, ex VAT", gbp(standing.committed)),
                Row("Delivered, ex VAT", gbp(standing.delivered_value)),
                Row("Not delivered, ex VAT", gbp(standing.remainder)),
                *_extras(standing),
                Row("Invoiced, ex VAT", gbp(standing.invoiced)),
                Row("Paid, including VAT", gbp(standing.paid)),
            ]
        },
        id="standing",
    )


def _extras(standing: Standing) -> list[Row]:
    """The extras with their own ceiling, where there are any."""
    if not standing.extras:
        return []
    text = f"{gbp(standing.extras_reported)} of {gbp(standing.extras)}"
    return [Row("Extras reported, ex VAT", Cell(text, hint="Part of what is delivered"))]


def safeguards_section(contract: CallOffContract) -> Section | None:
    """What was chosen for it each time its supplier was suspended, the latest first."""
    found = list(contract.safeguards.select_related("owner", "chosen_by").order_by("-id"))
    if not found:
        return None
    rows = [
        [
            Cell(day(each.due_on), url=each.get_absolute_url()),
            Cell(each.owner.name),
            Cell("", tag=choice_tag(each)),
            Cell(each.reason, hint=f"{each.chosen_by}, {day(each.chosen_on)}" * bool(each.choice)),
        ]
        for each in found
    ]
    headings = [Heading(text) for text in ("Suspended", "Owner", "Choice", "Reason")]
    table = Table(headings, rows, caption="Suspensions of its supplier for safeguarding")
    return Section("While its supplier is suspended", TABLE, {"table": table}, id="safeguards")


def variations_section(contract: CallOffContract, standing: Standing) -> Section | None:
    """Every variation with its ground, and what it is of the original value."""
    variations = list(contract.variations.select_related("supplier", "varied_by").order_by("id"))
    if not variations:
        return None
    rows = [
        [
            Cell(each.reference, hint=day(each.varied_on)),
            Cell(
                each.get_kind_display(),
                hint=f"{each.supplier}, to {day(each.ends_on)}",
            ),
            Cell(each.get_ground_display()),
            cells.number(each.units),
            cells.money(each.amount),
            Cell(f"{100 * each.amount / standing.original:.1f}%", numeric=True),
        ]
        for each in variations
    ]
    table = Table(
        headings=[
            Heading("Variation"),
            Heading("What"),
            Heading("Ground (reg 72)"),
            Heading("Units", numeric=True),
            Heading("Amount", numeric=True),
            Heading("Of the original", numeric=True),
        ],
        rows=rows,
        caption=f"{gbp(standing.increased)} was added in all, "
        f"{100 * standing.increased / standing.original:.1f}% of the original value",
    )
    return Section("Variations", TABLE, {"table": table}, id="variations")


def deliveries_section(contract: CallOffContract) -> Section | None:
    """What was reported, newest first."""
    deliveries = list(contract.deliveries.select_related("recorded_by").order_by("-until", "-id"))
    if not deliveries:
        return None
    table = Table(
        headings=[
            Heading("Days"),
            Heading("Delivered", numeric=True),
            Heading("Missed", numeric=True),
            Heading("Extras", numeric=True),
            Heading("Reported by"),
        ],
        rows=[
            [
                Cell(f"{day(each.since)} to {day(each.until)}", hint=each.correction),
                cells.number(each.units),
                cells.number(each.missed),
                cells.money(each.extras),
                Cell(each.recorded_by.name, hint=day(each.recorded_on)),
            ]
            for each in deliveries
        ],
        caption="What was delivered",
    )
    return Section("Deliveries", TABLE, {"table": table}, id="deliveries")


def invoices_section(contract: CallOffContract, *, may_pay: bool) -> Section | None:
    """The invoices of the call-off, each with what was paid of it."""
    invoices = list(
        contract.invoices.annotate(paid=Sum("payments__amount", default=ZERO)).order_by("id")
    )
    if not invoices:
        return None
    table = Table(
        headings=[
            Heading("Invoice"),
            Heading("Units", numeric=True),
            Heading("Net", numeric=True),
            Heading("VAT", numeric=True),
            Heading("Gross", numeric=True),
            Heading("Paid", numeric=True),
        ],
        rows=[
            [
                Cell(each.number, hint=day(each.invoiced_on), url=_pay_url(each, may_pay)),
                cells.number(each.units),
                _net(each),
                cells.money(each.vat),
                cells.money(each.gross),
                cells.money(each.paid),
            ]
            for each in invoices
        ],
        caption="Invoices",
    )
    return Section("Invoices", TABLE, {"table": table}, id="invoices")


def _net(invoice: Any) -> Cell:
    """The net amount, and what of it is for extras."""
    hint = f"{gbp(invoice.extras)} of it for extras" if invoice.extras else ""
    return Cell(gbp(invoice.net), numeric=True, hint=hint)


def _pay_url(invoice: Any, may_pay: bool) -> str:
    """Where a payment is recorded, while something of the invoice is open."""
    is_open = may_pay and invoice.paid < invoice.gross
    return reverse("contracts:pay", args=[invoice.pk]) if is_open else ""


def actions_of(contract: CallOffContract, user: User) -> list[Action]:
    """What this person may do with the call-off now; what is not possible says why."""
    actions: list[Action] = []
    if can(user, Permission.CALL_OFF_ANSWER, on=contract):
        actions += _of_the_supplier(contract)
    if can(user, Permission.INVOICE_RECORD, on=contract) and contract.state != State.UNAWARDED:
        actions.append(_action(contract, "Enter an invoice", "invoice", secondary=True))
    if can(user, Permission.CONTRACT_AWARD, on=contract) and contract.state in contract.LIVE:
        actions += _of_the_officer(contract)
    return actions


def _of_the_supplier(contract: CallOffContract) -> list[Action]:
    if contract.state == State.AWARDED:
        return [
            _action(contract, "Accept the call-off", "accept"),
            _action(contract, "Decline the call-off", "decline", secondary=True),
        ]
    if contract.state == State.ACTIVE:
        return [_action(contract, "Record a delivery", "deliver")]
    return []


def _of_the_officer(contract: CallOffContract) -> list[Action]:
    today = clock.today()
    actions = [
        _action(contract, "Add units", "increase", secondary=True),
        _action(contract, "Take units off", "decrease", secondary=True),
        _action(contract, "Change the dates", "change-dates", secondary=True),
        _action(contract, "Transfer to another supplier", "novate", secondary=True),
        _action(contract, "Release part of the value", "release", secondary=True),
    ]
    if contract.state == State.ACTIVE:
        complete = refusals_against_complete(contract, on=today)
        terminate = refusals_against_terminate(contract, on=today)
        return [
            _action(contract, "Complete the call-off", "complete", refusals=complete),
            *actions,
            _action(contract, "End it early", "terminate", refusals=terminate, warning=True),
        ]
    refusals = refusals_against_unaward(contract, on=today)
    return [
        *actions,
        _action(contract, "Un-award it", "unaward", refusals=refusals, warning=True),
    ]


def _action(contract: CallOffContract, text: str, name: str, **options: object) -> Action:
    return Action(text, reverse(f"contracts:{name}", args=[contract.pk]), **options)  # type: ignore[arg-type]
