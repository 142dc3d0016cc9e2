"""What several services together cost with each supplier. GBP ex VAT, volume discounts counted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lots.models import Service
from mdps.core.money import ZERO
from mdps.core.scheme_years import scheme_year
from suppliers import volumes
from suppliers.evidence_standing import lapsed
from suppliers.prices import extras, prices_by_service
from suppliers.pricing import Extra, Priced, price


@dataclass(frozen=True)
class Comparison:
    """One supplier: what each service of the basket costs (those it offers), and what is lapsed."""

    supplier_id: int
    supplier_name: str
    lines: Mapping[int, Priced]
    extras: tuple[Extra, ...]
    lapses: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        """What the services that it offers come to."""
        return sum((line.total for line in self.lines.values()), ZERO)


def compare(basket: Mapping[Service, int], on: dt.date) -> list[Comparison]:
    """Every supplier that can be awarded one of the services on the day `on`, ranked.

    Those that offer all of the basket come first, the cheapest of them at the top; then those that
    offer most of it. Units come after those ordered so far in the scheme year. Four queries, and
    one for each lot.
    """
    services = list(basket)
    found = prices_by_service(on)
    ordered = volumes.ordered_by_service(None, services, scheme_year(on))
    names: dict[int, str] = {}
    lines: dict[int, dict[int, Priced]] = {}
    for service, units in basket.items():
        for each in found.get(service.pk, []):
            names[each.supplier_id] = each.supplier_name
            before = ordered.get((each.supplier_id, service.pk), 0)
            lines.setdefault(each.supplier_id, {})[service.pk] = price(
                each.unit_price, each.tiers, units, ordered=before
            )
    besides = extras(names, services, on)
    lapses = _lapses(services, lines, on)
    compared = [
        Comparison(
            supplier,
            name,
            lines[supplier],
            _each_once(besides, supplier, services),
            tuple(lapses.get(supplier, ())),
        )
        for supplier, name in names.items()
    ]
    return sorted(compared, key=lambda each: (-len(each.lines), each.total, each.supplier_name))


def _lapses(
    services: list[Service], lines: Mapping[int, Mapping[int, Priced]], on: dt.date
) -> dict[int, list[str]]:
    """Of each supplier what has lapsed for the lots of the services that it offers."""
    said: dict[int, list[str]] = {}
    for lot in {service.lot for service in services if service.lot}:
        offered = {service.pk for service in services if service.lot == lot}
        those = [supplier for supplier, its in lines.items() if offered & set(its)]
        for supplier, sentences in lapsed(lot, on, those).items():
            new = [each for each in sentences if each not in said.get(supplier, [])]
            said.setdefault(supplier, []).extend(new)
    return said


def _each_once(
    besides: Mapping[tuple[int, int], tuple[Extra, ...]], supplier: int, services: list[Service]
) -> tuple[Extra, ...]:
    found = {each for service in services for each in besides.get((supplier, service.pk), ())}
    return tuple(sorted(found, key=lambda each: (each.label, each.price)))
