"""Where a call-off stands: what is ordered of it now, committed, delivered, invoiced.

Amounts are GBP ex VAT. Of a call-off that was varied, `parts` are what it is made of today.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from contracts import parts
from contracts.models import CallOffContract, Payment, Variation
from contracts.parts import Part
from mdps.core.money import ZERO


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`committed` is net: awards and increases less what was given back."""

    original: Decimal
    parts: tuple[Part, ...]
    committed: Decimal
    increased: Decimal  # by all increases so far
    delivered: int
    missed: int
    invoiced: Decimal  # net
    paid: Decimal  # including VAT
    extras: Decimal = ZERO  # the most that may be charged besides the units
    extras_reported: Decimal = ZERO
    extras_invoiced: Decimal = ZERO

    @property
    def ordered(self) -> int:
        """The units ordered today."""
        return parts.units(self.parts)

    @property
    def undelivered(self) -> int:
        """The units ordered and not delivered yet."""
        return self.ordered - self.delivered

    @property
    def delivered_value(self) -> Decimal:
        """What was delivered is worth with its extras: never more than what is committed."""
        units = parts.worth(self.delivered, self.parts)
        return min(units + self.extras_reported, self.committed)

    @property
    def remainder(self) -> Decimal:
        """What is committed and not delivered: what an early end gives back."""
        return self.committed - self.delivered_value

    def less(self, units: int) -> Decimal:
        """What giving back the last `units` takes off the value: never what was delivered, and
        nothing where their value was released before."""
        fewer = parts.worth(self.ordered - units, self.parts)
        return min(parts.total(self.parts) - fewer, self.remainder)


def standing_of(contract: CallOffContract) -> Standing:
    """Where `contract` stands now. Five queries."""
    variations = list(contract.variations.order_by("id"))
    lines = contract.commitments.aggregate(net=Sum("amount", default=ZERO))
    reported = contract.deliveries.aggregate(
        units=Sum("units", default=0),
        missed=Sum("missed", default=0),
        charged=Sum("extras", default=ZERO),
    )
    invoiced = contract.invoices.aggregate(
        net=Sum("net", default=ZERO), charged=Sum("extras", default=ZERO)
    )
    return Standing(
        original=contract.value,
        parts=tuple(parts_of(contract, variations)),
        committed=lines["net"],
        increased=sum((each.amount for each in variations if each.amount > 0), ZERO),
        delivered=reported["units"],
        missed=reported["missed"],
        invoiced=invoiced["net"],
        paid=Payment.objects.filter(invoice__contract=contract).aggregate(
            sum=Sum("amount", default=ZERO)
        )["sum"],
        extras=contract.extras,
        extras_reported=reported["charged"],
        extras_invoiced=invoiced["charged"],
    )


def parts_of(contract: CallOffContract, variations: Iterable[Variation]) -> list[Part]:
    """The award's parts, then those of each increase; a decrease takes its units from the last."""
    found = parts.thawed(contract.parts)
    for each in variations:
        if each.units > 0:
            found += parts.thawed(each.parts)
        elif each.units < 0:
            found = parts.first(parts.units(found) + each.units, found)
    return found
