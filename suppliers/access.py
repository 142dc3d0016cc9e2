"""What a person may do with a particular supplier, beyond what the role allows."""

from uuid import UUID

from mdps.core.cases import reading
from mdps.core.models import User
from mdps.core.permissions import Permission, about, can
from suppliers.models import Supplier


@reading.reader
def keys_of_suppliers(user: User, keys: set[UUID]) -> set[UUID]:
    """The keys of suppliers, for whoever of the council may see suppliers."""
    if not can(user, Permission.SUPPLIER_READ):
        return set()
    found = Supplier.objects.filter(case_key__in=keys)
    return set(found.values_list("case_key_id", flat=True))


@about(Permission.APPLICATION_MAKE)
def applies_for_itself(user: User, supplier: Supplier) -> str | None:
    """A provider applies for its own organisation; the council's people for any."""
    if Permission.SUPPLIER_MANAGE in user.permissions:
        return None
    if supplier.accounts.filter(user=user).exists():
        return None
    return "You can apply for your own organisation only."


@about(Permission.EVIDENCE_OFFER)
def offers_its_own(user: User, supplier: Supplier) -> str | None:
    """A provider offers evidence of its own organisation; the council's people of any."""
    if Permission.SUPPLIER_MANAGE in user.permissions:
        return None
    if supplier.accounts.filter(user=user).exists():
        return None
    return "You can offer evidence of your own organisation only."


@about(Permission.PRICE_PROPOSE)
def proposes_for_itself(user: User, supplier: Supplier) -> str | None:
    """A provider proposes prices of its own organisation; the council's people set them."""
    if supplier.accounts.filter(user=user).exists():
        return None
    return "You can propose prices of your own organisation only."


@about(Permission.REMOVAL_ANSWER)
def answers_its_own(user: User, supplier: Supplier) -> str | None:
    """A provider answers a notice to its own organisation; an officer enters what was received."""
    if Permission.SUPPLIER_MANAGE in user.permissions:
        return None
    if supplier.accounts.filter(user=user).exists():
        return None
    return "You can answer a notice to your own organisation only."


@about(Permission.CONTACT_INVITE)
def invites_to_its_own(user: User, supplier: Supplier) -> str | None:
    """A provider invites people to its own organisation; the council's people to any."""
    if Permission.SUPPLIER_MANAGE in user.permissions:
        return None
    if supplier.accounts.filter(user=user).exists():
        return None
    return "You can invite people to your own organisation only."


@about(Permission.CONTACT_CHANGE)
def changes_its_own(user: User, supplier: Supplier) -> str | None:
    """A provider says how its own organisation is reached; the council's people of any."""
    if Permission.SUPPLIER_MANAGE in user.permissions:
        return None
    if supplier.accounts.filter(user=user).exists():
        return None
    return "You can change your own organisation only."
