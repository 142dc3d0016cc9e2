"""Locking the records of suppliers, so that a rule is asked of what really stands.

One record at a time: an application or an admission FOR UPDATE, or the supplier FOR NO KEY
UPDATE (which lets others refer to it) while something is added to it. `docs/locking.md` has
the order for all apps.
"""

from django.db.models import Model, QuerySet

from suppliers.models import Application, Supplier


def lock(record: Model) -> None:
    """Lock `record` FOR UPDATE until the transaction ends, and bring it up to date."""
    record.refresh_from_db(from_queryset=type(record)._base_manager.select_for_update())


def lock_supplier(supplier: Supplier) -> None:
    """Let one person at a time add an application or a price to `supplier`."""
    Supplier.objects.select_for_update(no_key=True).get(pk=supplier.pk)


def lock_suppliers_of(applications: QuerySet[Application]) -> None:
    """Hold the suppliers of `applications`, in the order of their ids."""
    suppliers = Supplier.objects.filter(pk__in=applications.values("supplier"))
    list(suppliers.order_by("pk").select_for_update(no_key=True))
