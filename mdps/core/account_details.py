"""What an account says about a person, as it is typed and as the rules ask about it."""

from dataclasses import dataclass

from mdps.core.account_details_rules import DetailsFacts
from mdps.core.models import Team, User
from mdps.core.roles import ROLES


@dataclass(frozen=True, kw_only=True)
class Details:
    """`roles` are keys of ROLES."""

    name: str
    email: str = ""
    roles: tuple[str, ...] = ()
    team: Team | None = None

    @property
    def facts(self) -> DetailsFacts:
        return DetailsFacts(
            name=self.name,
            email=self.email,
            roles=self.roles,
            needing_a_team=tuple(
                ROLES[key].name for key in self.roles if key in ROLES and ROLES[key].needs_team
            ),
            has_team=self.team is not None,
        )


def in_words(account: User) -> dict[str, str]:
    """What the audit trail keeps of an account, by what it is called."""
    return {
        "name": account.name,
        "email": account.email,
        "roles": account.role_names,
        "team": account.team.name if account.team else "",
    }
