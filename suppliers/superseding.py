"""How dated lines of a rate card follow each other. The caller holds the supplier."""

import datetime as dt

from django.db.models import QuerySet

from suppliers.models import ExtraRate, RateLine

DAY = dt.timedelta(days=1)


def end_before(latest: RateLine | ExtraRate | None, effective_from: dt.date) -> None:
    """`latest` holds until the day before another one comes into force."""
    if latest:
        latest.effective_to = effective_from - DAY
        latest.save(update_fields=["effective_to"])


def give_way(line: RateLine | ExtraRate, siblings: QuerySet, on: dt.date) -> None:
    """Cancel `line` on the day `on`; of its `siblings` the one before it goes on in its place."""
    line.cancelled_on = on
    line.save(update_fields=["cancelled_on"])
    before = siblings.filter(effective_to=line.effective_from - DAY)
    before.update(effective_to=line.effective_to)
