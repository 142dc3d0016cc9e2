"""A return for a supplier that was not known to have had work when its round was opened."""

import datetime as dt

from django.db import IntegrityError, transaction

from mdps.core import audit
from reporting.models import MonitoringReturn, MonitoringRound
from reporting.monitoring.open_round import tell
from reporting.monitoring.prefill import Figures, prefilled
from suppliers.models import Supplier


@transaction.atomic
def add_missing(on: dt.date) -> list[MonitoringReturn]:
    """Ask each supplier that had a package in the half year of the latest round and has no return:
    its contract was carried over since. Tells its people; returns what was added.

    Until the day before the round is due; later nobody would have time. Safe to run twice and at
    once: there is one return for each round and supplier. No lock.
    """
    latest = MonitoringRound.objects.order_by("-period_end").first()
    if latest is None or on >= latest.due_on:
        return []
    asked = set(latest.returns.values_list("supplier", flat=True))
    known = prefilled(latest.period, on=on)
    missing = {each: figures for each, figures in known.items() if each.pk not in asked}
    added = [found for each in missing if (found := _add(latest, each, missing[each]))]
    tell(latest, latest.returns.filter(pk__in=[each.pk for each in added]))
    return added


def _add(of: MonitoringRound, supplier: Supplier, figures: Figures) -> MonitoringReturn | None:
    """None where it was added in this moment."""
    try:
        with transaction.atomic():
            found = MonitoringReturn.objects.create(round=of, supplier=supplier, figures=figures)
    except IntegrityError:
        return None
    audit.record("monitoring.added", of, by=None, supplier=supplier.name)
    return found
