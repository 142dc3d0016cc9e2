"""What the provider's home page shows: where its organisation stands on each lot."""

from mdps.core import clock, slots
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Section
from suppliers import sections
from suppliers.cards import admissions_of, cards
from suppliers.queries import suppliers_visible_to


@slots.filler("home")
def my_organisation(user: User) -> Section | None:
    """The cards of the lots, to a provider whose account belongs to an organisation."""
    if Permission.ORGANISATION_READ not in user.permissions:
        return None
    supplier = suppliers_visible_to(user).filter(accounts__user=user).first()
    if not supplier:
        return None
    shown = cards(supplier, admissions_of(supplier), user=user, on=clock.today())
    lots = sections.lots(shown)
    return Section(f"{supplier} on the lots", lots.template, lots.context, id="organisation")
