"""What the pages of lots have in common."""

from django.urls import reverse

from lots.models import Lot
from mdps.core.navigation import entry
from mdps.core.permissions import Permission
from mdps.core.ui import Link

READERS = (Permission.SCHEME_READ, Permission.SUPPLIER_READ)
TABS = (
    entry("The scheme", "lots:scheme", *READERS),
    entry("Admission rounds", "lots:rounds", *READERS),
)


def breadcrumbs(*more: Link) -> list[Link]:
    """From the scheme, and on."""
    return [Link("The scheme", reverse("lots:scheme")), *more]


def way_to(lot: Lot) -> list[Link]:
    """The way back to a lot."""
    return breadcrumbs(Link(str(lot), lot.get_absolute_url()))
