"""Which requests somebody may see: what each of their roles lets them reach, added up."""

from collections.abc import Callable, Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from mdps.core import clock
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.roles import ROLES, RoleKey
from referrals.models import EmergencyAccess, RequestLine, SupportRequest
from referrals.teams import of_their_teams

EVERYTHING = Q(pk__isnull=False)
NOTHING = Q(pk__in=())
APPROVED = (*RequestLine.OPEN, RequestLine.State.AWARDED)


def _own(user: User) -> Q:
    return Q(requester=user)


def _of_team(user: User) -> Q:
    return of_their_teams(user, clock.today()) | _own(user)


def _endorsed(user: User) -> Q:
    return Q(endorsed_on__isnull=False)


def _before_panel(user: User) -> Q:
    """What was before the panel, but for what its requester is writing anew."""
    return Q(before_panel_on__isnull=False) & ~Q(state__in=SupportRequest.EDITABLE)


def _to_be_bought(user: User) -> Q:
    """Also what was bought and is over, or was overturned after it was bought."""
    bought = Q(state__in=APPROVED) | Q(committed_units__gt=0)
    return Q(Exists(RequestLine.objects.filter(bought, request=OuterRef("pk"))))


def _all(user: User) -> Q:
    return EVERYTHING


REACH: dict[str, Callable[[User], Q]] = {
    RoleKey.SOCIAL_WORKER: _own,
    RoleKey.TEAM_MANAGER: _of_team,
    RoleKey.PANEL_MEMBER: _before_panel,
    RoleKey.PANEL_CHAIR: _endorsed,
    RoleKey.PANEL_ADMINISTRATOR: _endorsed,
    RoleKey.HEAD_OF_SERVICE: _endorsed,
    RoleKey.COMMISSIONER: _to_be_bought,
    RoleKey.COMMISSIONING_MANAGER: _to_be_bought,
    RoleKey.AUDITOR: _all,
}


# A chair arranges agendas from endorsed requests, and reads those that came before the panel.
READ: dict[str, Callable[[User], Q]] = REACH | {RoleKey.PANEL_CHAIR: _before_panel}


def requests_visible_to(user: User) -> QuerySet[SupportRequest]:
    """The requests that `user` may see, by any of their roles."""
    return _reached(user, user.roles, REACH)


def requests_to_read(user: User) -> QuerySet[SupportRequest]:
    """Those of which `user` may also read the need and outcome, by a role that allows it."""
    readers = [key for key in user.roles if Permission.NARRATIVE_READ in ROLES[key].permissions]
    return _reached(user, readers, READ)


def in_emergency(user: User) -> Q:
    """What the person opened in an emergency and may still read (referrals.emergency)."""
    if Permission.EMERGENCY_OPEN not in user.permissions:
        return NOTHING
    opened = EmergencyAccess.objects.filter(person=user, ends_at__gt=clock.now())
    return Q(Exists(opened.filter(request=OuterRef("pk"))))


def _reached(
    user: User, roles: Collection[str], by_role: dict[str, Callable[[User], Q]]
) -> QuerySet[SupportRequest]:
    reach = in_emergency(user)
    for key in roles:
        reach |= by_role.get(key, lambda _: NOTHING)(user)
    return SupportRequest.objects.filter(reach)


def supplementary_lines(contract_reference: str) -> QuerySet[RequestLine]:
    """The lines that ask for more for a contract, by its reference, in their order."""
    found = RequestLine.objects.filter(contract_reference=contract_reference)
    return found.select_related("request", "service").order_by("id")
