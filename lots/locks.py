"""Locking a lot while its rule, rounds or versions change, so that one person does at a time.

`docs/locking.md` has the order for all apps. The application may not write the table of lots,
and `FOR UPDATE` needs that right: an advisory lock of the transaction stands in for it.
"""

from collections.abc import Iterable

from django.db import connection, models

from lots.models import Lot

LOTS = 34_001  # a number of our own: no other advisory lock is taken in this database


def lock_lot(lot: Lot) -> None:
    """Hold `lot` until the transaction ends."""
    lock_lots([lot])


def lock_lots(lots: Iterable[Lot]) -> None:
    """Hold `lots` until the transaction ends, in the order of their ids."""
    with connection.cursor() as cursor:
        for lot in sorted(lots, key=lambda each: each.pk):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOTS, lot.pk])


def lock(record: models.Model) -> None:
    """Lock `record` FOR UPDATE until the transaction ends, and bring it up to date."""
    record.refresh_from_db(from_queryset=type(record)._base_manager.select_for_update())
