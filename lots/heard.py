"""What higher floors hear of a lot, inside the transaction of the act.

@heard.version_in_force
def tell_suppliers(version: LotVersion, by: User) -> None: ...
"""

from collections.abc import Callable

from lots.models import LotVersion
from mdps.core.models import User

Hearer = Callable[[LotVersion, User], None]

_hearers: list[Hearer] = []


def version_in_force(function: Hearer) -> Hearer:
    """Register a function that is called when a version is put in force, for whatever day."""
    _hearers.append(function)
    return function


def tell(version: LotVersion, *, by: User) -> None:
    """Call everybody who wants to hear of `version`."""
    for hear in _hearers:
        hear(version, by)
