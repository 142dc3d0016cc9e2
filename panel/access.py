"""A declared interest bars: the paper is not opened any further, by whatever page."""

from typing import Any

from mdps.core.models import User
from mdps.core.permissions import Permission, about
from mdps.core.roles import ROLES
from panel.conflicts import is_barred
from panel.models import AgendaItem
from referrals import emergency
from referrals.models import SupportRequest

BARRED = "You declared an interest in {}, so its paper stays closed to you."


@about(Permission.REQUEST_READ)
@about(Permission.NARRATIVE_READ)
def interest_bars_from_reading(user: User, record: Any) -> str | None:
    """Who asked for it, or manages who did, still reads their own request."""
    if not isinstance(record, SupportRequest) or not _reads_as_member(user, record):
        return None
    return BARRED.format(record.reference) if is_barred(record, user) else None


@about(Permission.PANEL_DECIDE)
def interest_bars_from_deciding(user: User, record: Any) -> str | None:
    """Whatever else they are, they do not decide it."""
    if not isinstance(record, AgendaItem) or not is_barred(record.request, user):
        return None
    return f"You declared an interest in {record.request.reference}, so you take no part in it."


@emergency.bar
def interest_bars_in_an_emergency(user: User, request: SupportRequest) -> bool:
    """No emergency opens what a declared interest closes."""
    return is_barred(request, user)


def _reads_as_member(user: User, request: SupportRequest) -> bool:
    member = any(Permission.PANEL_DECIDE in ROLES[key].permissions for key in user.roles)
    of_the_asking = request.requester_id == user.pk or (
        Permission.REQUEST_ENDORSE in user.permissions and request.team_id == user.team_id
    )
    return member and not of_the_asking
