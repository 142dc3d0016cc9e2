"""Evidence: offered by the supplier or recorded by the council, then verified or refused (CR 3).

What is offered proves nothing until somebody of the council has verified it. Nothing is ever
changed: what is renewed stays, and the newer one says which it renews.
"""

import datetime as dt
from typing import Any

from django.core.files.base import File
from django.db import transaction

from lots.models import Lot
from mdps.core import audit, notices, uploads
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import day
from suppliers.evidence_rules import OFFER, REFUSE, VERIFY, Checked, Offered
from suppliers.locks import lock_supplier
from suppliers.models import Evidence, EvidenceCheck, Supplier
from suppliers.queries import people_of

Outcome = EvidenceCheck.Outcome


@transaction.atomic
def offer(
    supplier: Supplier,
    *,
    kind: str,
    by: User,
    on: dt.date,
    lot: Lot | None = None,
    valid_from: dt.date | None = None,
    expires_on: dt.date | None = None,
    upload: File | None = None,
    renews: Evidence | None = None,
    **facts: Any,
) -> Evidence:
    """Offer evidence on the day `on`; it counts once it is verified.

    `facts` are those of the model that its kind asks for (suppliers.evidence_kinds): number,
    amount (GBP), level, body, holder, checker, scope, update_service_on. `expires_on` is its last
    valid day; `valid_from` is the day `on` unless given. `lot` None means every lot. A provider
    offers for its own organisation, the council's people for any. Where the supplier is on a lot,
    those who keep the register are told of what somebody else offers.

    Raises Forbidden, or Refused where a fact is missing, it has expired or ends before it starts,
    or as uploads.keep does.
    """
    require(by, Permission.EVIDENCE_OFFER, on=supplier)
    facts = {name: given for name, given in _tidy(facts).items() if given not in ("", None)}
    dates: dict[str, Any] = {"valid_from": valid_from or on, "expires_on": expires_on}
    enforce(
        OFFER,
        Offered(
            kind=kind,
            given=frozenset(facts) | {name for name, given in dates.items() if given},
            amount=facts.get("amount"),
            renews_kind=renews.kind if renews else None,
            on=on,
            **dates,
        ),
    )
    offered = Evidence.objects.create(
        supplier=supplier,
        kind=kind,
        lot=lot,
        file=uploads.keep(upload) if upload else None,
        renews=renews,
        offered_by=by,
        offered_on=on,
        **dates,
        **facts,
    )
    audit.record(
        "evidence.offered",
        supplier,
        by=by,
        kind=offered.get_kind_display(),
        evidence=offered.reference,
    )
    if Permission.SUPPLIER_MANAGE not in by.permissions:
        _tell_keepers(offered)
    return offered


@transaction.atomic
def verify(evidence: Evidence, *, by: User, on: dt.date) -> None:
    """Say that `by` has seen the evidence on the day `on` and that it is in order.

    From then on it counts for every day within its validity. Locks the supplier.

    Raises Forbidden, or Refused if it is checked already or has expired.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=evidence.supplier)
    lock_supplier(evidence.supplier)
    enforce(VERIFY, _checked(evidence, on))
    EvidenceCheck.objects.create(evidence=evidence, outcome=Outcome.VERIFIED, by=by, on=on)
    audit.record("evidence.verified", evidence.supplier, by=by, **_about(evidence))
    if evidence.offered_by_id != by.pk:
        _tell(evidence, "is verified")


@transaction.atomic
def refuse(evidence: Evidence, *, reason: str, by: User, on: dt.date) -> None:
    """Say why the evidence is not accepted; the supplier offers another one. Locks the supplier.

    Raises Forbidden, or Refused if it is checked already or no reason is given.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=evidence.supplier)
    lock_supplier(evidence.supplier)
    reason = reason.strip()
    enforce(REFUSE, _checked(evidence, on, reason=reason))
    EvidenceCheck.objects.create(
        evidence=evidence, outcome=Outcome.REFUSED, reason=reason, by=by, on=on
    )
    audit.record("evidence.refused", evidence.supplier, by=by, **_about(evidence))
    _tell(evidence, "is not accepted")


@transaction.atomic
def record(supplier: Supplier, *, by: User, on: dt.date, **offered: Any) -> Evidence:
    """Record that `by` saw the document on the day `on`: it is offered and verified at once.

    `offered` is what `offer` takes. Raises as `offer` and `verify` do.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=supplier)
    evidence = offer(supplier, by=by, on=on, **offered)
    verify(evidence, by=by, on=on)
    return evidence


def refusals_against_verify(evidence: Evidence, *, on: dt.date) -> list[Refusal]:
    """Why it cannot be verified on the day `on`."""
    return ask(VERIFY, _checked(evidence, on))


def _tidy(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: given.strip() if isinstance(given, str) else given for name, given in facts.items()
    }


def _checked(evidence: Evidence, on: dt.date, *, reason: str = "") -> Checked:
    made = EvidenceCheck.objects.filter(evidence=evidence).first()
    return Checked(
        reference=evidence.reference,
        state=made.outcome if made else "offered",
        valid_from=evidence.valid_from,
        expires_on=evidence.expires_on,
        on=on,
        reason=reason,
    )


def _about(evidence: Evidence) -> dict[str, str]:
    """What the audit trail says of it."""
    return {
        "kind": evidence.get_kind_display(),
        "evidence": evidence.reference,
        "until": f", valid until {day(evidence.expires_on)}" if evidence.expires_on else "",
    }


def _tell_keepers(offered: Evidence) -> None:
    """To whoever verifies: a supplier on a lot has sent in what renews its evidence."""
    if offered.supplier.admissions.filter(ended_on=None).exists():
        notices.tell(
            User.objects.holding(*holders_of(Permission.SUPPLIER_MANAGE)),
            f"{offered.supplier} sent in: {offered.get_kind_display()}",
            url=offered.get_absolute_url(),
        )


def _tell(evidence: Evidence, said: str) -> None:
    supplier = evidence.supplier
    notices.tell(
        people_of(supplier),
        f"{evidence.get_kind_display()} ({evidence.reference}) {said}",
        url=f"{supplier.get_own_url()}#evidence",
    )
