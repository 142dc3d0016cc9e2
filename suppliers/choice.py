"""Choosing a supplier in a form; of whom nothing new can be bought now, the choice says why."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms

from lots.models import Lot
from mdps.core import clock
from mdps.core.words import listed
from suppliers.evidence_standing import lapsed


class SupplierField(forms.ModelChoiceField):
    """One supplier of the register.

    `lot` is the one that it is chosen for; None where it may be any of the lots it is on. One query
    for the choices, and one for each of those lots.
    """

    lot: Lot | None = None

    def choose_from(self, suppliers: Any, lot: Lot | None) -> None:
        """Offer `suppliers` (a queryset), for `lot`."""
        self.lot = lot
        self.queryset = suppliers

    def label_from_instance(self, supplier: Any) -> str:
        said = self._lapses.get(supplier.pk)
        return f"{supplier.name}. Not to be chosen now{said}" if said else supplier.name

    @cached_property
    def _lapses(self) -> dict[int, str]:
        """Supplier id -> what has lapsed, of those admitted today."""
        today = clock.today()
        if self.lot:
            return {each: f": {listed(said)}" for each, said in lapsed(self.lot, today).items()}
        return _by_lot((lot, lapsed(lot, today)) for lot in Lot.objects.all())


def _by_lot(found: Iterable[tuple[Lot, dict[int, list[str]]]]) -> dict[int, str]:
    """` for Lot 1 and Lot 3: DBS check is missing`; another reason follows a semicolon."""
    whose: dict[int, dict[str, list[str]]] = {}
    for lot, lapses in found:
        for supplier, said in lapses.items():
            whose.setdefault(supplier, {}).setdefault(listed(said), []).append(lot.short)
    return {
        supplier: ";".join(f" for {listed(lots)}: {said}" for said, lots in reasons.items())
        for supplier, reasons in whose.items()
    }
