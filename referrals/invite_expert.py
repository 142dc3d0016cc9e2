"""A named expert who is not on the scheme is invited to join it (CR ¶12).

The invitation says nothing of the child; while it runs, an approved line may be met by a spot
purchase.
"""

import datetime as dt
from collections.abc import Iterator

from lots.models import Lot
from mdps.core.models import User
from referrals.court_words import court_of
from referrals.models import CourtDirection, SupportRequest
from suppliers.invite import invite, refusals_against_invite
from suppliers.models import Invitation
from suppliers.queries import open_for_awards


def invite_expert(request: SupportRequest, *, by: User, on: dt.date) -> list[Invitation]:
    """Invite the expert to the lot of each line they are not on; none where they are on all.

    Within the transaction of submitting. Who was invited already is not invited again.
    """
    court = court_of(request)
    if court is None or not court.expert:
        return []
    return [
        invite(
            provider_name=court.expert,
            email=_address(court),
            lot=lot,
            reason=Invitation.Reason.COURT,
            request_reference=request.reference,
            by=by,
            on=on,
        )
        for lot in _lots_to_join(request, court, on)
        if not refusals_against_invite(provider_name=court.expert, email=_address(court), lot=lot)
    ]


def invitations_of(request: SupportRequest) -> list[Invitation]:
    """The invitations that `request` started, the latest first. One query."""
    found = Invitation.objects.filter(request_reference=request.reference).select_related("lot")
    return list(found.order_by("-id"))


def _lots_to_join(request: SupportRequest, court: CourtDirection, on: dt.date) -> Iterator[Lot]:
    asked = Lot.objects.filter(services__request_lines__request=request).distinct()
    supplier = court.expert_supplier
    on_already = (
        set(supplier.admissions.filter(open_for_awards(on)).values_list("lot", flat=True))
        if supplier
        else set()
    )
    return (lot for lot in asked.order_by("number") if lot.pk not in on_already)


def _address(court: CourtDirection) -> str:
    return court.expert_supplier.email if court.expert_supplier else court.expert_email
