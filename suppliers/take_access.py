"""Taking away that an account acts for a supplier."""

from django.db import transaction
from django.urls import reverse

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from suppliers.access_rules import TAKE_RULES, TakeFacts
from suppliers.models import ProviderAccount, Supplier


@transaction.atomic
def take_access(supplier: Supplier, account: User, *, by: User) -> None:
    """End that `account` acts for the supplier: it sees nothing of it with its next request.

    What it did stays on the record under its name. Locks the account; it is told. Raises
    Forbidden, or Refused if it does not act for the supplier.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=supplier)
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    acting = ProviderAccount.objects.filter(user=account, supplier=supplier)
    facts = TakeFacts(person=account.name, supplier=supplier.name, acts_for_it=acting.exists())
    enforce(TAKE_RULES, facts)
    acting.delete()
    audit.record("supplier.access_taken", supplier, by=by, account=account)
    notices.tell([account], f"You no longer act for {supplier}", url=reverse("home"))
