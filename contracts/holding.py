"""Holding a call-off while it is changed: the locks of every act after the award."""

from contracts import ledger
from contracts.models import CallOffContract
from lots.models import Scheme
from referrals.models import RequestLine


def hold(contract: CallOffContract) -> tuple[Scheme, CallOffContract]:
    """The scheme and the call-off as they are now, locked until the transaction ends.

    Locks the scheme, then the line that was awarded, then the call-off (docs/locking.md): also an
    act that only gives back takes the scheme first, since the ledger's trigger writes to it.
    """
    scheme = ledger.lock(contract.lot.scheme_id)
    RequestLine.objects.select_for_update().get(pk=contract.line_id)
    held = (
        CallOffContract.objects.select_for_update(of=("self",))
        .select_related("line__request__requester", "lot", "service", "supplier", "delivered_by")
        .get(pk=contract.pk)
    )
    return scheme, held
