"""Who is told of what happens to a call-off: by its reference only."""

from collections.abc import Iterable

from contracts.models import CallOffContract
from mdps.core import notices
from mdps.core.models import User


def tell_requester(contract: CallOffContract, what: str) -> None:
    """`CO-00012 was completed`, with a link to the request."""
    request = contract.line.request
    notices.tell(
        [request.requester], f"{contract.reference} {what}", url=request.get_absolute_url()
    )


def tell_supplier(contract: CallOffContract, what: str) -> None:
    """The people of the supplier who delivers it."""
    accounts = contract.delivered_by.accounts.select_related("user")
    tell([account.user for account in accounts], contract, what)


def tell_officer(contract: CallOffContract, what: str) -> None:
    """The commissioner who awarded it."""
    tell([contract.awarded_by], contract, what)


def tell(people: Iterable[User], contract: CallOffContract, what: str) -> None:
    notices.tell(people, f"{contract.reference} {what}", url=contract.get_absolute_url())
