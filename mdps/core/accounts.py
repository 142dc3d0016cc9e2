"""Opening and closing accounts. An account is never deleted, so that records keep their actor.

Whoever leaves hands over what is open in their name (mdps.core.handover).

Both acts lock the administrators' accounts and the account itself, in the order of their ids,
so that two administrators cannot close each other at the same moment. FOR NO KEY UPDATE: the
records of others may name these people meanwhile, and wait for nothing.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q

from mdps.core import audit, clock, handover, roles
from mdps.core.accounts_rules import CLOSING, OPENING, AccountFacts
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.signing_in import sessions

ADMINISTRATORS = roles.holders_of(Permission.ACCOUNTS_MANAGE)


@transaction.atomic
def close(account: User, *, by: User, to: Mapping[str, User] | None = None) -> None:
    """Close `account`: its sessions end with their next request, and it cannot sign in.

    Its open work goes to the people of `to`, by the key of the work, else to a manager of its
    team. The locks of that work come after those of the account.

    Raises Forbidden, or Refused if it is closed, one's own or the last administrator's, or if
    nobody is named who takes over what somebody could take.
    """
    require(by, Permission.ACCOUNTS_MANAGE)
    account = locked(account)
    enforce(CLOSING, facts_of(account, by=by))
    User.objects.filter(pk=account.pk).update(is_active=False)
    sessions.end_all(account)
    given = handover.give_on(account, to or {}, by=by, on=clock.today())
    audit.record("user.closed", account, by=by, given="; ".join(given))


@transaction.atomic
def reopen(account: User, *, by: User) -> None:
    """Open `account` again, with the roles and the password that it had.

    Raises Forbidden, or Refused if it is open.
    """
    require(by, Permission.ACCOUNTS_MANAGE)
    account = locked(account)
    enforce(OPENING, facts_of(account, by=by))
    User.objects.filter(pk=account.pk).update(is_active=True)
    audit.record("user.opened", account, by=by)


@transaction.atomic
def sign_out(account: User, *, by: User) -> None:
    """End every session of `account`, one's own or, for an administrator, anybody's.

    Locks the account. Raises Forbidden.
    """
    if account.pk != by.pk:
        require(by, Permission.ACCOUNTS_MANAGE)
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    sessions.end_all(account)
    audit.record("user.signed_out_everywhere", account, by=by)


def refusals_against_closing(account: User, *, by: User) -> list[Refusal]:
    """Why `by` cannot close `account` now."""
    return ask(CLOSING, facts_of(account, by=by))


def facts_of(account: User, *, by: User) -> AccountFacts:
    """What the rules ask about `account`."""
    others = User.objects.holding(*ADMINISTRATORS).exclude(pk=account.pk)
    return AccountFacts(
        name=account.name,
        is_open=account.is_active,
        is_own=account.pk == by.pk,
        is_administrator=Permission.ACCOUNTS_MANAGE in account.permissions,
        other_administrators=others.count(),
    )


def locked(account: User) -> User:
    """`account` as it is now, held with every administrator's account until the transaction ends.

    In the order of their ids, so that whoever changes accounts waits for the others.
    """
    wanted = Q(pk=account.pk) | Q(roles__overlap=ADMINISTRATORS)
    held = User.objects.filter(wanted).order_by("pk").select_for_update(no_key=True)
    return next(each for each in held if each.pk == account.pk)
