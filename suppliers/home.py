"""What the provider's home page shows: where its organisation stands on each lot."""

from django.urls import reverse

from mdps.core import clock, slots
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Empty, Link, Section
from suppliers import sections
from suppliers.cards import admissions_of, cards
from suppliers.queries import own_supplier


@slots.filler("home")
def my_organisation(user: User) -> Section | None:
    """The cards of the lots, to a provider whose account belongs to an organisation; without the
    reasons of decisions, which its own page shows."""
    if Permission.ORGANISATION_READ not in user.permissions:
        return None
    supplier = own_supplier(user)
    if not supplier:
        register = Link("Register your organisation", reverse("join:organisation"))
        return Section(
            "First, say who you are",
            "components/empty_state.html",
            {"empty": Empty("Your account is ready", "Then you can apply for lots.", register)},
            id="organisation",
        )
    found = admissions_of(supplier)
    shown = cards(supplier, found, user=user, on=clock.today(), with_reasons=False)
    lots = sections.lots(shown)
    return Section(f"{supplier} on the lots", lots.template, lots.context, id="organisation")
