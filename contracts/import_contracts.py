"""A row of the contracts made before this service: carried over, and once by its reference."""

import datetime as dt

from contracts.carry_over import CabinetMinute, Earlier, carry_over
from contracts.found import record_found
from contracts.models import CallOffContract, Route, SpotPurchase, StandingAuthority
from contracts.providers import key_of
from contracts.queries import supplier_named
from lots.models import Service
from lots.queries import current_scheme
from mdps.core.imports import Column, Known, Line, one_of
from mdps.core.models import Team, User
from mdps.core.money import gbp
from mdps.core.rules import Refusal, Refused
from mdps.core.words import count, day
from suppliers.models import Supplier

COLUMNS = (
    Column("Reference", "CON-2023-0117"),
    Column("Supplier", "Severn Assessments Ltd"),
    Column("Service", "Psychological assessment"),
    Column("Case reference", "LCS-4821937"),
    Column("Team", "Children in Need North"),
    Column("Social worker", "name@example.org", required=False),
    Column("Units", "4"),
    Column("Value", "4,960.00"),
    Column("Awarded on", "12/03/2023"),
    Column("First day", "20/03/2023"),
    Column("Last day", "30/06/2023"),
    Column("Route", "Direct award", required=False),
    Column("Reason", "The court named the expert", required=False),
    Column("Standing authority", "SA-0003", required=False),
    Column("Cabinet minute", "CAB 2023/118", required=False),
    Column("Cabinet decided on", "01/02/2023", required=False),
    Column("Cabinet highest value", "650,000.00", required=False),
)
UNSAID = "Not said in the record of the contract"
EARLIER = SpotPurchase.Source.EARLIER


def import_contract(line: Line, *, by: User, on: dt.date) -> str:
    """Carry over the contract of the row; one made before the scheme began is a spot purchase.

    Raises Known where its reference is recorded with the same day and value; Refused where it
    differs, and as contracts.carry_over and contracts.found do. GBP ex VAT.
    """
    reference, awarded_on = line.text("Reference", most=40), line.day("Awarded on")
    if awarded_on < current_scheme().operational_from:
        return _as_spot_purchase(line, reference, awarded_on, by=by, on=on)
    value = line.pounds("Value")
    known = CallOffContract.objects.filter(earlier_reference__iexact=reference).first()
    if known and (known.awarded_on, known.value) == (awarded_on, value):
        raise Known(f"{known.reference}, {gbp(value)}")
    if known:
        raise _refused(
            "other-contract",
            f"{reference} is carried over as {known.reference} already: {gbp(known.value)}, "
            f"awarded on {day(known.awarded_on)}. Check the reference, day and value.",
        )
    supplier = _supplier(line.text("Supplier"))
    contract = carry_over(
        Earlier(
            reference=reference,
            supplier=supplier,
            service=one_of(Service.objects.all(), line.text("Service"), "service"),
            case_reference=line.text("Case reference"),
            team=one_of(Team.objects.all(), line.text("Team"), "team"),
            requester=_social_worker(line, by),
            units=line.whole("Units"),
            value=value,
            awarded_on=awarded_on,
            starts_on=line.day("First day"),
            ends_on=line.day("Last day"),
            route=_route(line),
            reason=line.text("Reason", empty=True, most=2000),
            authority=_authority(line.text("Standing authority", empty=True)),
            minute=_minute(line),
        ),
        by=by,
        on=on,
    )
    missing = count(contract.historical_exceptions.count(), "historical exception")
    return f"{supplier.name}, {gbp(value)} of {day(awarded_on)}, {missing}"


def _as_spot_purchase(
    line: Line, reference: str, awarded_on: dt.date, *, by: User, on: dt.date
) -> str:
    """What was bought before the scheme never counts against its cap."""
    provider, value = line.text("Supplier"), line.pounds("Value")
    known = SpotPurchase.objects.filter(finance_reference__iexact=reference).first()
    if known and (known.provider_key, known.purchased_on, known.amount) == (
        key_of(provider),
        awarded_on,
        value,
    ):
        raise Known(f"{known.reference}, {provider}")
    service = one_of(Service.objects.all(), line.text("Service"), "service")
    record_found(
        provider_name=provider,
        purchased_on=awarded_on,
        amount=value,
        team=one_of(Team.objects.all(), line.text("Team"), "team"),
        category=service.category,
        service=service,
        reason=SpotPurchase.Reason.CAP_OR_TERM,
        explanation=line.text("Reason", empty=True, most=2000)
        or "Made before the scheme began, so it could not be a call-off.",
        approver=UNSAID,
        finance_reference=reference,
        is_another=True,  # its reference tells it apart
        source=EARLIER,
        by=by,
        on=on,
    )
    return f"{provider}, {gbp(value)}: a spot purchase, made before the scheme began"


def _supplier(name: str) -> Supplier:
    found = supplier_named(name)
    if found:
        return found
    raise _refused(
        "no-supplier",
        f"There is no supplier “{name}” in the register, or two of that name. Import the admitted "
        "suppliers first, or write the name as the register has it.",
    )


def _social_worker(line: Line, by: User) -> User:
    """Who raised it, by e-mail; whoever imports it where nobody is named."""
    address = line.text("Social worker", empty=True)
    if not address:
        return by
    found = User.objects.filter(email__iexact=address).first()
    if found:
        return found
    raise _refused(
        "no-social-worker",
        f"Nobody has an account with the e-mail address “{address}”. Correct it, or leave it "
        "empty.",
    )


def _route(line: Line) -> str:
    """By its words; a direct award where the record does not say, so that it counts as one."""
    if not line.text("Route", empty=True):
        return Route.DIRECT
    return line.choice("Route", Route.choices)


def _authority(reference: str) -> StandingAuthority | None:
    if not reference:
        return None
    found = next(
        (each for each in StandingAuthority.objects.all() if each.reference == reference.upper()),
        None,
    )
    if found:
        return found
    raise _refused(
        "no-standing-authority",
        f"There is no standing authority {reference}. Record it first, or leave it empty.",
    )


def _minute(line: Line) -> CabinetMinute | None:
    minute = line.text("Cabinet minute", empty=True, most=60)
    if not minute:
        return None
    return CabinetMinute(
        minute=minute,
        decided_on=line.day("Cabinet decided on"),
        highest_value=line.pounds("Cabinet highest value"),
    )


def _refused(code: str, message: str) -> Refused:
    return Refused([Refusal(code, message)])
