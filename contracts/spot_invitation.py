"""Inviting the provider of a spot purchase to join the lot that it could have been bought under."""

import datetime as dt

from contracts.models import SpotPurchase
from lots.models import Lot
from mdps.core.models import User
from suppliers.invite import invite
from suppliers.models import Invitation


def lot_of(purchase: SpotPurchase) -> Lot | None:
    """The lot of its service, or of its category where nobody said which service it was."""
    return purchase.service.lot if purchase.service else purchase.category.lot


def invite_provider(
    purchase: SpotPurchase, email: str, *, by: User, on: dt.date
) -> Invitation | None:
    """Invite the provider, at that address, in the transaction of the purchase (CR ¶12).

    None without an address, or where there is no lot to join. Raises Refused as suppliers.invite
    does: invited already, or on the lot.
    """
    lot = lot_of(purchase)
    if not email or lot is None:
        return None
    line = purchase.line
    return invite(
        provider_name=purchase.provider_name,
        email=email,
        lot=lot,
        reason=Invitation.Reason.SPOT_PURCHASE,
        request_reference=line.request.reference if line else "",
        by=by,
        on=on,
    )
