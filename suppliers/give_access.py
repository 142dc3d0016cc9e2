"""Letting an account with the role of provider act for a supplier."""

from django.db import transaction
from django.db.models import QuerySet

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import RoleKey
from mdps.core.rules import Refusal, ask, enforce
from suppliers.access_rules import GIVE_RULES, GiveFacts, somebody_is_free
from suppliers.models import ProviderAccount, Supplier


@transaction.atomic
def give_access(supplier: Supplier, account: User, *, by: User) -> ProviderAccount:
    """Let `account` see the supplier's own record and apply for it, from its next request.

    Locks the account, so that of two suppliers one gets it. It is told. Raises Forbidden, or
    Refused if the account is closed, holds another role or acts for a supplier already.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=supplier)
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    enforce(GIVE_RULES, facts_of(account))
    given = ProviderAccount.objects.create(user=account, supplier=supplier)
    audit.record("supplier.access_given", supplier, by=by, account=account)
    notices.tell([account], f"You act for {supplier} now", url=supplier.get_own_url())
    return given


def free_accounts() -> QuerySet[User]:
    """Open provider accounts that act for nobody, by name."""
    return User.objects.holding(RoleKey.PROVIDER).filter(provider_account=None).order_by("name")


def refusals_against_giving() -> list[Refusal]:
    """Why no account can be given access now; empty means one can."""
    return ask((somebody_is_free,), free_accounts().count())


def facts_of(account: User) -> GiveFacts:
    """What the rules ask about an account that is to act for a supplier."""
    acting = ProviderAccount.objects.select_related("supplier").filter(user=account).first()
    return GiveFacts(
        person=account.name,
        is_open=account.is_active,
        is_provider=account.holds(RoleKey.PROVIDER),
        acts_for=acting.supplier.name if acting else "",
    )
