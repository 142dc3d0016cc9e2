"""A scheme with a past: awards at the edges of periods, a release, a Cabinet decision, spot buys.

Everything goes through the real actions. `YEAR` is 1 June 2025 to 31 May 2026, as at `TODAY`.
"""

import datetime as dt
from decimal import Decimal

from contracts import ledger, spot
from contracts.models import CallOffContract, Commitment
from lots.models import Service
from mdps.core import clock
from panel.decide import decide
from suppliers.evidence import record as record_evidence
from suppliers.invite import decline
from suppliers.leave import leave
from suppliers.models import Admission, Invitation
from suppliers.queries import admission_on
from suppliers.reinstate import reinstate
from suppliers.suspend import suspend
from tests.build.contracts import (
    given_a_cabinet_decision,
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
)
from tests.build.joining import given_an_invitation
from tests.build.panel import (
    given_a_chair,
    given_an_approved_line,
    given_an_open_item,
    given_it_is_closed,
)
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request
from tests.build.suppliers import consulted, given_a_removal, given_a_supplier, given_an_admission

PSYCHOLOGY, PLAY, MENTORING, HAIR, ADVOCACY = (
    "Psychological assessment",
    "Play therapy",
    "Mentoring",
    "Hair strand test for alcohol",
    "Advocacy",
)
D = dt.date
CARD = "700000.00"

# (day, service, provider, value): the last and first days of the year on both of its sides
AWARDS = (
    (D(2023, 9, 14), PSYCHOLOGY, "Severn Assessments", "12400.00"),
    (D(2025, 5, 31), PSYCHOLOGY, "Severn Assessments", "3300.10"),
    (D(2025, 6, 1), PLAY, "Cotswold Play Therapy", "1250.00"),
    (D(2025, 10, 26), HAIR, "Severn Assessments", "310.55"),
    (D(2025, 11, 30), MENTORING, "Łucja Kowalska", "2040.00"),
    (D(2025, 12, 1), PLAY, "Cotswold Play Therapy", "1250.00"),
    (D(2026, 3, 31), PSYCHOLOGY, "Łucja Kowalska", "4100.20"),
    (D(2026, 4, 1), MENTORING, "Łucja Kowalska", "990.99"),
    (D(2026, 5, 31), PSYCHOLOGY, "Severn Assessments", "500000.00"),
    (D(2026, 6, 1), PLAY, "Cotswold Play Therapy", "1777.77"),
)

INVITED = (("Avon", D(2025, 6, 1)), ("Brue", D(2026, 5, 31)), ("Chew", D(2026, 6, 1)))
EVIDENCE = (
    ("Severn Assessments", D(2026, 5, 31)),
    ("Severn Assessments", D(2026, 6, 1)),
    ("Łucja Kowalska", D(2026, 11, 30)),
    ("Łucja Kowalska", D(2026, 12, 1)),
    ("Forest Family CIC", D(2026, 8, 1)),
)


def given_a_scheme_with_a_past() -> None:
    """All of it, seen from 15 June 2026."""
    for day, service, provider, value in AWARDS:
        awarded(day, service, provider, value)
    release(awarded(D(2026, 1, 15), PLAY, "Cotswold Play Therapy", "800.00"), "300.00")
    release(awarded(D(2025, 12, 15), PLAY, "Cotswold Play Therapy", "640.00"), "640.00")
    _above_the_threshold(D(2026, 4, 30), "512345.67")
    _bought_outside(D(2026, 2, 2), "450.00")
    _decided_otherwise(D(2026, 2, 9))
    _providers_come_and_go()


def awarded(on: dt.date, service: str, provider: str, value: str) -> CallOffContract:
    """A call-off of one unit that starts two weeks after its award and runs for ten weeks."""
    supplier = given_an_admitted_supplier(provider, service=service, price=CARD)
    line = given_an_approved_line(service=service, amount=Decimal(value), on=on)
    return given_an_award(
        line,
        on=on,
        by=given_an_officer(on=D(2022, 6, 1)),
        supplier=supplier,
        unit_price=Decimal(value),
        starts_on=on + dt.timedelta(days=14),
        ends_on=on + dt.timedelta(days=84),
        reason="The only one with a place.",
    )


def release(contract: CallOffContract, amount: str) -> None:
    """Give back a part of a contract's value, ten days after its award."""
    scheme = ledger.lock_current()
    ledger.post(
        scheme,
        contract,
        Commitment.Kind.RELEASE,
        -Decimal(amount),
        by=given_a("commissioner"),
        on=contract.awarded_on + dt.timedelta(days=10),
    )


def _above_the_threshold(on: dt.date, value: str) -> None:
    supplier = given_an_admitted_supplier("Severn Assessments", service=PSYCHOLOGY, price=CARD)
    line = given_an_approved_line(
        service=PSYCHOLOGY, amount=Decimal(value), on=on - dt.timedelta(days=30)
    )
    given_a_cabinet_decision(line, value, decided_on=on - dt.timedelta(days=20))
    given_an_award(
        line,
        on=on,
        by=given_an_officer(Decimal("600000.00"), on=D(2022, 6, 1)),
        supplier=supplier,
        unit_price=Decimal(value),
        starts_on=on,
        ends_on=on + dt.timedelta(days=365),
        reason="The only one with a place.",
    )


def _bought_outside(on: dt.date, amount: str) -> None:
    line = given_an_approved_line(service=ADVOCACY, amount=Decimal(amount), on=on)
    with clock.at(on):
        spot.record(
            line,
            provider_name="Voices Advocacy",
            units=1,
            amount=Decimal(amount),
            reason="no_lot",
            explanation="Advocacy is in no lot.",
            authorised_by=given_a("commissioning_manager"),
            by=given_a("commissioner"),
            on=on,
        )


def _decided_otherwise(on: dt.date) -> None:
    """A line approved in part, one declined, one deferred."""
    request = given_an_endorsed_request(
        on=on,
        lines=[(PLAY, 10, Decimal("600.00")), (PLAY, 5, Decimal("250.50")), (PLAY, 1, Decimal(55))],
    )
    item = given_an_open_item(request, on=on)
    kinds = (("approve_in_part", Decimal("480.40")), ("decline", None), ("defer", None))
    for line, (kind, amount) in zip(request.lines.order_by("id"), kinds, strict=True):
        chair = given_a_chair()
        decide(item, line, kind=kind, amount=amount, reasons="Seen.", by=chair, on=on)
    given_it_is_closed(item, on=on)


def _providers_come_and_go() -> None:
    manager = given_a("commissioning_manager")
    lot = Service.objects.get(name=PLAY).lot
    for name, joined in (("Forest Family CIC", D(2025, 6, 1)), ("Wye Counselling", D(2026, 5, 31))):
        given_an_admission(given_a_supplier(name), lot, joined)
    for name, day in (
        ("Wye Counselling", D(2026, 6, 2)),
        ("Cotswold Play Therapy", D(2026, 5, 31)),
    ):
        suspend(_admission(name), consultation=consulted(day), by=manager, on=day)
    gone = _admission("Forest Family CIC")
    suspend(gone, consultation=consulted(D(2026, 1, 12)), by=manager, on=D(2026, 1, 12))
    reinstate(gone, consultation=consulted(D(2026, 1, 20)), by=manager, on=D(2026, 1, 20))
    given_a_removal(gone, D(2026, 2, 27))
    last_day = D(2026, 5, 31)
    leaving = given_an_admission(given_a_supplier("Usk Play"), lot, D(2025, 7, 1))
    leave(leaving, leaves_on=last_day, reason="We close.", by=given_a("commissioner"), on=last_day)
    for name, invited_on in INVITED:
        given_an_invitation(lot, f"office@{name.lower()}.example", name, invited_on)
    decline(Invitation.objects.get(provider_name="Avon"), on=D(2025, 6, 20))
    for provider, expires in EVIDENCE:
        record_evidence(
            given_a_supplier(provider),
            kind="public_liability",
            number="PL-1",
            amount=Decimal("5000000.00"),
            valid_from=D(2025, 6, 2),
            expires_on=expires,
            by=given_a("commissioner"),
            on=D(2025, 6, 2),
        )


def _admission(provider: str) -> Admission:
    lot = Service.objects.get(name=PLAY).lot
    admission = admission_on(given_a_supplier(provider), lot, D(2026, 6, 10))
    return admission or Admission.objects.get(supplier__name=provider, lot=lot)
