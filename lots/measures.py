"""The scheme's figures for the operators, in GBP ex VAT."""

from decimal import Decimal

from lots.models import Scheme
from mdps.core.measures import measure


@measure("scheme_cap_pounds", "What all contracts together may come to, GBP ex VAT")
def cap() -> Decimal:
    return Scheme.objects.get().cap


@measure("scheme_committed_pounds", "What counts against the cap, GBP ex VAT")
def committed() -> Decimal:
    return Scheme.objects.get().committed


@measure("scheme_headroom_pounds", "What is left under the cap, GBP ex VAT")
def headroom() -> Decimal:
    return Scheme.objects.get().headroom
