"""The rules of what an account says about a person: pure functions of the facts."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mdps.core.roles import ROLES, RoleKey
from mdps.core.rules import Refusal
from mdps.core.words import listed

LONGEST_NAME = 150
LONGEST_EMAIL = 254


@dataclass(frozen=True, kw_only=True)
class DetailsFacts:
    """`roles` are keys; `needing_a_team` the names of those that work in a team."""

    name: str
    email: str
    roles: tuple[str, ...]
    needing_a_team: tuple[str, ...]
    has_team: bool


def has_a_name(facts: DetailsFacts) -> Refusal | None:
    """An account has the name of a person, of 150 characters at most."""
    if not facts.name.strip():
        return Refusal("no-name", "Enter the name of the person.", field="name")
    if len(facts.name) > LONGEST_NAME:
        return Refusal(
            "long-name",
            f"The name has {len(facts.name)} characters. Shorten it to {LONGEST_NAME}.",
            field="name",
        )
    return None


def has_an_address_to_write_to(facts: DetailsFacts) -> Refusal | None:
    """An e-mail address is one that mail can be sent to.

    An account may do without; its notices are then only in the service.
    """
    if facts.email and not _is_an_address(facts.email):
        return Refusal(
            "no-address", "Enter an e-mail address like name@example.org.", field="email"
        )
    return None


def holds_a_role(facts: DetailsFacts) -> Refusal | None:
    """An account has at least one role, and only roles that there are."""
    if not facts.roles:
        return Refusal("no-role", "Select at least one role.", field="roles")
    if unknown := [key for key in facts.roles if key not in ROLES]:
        return Refusal("unknown-role", f"There is no role {listed(unknown)}.", field="roles")
    return None


def is_of_one_side(facts: DetailsFacts) -> Refusal | None:
    """A provider holds no role of the council."""
    if RoleKey.PROVIDER in facts.roles and len(set(facts.roles)) > 1:
        return Refusal(
            "provider-and-council",
            "A provider cannot also hold a role of the council. Select either Provider or the "
            "other roles.",
            field="roles",
        )
    return None


def has_the_team_it_needs(facts: DetailsFacts) -> Refusal | None:
    """Who raises or endorses requests belongs to a team."""
    if facts.needing_a_team and not facts.has_team:
        roles = " and ".join(each.lower() for each in facts.needing_a_team)
        return Refusal("no-team", f"Select the team that the {roles} works in.", field="team")
    return None


def _is_an_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_EMAIL


DETAILS = (
    has_a_name,
    has_an_address_to_write_to,
    holds_a_role,
    is_of_one_side,
    has_the_team_it_needs,
)
