"""Under which authority somebody is shown a request: what they are to it, the nearest first."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Case, CharField, Q, Value, When

from mdps.core import clock, viewing
from mdps.core.models import User
from mdps.core.roles import ROLES, RoleKey
from referrals.models import SupportRequest
from referrals.queries import REACH, in_emergency
from referrals.teams import of_their_teams

OF_THE_PANEL = (RoleKey.PANEL_MEMBER, RoleKey.PANEL_CHAIR, RoleKey.PANEL_ADMINISTRATOR)
TO_BUY = (RoleKey.COMMISSIONER, RoleKey.COMMISSIONING_MANAGER)
FOR: dict[str, str] = {
    **dict.fromkeys(OF_THE_PANEL, "of the panel's business"),
    **dict.fromkeys(TO_BUY, "of what is to be bought"),
}


@viewing.finder
def cases_shown(user: User, ids: set[int], keys: set[UUID]) -> Iterator[tuple[SupportRequest, str]]:
    """One query, whatever their number."""
    requests = SupportRequest.objects.filter(Q(pk__in=ids) | Q(case_key__in=keys))
    whens = [When(is_theirs, then=Value(words)) for words, is_theirs in authorities(user)]
    under = Case(*whens, default=Value(""), output_field=CharField())
    for request in requests.annotate(under=under).only("pk").order_by("pk"):
        yield request, request.under


def authorities(user: User) -> Iterator[tuple[str, Q]]:
    """What gives `user` a request to see, by words and condition; the first that holds counts."""
    yield "Allocated worker, who raised it", Q(requester=user)
    if RoleKey.TEAM_MANAGER in user.roles:
        yield "Manager of its team", Q(team=user.team_id)
        yield "Deputy of its team's manager", of_their_teams(user, clock.today())
    yield "Emergency access", in_emergency(user)
    for key in user.roles:
        if key in REACH:
            yield ", ".join(filter(None, (ROLES[key].name, FOR.get(key)))), REACH[key](user)
