"""A team manager names who stands in while they are away, and ends it."""

import datetime as dt

from django.db import transaction

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import RoleKey
from mdps.core.rules import Refused, ask
from mdps.core.words import day
from referrals.deputise_rules import RULES, Standing
from referrals.models import Deputy


@transaction.atomic
def deputise(
    *, deputy: User, starts_on: dt.date, ends_on: dt.date, by: User, on: dt.date
) -> Deputy:
    """`deputy` endorses for the team of `by` from `starts_on` to `ends_on`, both inclusive.

    They are told. Nobody ever endorses what they raised themselves. Locks the manager's account,
    so that two deputies for the same days are not named at once. Raises Refused with every
    reason.
    """
    require(by, Permission.REQUEST_ENDORSE)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    overlapping = Deputy.objects.filter(
        manager=by, starts_on__lte=ends_on, ends_on__gte=starts_on, ended_on=None
    )
    facts = Standing(
        has_team=by.team_id is not None,
        is_somebody_else=deputy.pk != by.pk,
        is_manager=deputy.is_active and deputy.holds(RoleKey.TEAM_MANAGER),
        deputy=deputy.name,
        starts_on=starts_on,
        ends_on=ends_on,
        taken=tuple((each.starts_on, each.ends_on) for each in overlapping),
        on=on,
    )
    if refusals := ask(RULES, facts):
        raise Refused(refusals)
    named = Deputy.objects.create(manager=by, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    audit.record("deputy.named", named, by=by, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    said = f"You stand in for {by.name} from {day(starts_on)} to {day(ends_on)}"
    notices.tell([deputy], said, url="/")
    return named


@transaction.atomic
def end(named: Deputy, *, by: User, on: dt.date) -> None:
    """From the day `on` the deputy no longer stands in. Twice is the same as once."""
    require(by, Permission.REQUEST_ENDORSE, on=named)
    named = Deputy.objects.select_for_update().get(pk=named.pk)
    if named.ended_on is None:
        named.ended_on = on
        named.save(update_fields=["ended_on"])
        audit.record("deputy.ended", named, by=by)
        notices.tell([named.deputy], f"You no longer stand in for {by.name}", url="/")
