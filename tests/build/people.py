"""People of the tests: one of a role, or a named one."""

from mdps.core.models import Team, User
from mdps.core.roles import ROLES

PASSWORD = "correct horse battery staple"


def given_a(*roles: str, name: str = "", team: Team | None = None) -> User:
    """Somebody with `roles`; the same name gives the same person."""
    name = name or f"The {' and '.join(ROLES[role].name.lower() for role in roles)}"
    username = name.lower().replace(" ", ".")
    if already := User.objects.filter(username=username).first():
        return already
    return User.objects.create_user(
        username,
        password=PASSWORD,
        name=name,
        email=f"{username}@example.org",
        roles=list(roles),
        team=team,
    )


def given_a_team(name: str = "Children in Need North") -> Team:
    return Team.objects.get_or_create(name=name)[0]
