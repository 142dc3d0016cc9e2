"""Decision records: who decided, in consultation with whom and when, on what authority."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from mdps.core import decisions
from mdps.core.decisions import Consultation
from mdps.core.models import AuditEvent, DecisionRecord
from mdps.core.rules import Refused
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 1)


def decide(consulted_on: dt.date, subject: str = "Severn Assessments to Lot 1") -> DecisionRecord:
    return decisions.record(
        DecisionRecord.Kind.ADMISSION,
        subject,
        Consultation(consulted="Cllr Example", consulted_on=consulted_on, reasons="Meets all."),
        authority="CR 3",
        by=given_a("commissioning_manager"),
        on=DAY,
    )


@pytest.mark.parametrize("days", [0, 1, 400])
def test_the_consultation_is_on_the_day_or_before(days: int) -> None:
    decision = decide(DAY - dt.timedelta(days=days))
    assert (decision.decided_on, decision.authority, decision.consulted) == (
        DAY,
        "CR 3",
        "Cllr Example",
    )


def test_a_subject_longer_than_its_line_is_shortened() -> None:
    assert decide(DAY, "S" * 201).subject == "S" * 199 + "…"


def test_a_consultation_after_the_decision_is_refused_at_its_field() -> None:
    with pytest.raises(Refused) as refused:
        decide(DAY + dt.timedelta(days=1))
    [refusal] = refused.value.refusals
    assert (refusal.code, refusal.field, refusal.message) == (
        "consulted-late",
        "consulted_on",
        "The consultation is dated 2 June 2026, after the decision on 1 June 2026. Enter the "
        "day the Cabinet Member was consulted.",
    )
    assert (DecisionRecord.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_the_database_refuses_it_too() -> None:
    with pytest.raises(IntegrityError, match="consulted_before_deciding"), transaction.atomic():
        DecisionRecord.objects.create(
            kind="admission",
            decided_by=given_a("commissioning_manager"),
            decided_on=DAY,
            consulted_on=DAY + dt.timedelta(days=1),
        )


def test_the_audit_trail_has_it() -> None:
    decision = decide(DAY)
    event = AuditEvent.objects.get()
    assert (event.action, event.subject, event.detail) == (
        "decision.recorded",
        decision.reference,
        {"kind": "admission", "authority": "CR 3"},
    )
