"""Changing what an account says about a person: name, e-mail, roles and team.

Roles are read with every request, so a change of them is in force from the next one. It also ends
the person's sessions: whoever gains a role signs in again, as that role has to.
"""

from django.db import transaction

from mdps.core import audit
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
def change(account: User, details: Details, *, by: User) -> bool:
    """Give `account` these details; whether anything changed. Nothing changed writes nothing.

    Locks the account and the administrators' accounts, so that two administrators cannot take
    the role from each other at the same moment. Idempotent.

    Raises Forbidden, or Refused for the details, one's own roles or the last administrator's.
    """
    require(by, Permission.ACCOUNTS_MANAGE)
    account = locked(account)
    against = [*ask(DETAILS, details.facts), *ask(ROLES_CHANGE, _facts(account, details, by))]
    if against:
        raise Refused(against)
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
    audit.record("user.changed", account, by=by, changed=listed(changed), **(before | after))
    return True


def _facts(account: User, details: Details, by: User) -> RolesFacts:
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
    )
