"""What somebody who leaves held of call-offs: choices about those of suspended suppliers."""

import datetime as dt
from collections.abc import Iterator

from contracts.safeguards import open_safeguards
from contracts.telling import tell
from mdps.core import audit, handover
from mdps.core.models import User
from mdps.core.permissions import Permission


@handover.holder
def safeguards_owned(person: User, on: dt.date) -> Iterator[handover.Holding]:
    """Choices that are to be made or followed, to another who awards call-offs."""
    found = list(open_safeguards().filter(owner=person).order_by("pk"))
    if not found:
        return

    def give(to: User, by: User, on: dt.date) -> None:
        for each in handover.pass_on(found, "owner", to=to):
            audit.record("safeguard.given", each.contract, by=by, owner=to.name)
            tell([to], each.contract, f"is yours to decide about, in the place of {person.name}")

    takers = handover.takers(Permission.CONTRACT_AWARD, instead_of=person)
    yield handover.Holding(
        key="safeguards",
        place=6,
        title="Call-offs of suspended suppliers",
        references=[each.contract.reference for each in found],
        needs=Permission.CONTRACT_AWARD,
        takers=list(takers),
        give=give,
    )
