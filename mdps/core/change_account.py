"""Changing what an account says about a person: name, e-mail, roles and team.

Roles are read with every request, so a change of them is in force from the next one. It also ends
the person's sessions: whoever gains a role signs in again, as that role has to. Open work that the
new roles do not allow is handed over, as by somebody who leaves (mdps.core.handover).
"""

from collections.abc import Mapping, Sequence

from django.db import transaction

from mdps.core import audit, clock, handover
from mdps.core.account_details import Details, in_words
from mdps.core.account_details_rules import DETAILS
from mdps.core.accounts import facts_of, locked
from mdps.core.change_account_rules import ROLES_CHANGE, RolesFacts
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import ROLES
from mdps.core.rules import Refused, ask
from mdps.core.signing_in import sessions
from mdps.core.words import listed


@transaction.atomic
def change(
    account: User, details: Details, *, by: User, to: Mapping[str, User] | None = None
) -> bool:
    """Give `account` these details; whether anything changed. Nothing changed writes nothing.

    Locks the account and the administrators' accounts, so that two administrators cannot take
    the role from each other at the same moment; then the work that is handed over, to the people
    of `to` by its key, else to a manager of the team. Idempotent.

    Raises Forbidden, or Refused for the details, one's own roles or the last administrator's, where
    nobody is named who takes over, and where a team would be left without a manager.
    """
    require(by, Permission.ACCOUNTS_MANAGE)
    account = locked(account)
    lost = lost_by(account, details)
    against = [
        *ask(DETAILS, details.facts),
        *ask(ROLES_CHANGE, _facts(account, details, by, lost=lost)),
    ]
    if against:
        raise Refused(against)
    given = handover.give_on(account, to or {}, by=by, on=clock.today(), held=lost)
    was = in_words(account)
    account.name, account.email = details.name.strip(), details.email
    account.roles, account.team = list(details.roles), details.team
    now = in_words(account)
    changed = [field for field in was if was[field] != now[field]]
    if not changed:
        return False
    account.save(update_fields=["name", "email", "roles", "team"])
    if "roles" in changed:
        sessions.end_all(account)
    before = {f"{field}_was": was[field] or "none" for field in changed}
    after = {f"{field}_is": now[field] or "none" for field in changed}
    work = {"given": "; ".join(given)} if given else {}
    said = before | after | work
    audit.record("user.changed", account, by=by, changed=listed(changed), **said)
    return True


def lost_by(account: User, details: Details) -> list[handover.Holding]:
    """The open work of `account` that it could not go on with, as these details are."""
    team = details.team.pk if details.team else None
    return handover.lost_by(account, roles=details.roles, team=team, on=clock.today())


def _facts(
    account: User, details: Details, by: User, *, lost: Sequence[handover.Holding]
) -> RolesFacts:
    leaves = account.team if account.team != details.team else None
    asked = facts_of(account, by=by)
    keeps = any(
        Permission.ACCOUNTS_MANAGE in ROLES[key].permissions
        for key in details.roles
        if key in ROLES
    )
    return RolesFacts(
        name=asked.name,
        is_own=asked.is_own,
        was=frozenset(account.roles),
        will_be=frozenset(details.roles),
        loses_accounts=asked.is_open and asked.is_administrator and not keeps,
        other_administrators=asked.other_administrators,
        leaves_without_manager=leaves.name if leaves and any(each.of_team for each in lost) else "",
    )
