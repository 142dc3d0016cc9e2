"""Following an invitation to its end: what its provider does moves it.

Each is called inside the transaction of the act it follows, and does nothing where nobody was
invited. An invitation is matched by its account, its supplier, or the e-mail address it went to.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Upper

from mdps.core import notices, states
from mdps.core.models import User
from suppliers.locks import lock
from suppliers.models import Application, Invitation, Supplier

State = Invitation.State


@transaction.atomic
def opened(invitation: Invitation) -> None:
    """Its link was opened for the first time. Locks the invitation."""
    lock(invitation)
    if invitation.state == State.SENT:
        states.move(invitation, State.OPENED, by=None)


def account_made(invitation: Invitation, *, by: User) -> None:
    """An account was made by its link, and confirmed. Locks the invitation."""
    lock(invitation)
    if invitation.state in (State.SENT, State.OPENED):
        states.move(invitation, State.ACCOUNT_MADE, by=by, account=by)


def applied(application: Application, *, by: User) -> None:
    """The provider applied for the lot it was invited to; whoever invited it is told."""
    supplier = application.supplier
    for each in _of(supplier, by).filter(lot=application.lot, application=None):
        if State.APPLIED in Invitation.TRANSITIONS[State(each.state)]:
            states.move(each, State.APPLIED, by=by, application=application, supplier=supplier)
            _tell(each, f"{supplier} applied for {application.lot.short}")


def decided(application: Application, *, admitted: bool, by: User | None, on: dt.date) -> None:
    """Its application was decided or withdrawn; whoever invited the provider is told."""
    for each in application.invitations.filter(state=State.APPLIED).select_for_update(of=("self",)):
        to = State.JOINED if admitted else State.REFUSED
        states.move(each, to, by=by, ended_on=on)
        result = "is admitted to" if admitted else "is not admitted to"
        _tell(each, f"{application.supplier} {result} {application.lot.short}")


def invitations_of(account: User, supplier: Supplier | None = None) -> QuerySet[Invitation]:
    """The invitations that wait for an answer of this account or its supplier."""
    return _of(supplier, account).filter(state__in=Invitation.WAITING).select_related("lot")


def _of(supplier: Supplier | None, account: User) -> QuerySet[Invitation]:
    """Every invitation of these two, by account, supplier or address."""
    addresses = {account.email.upper(), supplier.email.upper() if supplier else ""} - {""}
    of_supplier = Q(supplier=supplier) if supplier else Q()
    invitations = Invitation.objects.annotate(address=Upper("email"))
    return invitations.filter(Q(account=account) | Q(address__in=addresses) | of_supplier)


def _tell(invitation: Invitation, sentence: str) -> None:
    url = invitation.application.get_absolute_url() if invitation.application else ""
    notices.tell([invitation.raised_by], f"{invitation.reference}: {sentence}", url=url)
