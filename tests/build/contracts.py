"""Awards of the tests, through the gate and with all that stands before it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from contracts import authorities, cabinet
from contracts.accept import accept
from contracts.ask_cabinet import ask_cabinet
from contracts.authorise import authorise
from contracts.award import award
from contracts.deliver import deliver
from contracts.invoice import invoice
from contracts.models import (
    CabinetDecision,
    CabinetRequest,
    CallOffContract,
    Delivery,
    DirectAwardAuthorisation,
    Invoice,
    StandingAuthority,
)
from contracts.terms import Terms
from lots.models import Lot, Service
from mdps.core.models import User
from referrals.models import RequestLine
from suppliers.models import Supplier
from suppliers.queries import admission_on
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import consulted, given_a_price, given_a_supplier, given_an_admission

SERVICE = "Psychological assessment"
LAST_DAY = dt.date(2029, 5, 31)
DIRECT_AWARD_ABOVE = Decimal("25000.00")
LAST_OF_TWELVE_WEEKS = TODAY + dt.timedelta(days=84)


def given_an_officer(
    highest_value: Decimal = Decimal("500000.00"), *, name: str = "", on: dt.date = TODAY
) -> User:
    """A commissioner with a standing authority for every lot."""
    officer = given_a("commissioner", name=name)
    given_an_authority(officer, highest_value, on=on)
    return officer


def given_an_authority(
    officer: User,
    highest_value: Decimal = Decimal("500000.00"),
    *,
    on: dt.date = TODAY,
    **options: Any,
) -> StandingAuthority:
    """A standing authority; the same officer and value give the same one."""
    held = officer.standing_authorities.filter(highest_value=highest_value).first()
    settings = {"lots": Lot.objects.all(), "starts_on": dt.date(2022, 6, 1), "ends_on": LAST_DAY}
    return held or authorities.grant(
        holder=officer,
        highest_value=highest_value,
        consultation=consulted(on),
        by=given_a("commissioning_manager"),
        on=on,
        **(settings | options),
    )


def given_an_admitted_supplier(
    name: str = "Severn Assessments", *, service: str = SERVICE, price: Decimal | str = "1200.00"
) -> Supplier:
    """A supplier on the lot of `service` since the scheme began, with a price for it."""
    supplier, item = given_a_supplier(name), Service.objects.get(name=service)
    if not admission_on(supplier, item.lot, TODAY):
        given_an_admission(supplier, item.lot)
    if not supplier.rate_lines.filter(service=item).exists():
        given_a_price(supplier, item, price)
    return supplier


def given_terms(line: RequestLine | None = None, *, on: dt.date = TODAY, **options: Any) -> Terms:
    """Terms that the gate lets through: the whole line, by the admitted supplier.

    Where the direct award needs the Director's authorisation, it has it.
    """
    supplier = options.pop("supplier", None) or given_an_admitted_supplier()
    line = line or given_an_approved_line()
    if line.approved_amount > DIRECT_AWARD_ABOVE:
        given_an_authorisation(line, supplier, line.approved_amount, on=on)
    usual = {
        "units": line.units_left,
        "starts_on": TODAY + dt.timedelta(days=14),
        "ends_on": TODAY + dt.timedelta(days=84),
    }
    return Terms(line=line, supplier=supplier, **(usual | options))


def given_an_authorisation(
    line: RequestLine, supplier: Supplier, highest_value: Decimal | str, *, on: dt.date = TODAY
) -> DirectAwardAuthorisation:
    """The Director's written authorisation of one direct award."""
    return authorise(
        line,
        supplier,
        highest_value=Decimal(highest_value),
        authorised_by="The Director",
        authorised_on=on,
        reason="specialism",
        explanation="Only this supplier has it.",
        by=given_a("commissioning_manager"),
        on=on,
    )


def given_an_award(
    line: RequestLine | None = None, *, by: User | None = None, on: dt.date = TODAY, **options: Any
) -> CallOffContract:
    """A call-off contract, awarded on the day `on`."""
    return award(given_terms(line, on=on, **options), by=by or given_an_officer(), on=on)


def given_a_cabinet_decision(
    line: RequestLine, highest_value: Decimal | str, *, decided_on: dt.date = TODAY
) -> CabinetDecision:
    """Cabinet's decision for one line."""
    return cabinet.record(
        line,
        minute=f"CAB/{decided_on:%Y/%m}",
        decided_on=decided_on,
        highest_value=Decimal(highest_value),
        by=given_a("commissioning_manager"),
        on=decided_on,
    )


def given_a_cabinet_request(
    line: RequestLine | None = None,
    value: Decimal | str = "600000.00",
    *,
    by: User | None = None,
    on: dt.date = TODAY,
) -> CabinetRequest:
    """Cabinet is asked about a line."""
    line = line or given_an_approved_line(amount=Decimal(value))
    return ask_cabinet(
        line,
        value=Decimal(value),
        meeting_on=None,
        reasons="No smaller package meets the need.",
        by=by or given_an_officer(),
        on=on,
    )


def given_it_is_accepted(contract: CallOffContract, *, on: dt.date = TODAY) -> CallOffContract:
    """The call-off, accepted by an officer from the supplier's letter; fresh from the database."""
    accept(contract, by=given_an_officer(), on=on)
    return CallOffContract.objects.get(pk=contract.pk)


def given_a_running_call_off(
    line: RequestLine | None = None, *, units: int = 10, price: str = "100.00", **options: Any
) -> CallOffContract:
    """A call-off of `units` at `price` that runs since the day of its award, for twelve weeks."""
    supplier = given_an_admitted_supplier(price=price)
    line = line or given_an_approved_line(units=units, amount=Decimal(price) * units)
    contract = given_an_award(
        line,
        **(
            {
                "supplier": supplier,
                "units": units,
                "unit_price": Decimal(price),
                "starts_on": TODAY,
                "ends_on": LAST_OF_TWELVE_WEEKS,
            }
            | options
        ),
    )
    return given_it_is_accepted(contract)


def given_a_delivery(
    contract: CallOffContract, units: int, missed: int = 0, *, on: dt.date = TODAY
) -> Delivery:
    """`units` delivered on the day `on`."""
    return deliver(
        contract, since=on, until=on, units=units, missed=missed, by=given_an_officer(), on=on
    )


def given_an_invoice(
    contract: CallOffContract, units: int = 1, number: str = "1", *, by: User | None = None
) -> Invoice:
    """An invoice for `units` that were delivered, at the agreed price and without VAT."""
    given_a_delivery(contract, units)
    net = contract.unit_price * units
    return invoice(
        contract,
        number=number,
        invoiced_on=TODAY,
        units=units,
        net=net,
        vat=Decimal("0.00"),
        gross=net,
        by=by or given_a("finance_officer"),
        on=TODAY,
    )
