"""Varying a call-off without adding to it: fewer units, other dates, another supplier (reg 72)."""

import datetime as dt
from typing import Any

from django.db import transaction

from contracts import ledger, vary_rules
from contracts.giving_back import give_back
from contracts.holding import hold
from contracts.models import CallOffContract, Commitment, Variation
from contracts.standing import standing_of
from contracts.telling import tell_requester, tell_supplier
from mdps.core import audit
from mdps.core.models import User
from mdps.core.money import ZERO
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from suppliers import volumes
from suppliers.models import Admission, Supplier
from suppliers.queries import for_share

Ground, Kind = Variation.Ground, Variation.Kind


@transaction.atomic
def decrease(
    contract: CallOffContract,
    *,
    units: int,
    ground: str = Ground.NOT_SUBSTANTIAL,
    reasons: str,
    by: User,
    on: dt.date,
) -> Variation:
    """Take the last `units` off; what they come to leaves the cap and can be awarded anew.

    Where their value was released before, the units alone are taken off.

    Never refused for the cap, the term, the admission or the approval. Locks scheme, line and
    call-off. Raises Forbidden, or Refused below what was delivered.
    """
    require(by, Permission.CONTRACT_AWARD, on=contract)
    scheme, held = hold(contract)
    standing = standing_of(held)
    enforce(
        vary_rules.DECREASE,
        vary_rules.Decrease(
            **varying(held, ground=ground, reasons=reasons, on=on),
            units=units,
            ordered=standing.ordered,
            delivered=standing.delivered,
        ),
    )
    amount = standing.less(units)
    variation = record(
        held, Kind.DECREASE, ground, reasons, by=by, on=on, units=-units, amount=-amount
    )
    give_back(held, amount=amount, units=units, by=by, on=on)
    volumes.take_back(units, source=held.reference, by=by, on=on)
    if amount:
        ledger.post(scheme, held, Commitment.Kind.DECREASE, -amount, by=by, on=on)
    tell(held)
    return variation


@transaction.atomic
def change_dates(
    contract: CallOffContract,
    *,
    starts_on: dt.date,
    ends_on: dt.date,
    ground: str = Ground.NOT_SUBSTANTIAL,
    reasons: str,
    by: User,
    on: dt.date,
) -> Variation:
    """Let delivery run from `starts_on` to `ends_on`, both inclusive.

    Never refused for the cap, the term, the admission or the approval. Locks scheme, line and
    call-off. Raises Forbidden, or Refused.
    """
    require(by, Permission.CONTRACT_AWARD, on=contract)
    _, held = hold(contract)
    enforce(
        vary_rules.DATES,
        vary_rules.Dates(
            **varying(held, ground=ground, reasons=reasons, on=on),
            was_starts_on=held.starts_on,
            was_ends_on=held.ends_on,
            starts_on=starts_on,
            ends_on=ends_on,
        ),
    )
    variation = record(
        held, Kind.DATES, ground, reasons, by=by, on=on, starts_on=starts_on, ends_on=ends_on
    )
    held.starts_on, held.ends_on = starts_on, ends_on
    held.save(update_fields=["starts_on", "ends_on"])
    tell(held)
    return variation


@transaction.atomic
def novate(
    contract: CallOffContract, *, supplier: Supplier, reasons: str, by: User, on: dt.date
) -> Variation:
    """Let another supplier take over what is still to be delivered, at its price (reg 72(1)(d)).

    Its value stays committed as it is. Locks scheme, line, call-off, then the new supplier's
    admission FOR SHARE. Raises Forbidden, or Refused unless the new supplier is admitted.
    """
    require(by, Permission.CONTRACT_AWARD, on=contract)
    _, held = hold(contract)
    admission = for_share(supplier, held.lot)
    enforce(
        vary_rules.NOVATION,
        vary_rules.Novation(
            **varying(held, ground=Ground.NEW_CONTRACTOR, reasons=reasons, on=on),
            was_supplier=held.delivered_by.name,
            supplier=supplier.name,
            lot=held.lot.number,
            admission=_state(admission, on),
        ),
    )
    tell_supplier(held, "was transferred to another supplier")
    variation = record(
        held, Kind.NOVATION, Ground.NEW_CONTRACTOR, reasons, by=by, on=on, supplier=supplier
    )
    held.delivered_by = supplier
    held.save(update_fields=["delivered_by"])
    tell(held)
    return variation


def varying(
    contract: CallOffContract,
    *,
    ground: str,
    reasons: str,
    on: dt.date,
    notice_published: bool = False,
) -> dict[str, Any]:
    """The fields of vary_rules.Varying."""
    return {
        "reference": contract.reference,
        "state": contract.state,
        "on": on,
        "ground": ground,
        "reasons": reasons,
        "notice_published": notice_published,
    }


def record(
    contract: CallOffContract,
    kind: Variation.Kind,
    ground: str,
    reasons: str,
    *,
    by: User,
    on: dt.date,
    **changes: Any,
) -> Variation:
    """Write the variation and its audit line; what is not among `changes` stays as it was."""
    variation = Variation.objects.create(
        **{
            "contract": contract,
            "kind": kind,
            "ground": ground,
            "reasons": reasons.strip(),
            "was_starts_on": contract.starts_on,
            "was_ends_on": contract.ends_on,
            "starts_on": contract.starts_on,
            "ends_on": contract.ends_on,
            "was_supplier": contract.delivered_by,
            "supplier": contract.delivered_by,
            "varied_on": on,
            "varied_by": by,
        }
        | changes
    )
    audit.record(
        f"contract.{kind.value}",
        contract,
        by=by,
        variation=variation,
        ground=ground,
        amount=changes.get("amount", ZERO),
        units=changes.get("units", 0),
        supplier=variation.supplier.name,
        until=variation.ends_on,
    )
    return variation


def tell(contract: CallOffContract) -> None:
    """The supplier who delivers it, and the requester."""
    tell_supplier(contract, "was varied")
    tell_requester(contract, "was varied")


def _state(admission: Admission | None, on: dt.date) -> str | None:
    return admission.standing_on(on) if admission else None
