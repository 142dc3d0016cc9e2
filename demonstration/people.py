"""Teams and accounts: the demonstration's own, one a role, and their colleagues of the past.

Colleagues have no password, so nobody can sign in as one. Nobody has an e-mail address.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth.hashers import make_password

from demonstration.names import slug
from demonstration.sizes import Size
from mdps.core.demonstration import PASSWORD, SUFFIX, username_for
from mdps.core.models import Team, User
from mdps.core.roles import ROLES, RoleKey
from panel.models import PanelSeat
from panel.models.members import Area

TEAMS = (
    "Safeguarding North",
    "Children in Care and Permanence",
    "Safeguarding South",
    "Court and Assessment East",
    "Court and Assessment West",
    "Disabled Children and Young People",
    "Adolescent Edge of Care",
    "Family Help Central",
)
SEATS = (Area.SAFEGUARDING, Area.SAFEGUARDING, Area.EDUCATION, Area.HEALTH)


@dataclass
class People:
    """Everybody who acts. The first of each list is the account that can be signed in to."""

    workers: list[list[User]] = field(default_factory=list)  # by team
    managers: list[User] = field(default_factory=list)  # by team
    commissioners: list[User] = field(default_factory=list)
    deciders: list[User] = field(default_factory=list)  # commissioning managers
    chairs: list[User] = field(default_factory=list)
    members: list[User] = field(default_factory=list)  # of the panel, each with a seat
    administrator: User = field(init=False)
    head: User = field(init=False)  # of service
    finance: User = field(init=False)
    leader: User = field(init=False)
    provider: User = field(init=False)


def hire(size: Size, names: Iterator[str], *, provider: str) -> People:
    """Make every account of the demonstration. `provider` is the name of the sole trader."""
    signing_in = {
        role: _account(role, provider if role == RoleKey.PROVIDER else next(names))
        for role in ROLES
    }
    staff = People(
        commissioners=[signing_in[RoleKey.COMMISSIONER], *_hire("commissioner", 2, names)],
        deciders=[
            signing_in[RoleKey.COMMISSIONING_MANAGER],
            *_hire("commissioning_manager", 1, names),
        ],
        chairs=[signing_in[RoleKey.PANEL_CHAIR], *_hire("panel_chair", 1, names)],
    )
    staff.administrator = signing_in[RoleKey.PANEL_ADMINISTRATOR]
    staff.head = signing_in[RoleKey.HEAD_OF_SERVICE]
    staff.finance = signing_in[RoleKey.FINANCE_OFFICER]
    staff.leader = signing_in[RoleKey.LEADERSHIP]
    staff.provider = signing_in[RoleKey.PROVIDER]
    staff.members = [signing_in[RoleKey.PANEL_MEMBER], *_hire("panel_member", 3, names)]
    for member, area in zip(staff.members, SEATS, strict=True):
        PanelSeat.objects.create(person=member, area=area, is_deputy=area == Area.EDUCATION)
    for place, name in enumerate(TEAMS[: size.teams]):
        team = Team.objects.create(name=name)
        staff.managers += _one_first(
            signing_in[RoleKey.TEAM_MANAGER], place, team, "team_manager", 1, names
        )
        staff.workers.append(
            _one_first(
                signing_in[RoleKey.SOCIAL_WORKER], place, team, "social_worker", size.workers, names
            )
        )
    return staff


def _one_first(
    account: User, place: int, team: Team, role: str, count: int, names: Iterator[str]
) -> list[User]:
    """The `count` people of a role in a team; the first team begins with the account."""
    if place:
        return _hire(role, count, names, team)
    account.team = team
    account.save(update_fields=["team"])
    return [account, *_hire(role, count - 1, names, team)]


def _account(role: str, name: str) -> User:
    """The account of a role. The password is hashed once for all: it is known to everybody."""
    return User.objects.create(
        username=username_for(role), name=name, roles=[role], password=_hash()
    )


def _hire(role: str, count: int, names: Iterator[str], team: Team | None = None) -> list[User]:
    return [_colleague(role, next(names), team) for _ in range(count)]


def _colleague(role: str, name: str, team: Team | None) -> User:
    return User.objects.create_user(
        slug(name).replace("-", ".") + SUFFIX, name=name, roles=[role], team=team
    )


@cache
def _hash() -> str:
    return make_password(PASSWORD)
