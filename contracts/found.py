"""Recording a spot purchase that was found afterwards: leakage that nobody had asked about."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from contracts.found_rules import RULES, Found
from contracts.models import SpotPurchase
from contracts.providers import key_of
from contracts.queries import supplier_named
from contracts.spot_invitation import invite_provider
from lots.models import RequestCategory, Service
from mdps.core import audit
from mdps.core.models import Team, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers.queries import admitted_on

Source = SpotPurchase.Source


def facts_of(
    *,
    provider_name: str,
    purchased_on: dt.date,
    amount: Decimal,
    category: RequestCategory,
    service: Service | None,
    reason: str,
    explanation: str,
    approver: str,
    finance_reference: str,
    is_another: bool,
    on: dt.date,
) -> Found:
    """What the rules ask. Four queries."""
    lot = service.lot if service else category.lot
    supplier = supplier_named(provider_name)
    known = (
        finance_reference
        and SpotPurchase.objects.filter(finance_reference__iexact=finance_reference).first()
    )
    same = SpotPurchase.objects.filter(
        provider_key=key_of(provider_name), purchased_on=purchased_on, amount=amount
    ).first()
    return Found(
        provider=provider_name,
        purchased_on=purchased_on,
        on=on,
        amount=amount,
        reason=reason,
        explanation=explanation,
        approver=approver,
        lot=str(lot) if lot else "no lot",
        service_has_lot=lot is not None and service is not None,
        provider_is_admitted=bool(
            lot and supplier and admitted_on(lot, purchased_on).filter(pk=supplier.pk).exists()
        ),
        same=same.reference if same else "",
        says_it_is_another=is_another,
        reference=finance_reference,
        reference_is_known=known.reference if known else "",
    )


@transaction.atomic
def record_found(
    *,
    provider_name: str,
    purchased_on: dt.date,
    amount: Decimal,
    team: Team,
    category: RequestCategory,
    service: Service | None = None,
    reason: str,
    explanation: str,
    approver: str,
    finance_reference: str = "",
    is_another: bool = False,
    source: str = Source.FOUND,
    email: str = "",
    by: User,
    on: dt.date,
) -> SpotPurchase:
    """Record what a team bought outside the scheme on the day `purchased_on`, GBP ex VAT.

    It uses no approval, no budget and nothing of the cap. `finance_reference` is recorded once,
    whoever is first. With `email` the provider is invited to join the lot. Takes no lock. Raises
    Forbidden or Refused.
    """
    require(by, Permission.SPOT_PURCHASE_RECORD)
    provider, reference = " ".join(provider_name.split()), finance_reference.strip()
    asked: dict[str, Any] = {
        "provider_name": provider,
        "purchased_on": purchased_on,
        "amount": amount,
        "category": category,
        "service": service,
        "reason": reason,
        "explanation": explanation.strip(),
        "approver": approver.strip(),
        "finance_reference": reference,
    }
    enforce(RULES, facts_of(**asked, is_another=is_another, on=on))
    try:
        with transaction.atomic():
            purchase = SpotPurchase.objects.create(
                **asked | {"finance_reference": reference or None},
                source=source,
                team=team,
                provider_key=key_of(provider),
                supplier=supplier_named(provider),
                recorded_by=by,
            )
    except IntegrityError:
        enforce(RULES, facts_of(**asked, is_another=is_another, on=on))
        raise
    invite_provider(purchase, email, by=by, on=on)
    audit.record("spot.found", purchase, by=by, amount=amount, reason=reason, team=team.name)
    return purchase


def refusals_against_found(*, on: dt.date, **asked: Any) -> list[Refusal]:
    """Why it would not be recorded; for the dry run of an import."""
    return ask(RULES, facts_of(**asked, on=on))
