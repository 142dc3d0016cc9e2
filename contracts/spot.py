"""Recording a spot purchase: an approved line met outside the scheme. It never touches the cap."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from contracts.line_facts import of_line
from contracts.models import SpotPurchase
from contracts.providers import key_of
from contracts.queries import supplier_named
from contracts.spot_invitation import invite_provider
from contracts.spot_rules import RULES, SpotFacts
from lots.queries import current_scheme
from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import enforce
from panel import budgets
from referrals import lines
from referrals.models import RequestLine
from suppliers.queries import admitted_on, suspended_from


@transaction.atomic
def record(
    line: RequestLine,
    *,
    provider_name: str,
    units: int,
    amount: Decimal,
    reason: str,
    explanation: str,
    authorised_by: User,
    email: str = "",
    by: User,
    on: dt.date,
) -> SpotPurchase:
    """Record that `units` of an approved line were bought outside the scheme for `amount`.

    GBP ex VAT. Uses the line's approved amount. With `email` the provider is invited to join the
    lot. Locks the line. Raises Forbidden or Refused.
    """
    require(by, Permission.SPOT_PURCHASE_RECORD, on=line)
    line = (
        RequestLine.objects.select_for_update(of=("self",))
        .select_related("request__requester", "request__team", "service__lot", "service__category")
        .get(pk=line.pk)
    )
    lot, provider = line.service.lot, provider_name.strip()
    scheme = current_scheme()
    enforce(
        RULES,
        SpotFacts(
            **of_line(line, units=units, value=amount, by=by, on=on),
            reason=reason,
            service=line.service.name,
            service_has_lot=lot is not None,
            provider=provider,
            provider_is_admitted=lot is not None
            and admitted_on(lot, on).filter(name__iexact=provider).exists(),
            provider_is_suspended=lot is not None
            and suspended_from(lot, on).filter(name__iexact=provider).exists(),
            in_term=scheme.is_in_term(on),
            headroom=scheme.headroom,
            authoriser=authorised_by.name,
            authoriser_may=can(authorised_by, Permission.AUTHORITY_MANAGE),
            authoriser_raised_request=line.request.requester_id == authorised_by.pk,
        ),
    )
    purchase = SpotPurchase.objects.create(
        line=line,
        team=line.request.team,
        category=line.service.category,
        service=line.service,
        provider_name=provider,
        provider_key=key_of(provider),
        supplier=supplier_named(provider),
        units=units,
        amount=amount,
        reason=reason,
        explanation=explanation,
        approver=authorised_by.name,
        authorised_by=authorised_by,
        recorded_by=by,
        purchased_on=on,
    )
    invite_provider(purchase, email, by=by, on=on)
    lines.commit(line, amount=amount, units=units, by=by)
    budgets.commit(line, amount, source=purchase.reference, by=by, on=on)
    if line.state == RequestLine.State.AWARDED and not line.contracts.exists():
        budgets.release(line, source=purchase.reference, by=by, on=on)  # nothing comes back of it
    audit.record("spot.recorded", purchase, by=by, amount=amount, reason=reason, line=line)
    notices.tell(
        [line.request.requester],
        f"{purchase.reference} was recorded for {line.request.reference}",
        url=line.request.get_absolute_url(),
    )
    return purchase
