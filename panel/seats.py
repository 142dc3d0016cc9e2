"""The seats of the panel: what each member speaks for, and who deputises for the chair."""

from django.db import transaction
from django.db.models import QuerySet

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, Refused
from panel.models import PanelSeat
from panel.models.members import Area


def members() -> QuerySet[User]:
    """Everybody who decides in the panel and has an open account, by name."""
    deciders = User.objects.holding(*holders_of(Permission.PANEL_DECIDE))
    return deciders.select_related("panel_seat").order_by("name", "pk")


@transaction.atomic
def seat(person: User, *, area: str, is_deputy: bool, by: User) -> PanelSeat:
    """Let `person` speak for `area` from the next attendance on; twice is the same as once.

    Raises Forbidden, or Refused for somebody who does not decide or an area that is none.
    """
    require(by, Permission.MEETING_MANAGE)
    if Permission.PANEL_DECIDE not in person.permissions:
        raise Refused([Refusal("no-member", f"{person.name} is not a member of the panel.")])
    if area not in Area:
        raise Refused([Refusal("no-area", "Choose what the member speaks for.", field="area")])
    held, _ = PanelSeat.objects.update_or_create(
        person=person, defaults={"area": area, "is_deputy": is_deputy}
    )
    audit.record(
        "panel.seated",
        person,
        by=by,
        area=held.get_area_display().lower(),
        deputy=", deputy" if is_deputy else "",
    )
    return held
