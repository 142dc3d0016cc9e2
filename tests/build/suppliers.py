"""Suppliers of the tests, made through the real actions."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lots.models import Lot, Service
from mdps.core.decisions import Consultation
from mdps.core.models import User
from suppliers.admit import admit
from suppliers.apply import apply
from suppliers.assess import assess, start
from suppliers.criteria import criteria_of
from suppliers.evidence import record as record_evidence
from suppliers.evidence_kinds import ASKED
from suppliers.models import (
    Admission,
    AdmissionSuspension,
    Application,
    Evidence,
    EvidenceRequirement,
    PriceProposal,
    ProviderAccount,
    RateLine,
    RemovalNotice,
    Supplier,
)
from suppliers.pricing import Tier
from suppliers.propose import propose, propose_extra
from suppliers.rates import set_price
from suppliers.register import register
from suppliers.removal import give_notice, state
from suppliers.remove import remove
from suppliers.suspend import suspend
from tests.build.people import given_a

LONG_AGO = dt.date(2022, 6, 1)
FAR_AWAY = dt.date(2040, 5, 31)
FACTS = {
    "number": "EX-1",
    "amount": Decimal("10000000.00"),
    "level": "enhanced",
    "body": "hcpc",
    "holder": "Jo Practitioner",
    "checker": "The umbrella body",
    "scope": "Toxicology of hair, and relationship tests by DNA.",
}
CONSULTED = Consultation(
    consulted="The Cabinet Member", consulted_on=LONG_AGO, reasons="It meets the criteria."
)


def given_a_supplier(
    name: str = "Severn Assessments", kind: str = "company", on: dt.date = LONG_AGO
) -> Supplier:
    """A registered supplier; the same name gives the same one."""
    if already := Supplier.objects.filter(name=name).first():
        return already
    number = {"company": "01234567", "cic": "01234567", "charity": "1123456"}.get(kind, "")
    return register(
        name=name,
        kind=kind,
        registered_number=number,
        email="office@example.org",
        by=given_a("commissioner"),
        on=on,
    )


def given_an_application(supplier: Supplier, lot: Lot, on: dt.date = LONG_AGO) -> Application:
    """An application that nobody has looked at."""
    by = given_a("commissioner")
    return apply(supplier, lot, statement="What we offer.", by=by, on=on)


def given_an_assessed_application(
    supplier: Supplier, lot: Lot, on: dt.date = LONG_AGO, *, outcome: str = "pass"
) -> Application:
    """An application of which every criterion has the same `outcome`; ready to be decided."""
    application = given_an_application(supplier, lot, on)
    by = given_a("commissioner")
    judgements = {
        each.pk: (outcome, "Seen.", each.most_points if outcome == "pass" else 0)
        for each in criteria_of(application)
    }
    start(application, by=by, on=on)
    assess(application, judgements=judgements, summary="Looked at everything.", by=by, on=on)
    return application


def given_an_admission(
    supplier: Supplier, lot: Lot, on: dt.date = LONG_AGO, *, evidence: bool = True
) -> Admission:
    """The supplier is on the lot from the day `on`, with all evidence that it requires."""
    if evidence:
        given_all_evidence(supplier, on)
    application = given_an_assessed_application(supplier, lot, on)
    return admit(
        application, consultation=consulted(on), by=given_a("commissioning_manager"), on=on
    )


def given_a_suspension(
    admission: Admission, on: dt.date, *, kind: str = "safeguarding", until: dt.date | None = None
) -> AdmissionSuspension:
    """The admission is suspended from the day `on`."""
    by = given_a("commissioning_manager")
    return suspend(admission, kind=kind, until=until, consultation=consulted(on), by=by, on=on)


def given_a_notice(admission: Admission, on: dt.date, *, days: int = 10) -> RemovalNotice:
    """The supplier has notice of its removal."""
    by = given_a("commissioning_manager")
    return give_notice(admission, reasons="Reports were late.", days=days, by=by, on=on)


def given_a_statement(admission: Admission, on: dt.date) -> RemovalNotice:
    """It has answered its notice on the day on which it had it."""
    notice = given_a_notice(admission, on)
    state(notice, statement="We were ill.", by=given_a("commissioner"), on=on)
    return notice


def given_a_removal(admission: Admission, on: dt.date) -> None:
    """The supplier was heard, and is removed on the day `on`."""
    given_a_statement(admission, on)
    by = given_a("commissioning_manager")
    remove(admission, consultation=consulted(on), by=by, on=on)


def given_evidence(
    supplier: Supplier,
    kind: str,
    expires_on: dt.date | None = FAR_AWAY,
    *,
    on: dt.date = LONG_AGO,
    **facts: Any,
) -> Evidence:
    """Evidence of `kind` that somebody of the council has seen on the day `on`."""
    by = given_a("commissioner")
    given = evidence_facts(kind) | {"valid_from": on, "expires_on": expires_on} | facts
    return record_evidence(supplier, kind=kind, **given, by=by, on=on)


def evidence_facts(kind: str) -> dict[str, Any]:
    """What stands on a document of `kind`, besides its dates."""
    asked = ASKED[Evidence.Kind(kind)]
    return {name: fact for name, fact in FACTS.items() if name in asked.fields}


def given_all_evidence(supplier: Supplier, on: dt.date = LONG_AGO) -> None:
    """Everything whose lapse stops awards, of whatever lot and service; once for a supplier."""
    required = EvidenceRequirement.objects.filter(stops_awards=True)
    shown = set(supplier.evidence.values_list("kind", flat=True))
    for kind in sorted(set(required.values_list("kind", flat=True)) - shown):
        given_evidence(supplier, kind, on=on)


def given_a_price(
    supplier: Supplier,
    service: Service,
    unit_price: Decimal | str,
    from_: dt.date = LONG_AGO,
    tiers: Sequence[Tier] | None = None,
) -> RateLine:
    """The supplier charges `unit_price` from the day `from_`, with `tiers` of discounts."""
    by = given_a("commissioner")
    return set_price(
        supplier, service, Decimal(unit_price), tiers=tiers, by=by, effective_from=from_
    )


def given_a_proposal(
    supplier: Supplier,
    service: Service,
    unit_price: str,
    *,
    on: dt.date,
    from_: dt.date | None = None,
    tiers: Sequence[Tier] = (),
) -> PriceProposal:
    """Somebody of the supplier proposes a price on the day `on`, from that day on or `from_`."""
    return propose(
        supplier,
        service,
        Decimal(unit_price),
        tiers=tiers,
        effective_from=from_ or on,
        reasons="Rents have risen.",
        by=given_a_provider(supplier),
        on=on,
    )


def given_a_proposed_extra(
    supplier: Supplier,
    kind: str,
    price: str,
    *,
    on: dt.date,
    service: Service | None = None,
    from_: dt.date | None = None,
) -> PriceProposal:
    """Somebody of the supplier proposes the price of an extra, from the day `on` or `from_` on."""
    return propose_extra(
        supplier,
        kind,
        Decimal(price),
        service=service,
        effective_from=from_ or on,
        reasons="Fuel has become dearer.",
        by=given_a_provider(supplier),
        on=on,
    )


def given_a_provider(supplier: Supplier, name: str = "") -> User:
    """Somebody who signs in for the supplier."""
    user = given_a("provider", name=name or f"Somebody of {supplier.name}")
    ProviderAccount.objects.get_or_create(user=user, supplier=supplier)
    return user


def consulted(on: dt.date) -> Consultation:
    """A consultation on the day of the decision."""
    return Consultation(consulted=CONSULTED.consulted, consulted_on=on, reasons=CONSULTED.reasons)
