"""The rules of changing an account's roles: pure functions of the facts."""

from dataclasses import dataclass

from mdps.core.rules import Refusal


@dataclass(frozen=True, kw_only=True)
class RolesFacts:
    """`was` and `will_be` are the keys of roles.

    `loses_accounts`: the account is open and manages accounts, and with the new roles would not.
    `leaves_without_manager`: the name of the team that would have none.
    """

    name: str
    is_own: bool
    was: frozenset[str]
    will_be: frozenset[str]
    loses_accounts: bool
    other_administrators: int
    leaves_without_manager: str = ""


def keeps_own_roles(facts: RolesFacts) -> Refusal | None:
    """Nobody changes their own roles."""
    if facts.is_own and facts.was != facts.will_be:
        return Refusal(
            "own-roles",
            "This is your own account. Ask another system administrator to change your roles.",
            field="roles",
        )
    return None


def keeps_an_administrator(facts: RolesFacts) -> Refusal | None:
    """At least one open account keeps the right to manage accounts."""
    if facts.loses_accounts and not facts.other_administrators:
        return Refusal(
            "last-administrator",
            f"{facts.name} is the only system administrator with an open account. Make somebody "
            "else a system administrator first.",
            field="roles",
        )
    return None


def leaves_a_manager(facts: RolesFacts) -> Refusal | None:
    """Who goes to another team leaves their own with a manager."""
    if team := facts.leaves_without_manager:
        return Refusal(
            "team-without-manager",
            f"{facts.name} is the only manager of {team}. Make somebody else of {team} its manager "
            "first.",
            field="team",
        )
    return None


ROLES_CHANGE = (keeps_own_roles, keeps_an_administrator, leaves_a_manager)
