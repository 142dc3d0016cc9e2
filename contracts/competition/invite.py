"""Inviting suppliers to quote: all that are admitted to the lot on the day, and nobody else."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from contracts.competition.locks import lock, lock_line
from contracts.competition.plan import Plan, facts_of
from contracts.competition.planning_rules import INVITE
from contracts.models import Competition, CompetitionInvitation
from lots.models import Lot
from mdps.core import audit, clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import moment
from suppliers.evidence_standing import lapsed
from suppliers.models import Supplier
from suppliers.queries import admitted_on, people_of


def suppliers_to_invite(lot: Lot, on: dt.date) -> QuerySet[Supplier]:
    """Who is admitted to `lot` on the day `on`, not suspended, with its evidence in order.

    Two queries.
    """
    return admitted_on(lot, on).exclude(pk__in=lapsed(lot, on)).order_by("name")


def left_out(lot: Lot, on: dt.date) -> list[tuple[Supplier, str]]:
    """Who is admitted to `lot` and cannot be invited on the day, with what is not in order."""
    lapses = lapsed(lot, on)
    found = admitted_on(lot, on).filter(pk__in=lapses).order_by("name")
    return [(each, ", ".join(lapses[each.pk])) for each in found]


@transaction.atomic
def invite(competition: Competition, *, by: User, on: dt.date) -> list[CompetitionInvitation]:
    """Invite all suppliers of the lot to quote, and tell their people. Locks the line, then the
    competition.

    Who was invited stands on the audit trail. Raises Forbidden or Refused.
    """
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    line = lock_line(competition.line)
    lock(competition)
    suppliers = list(suppliers_to_invite(competition.lot, on))
    plan = Plan.of(competition)
    enforce(INVITE, facts_of(line, plan, competition, by=by, on=on, invited=len(suppliers)))
    states.move(competition, Competition.State.OPEN, by=by, state_since=on, invited_at=clock.now())
    invitations = CompetitionInvitation.objects.bulk_create(
        CompetitionInvitation(
            competition=competition, supplier=each, closes_at=competition.closes_at
        )
        for each in suppliers
    )
    audit.record(
        "competition.invited",
        competition,
        by=by,
        suppliers=", ".join(each.name for each in suppliers),
        closes=competition.closes_at,
    )
    for invitation in invitations:
        notices.tell(
            people_of(invitation.supplier),
            f"You are invited to quote in {competition.reference}, until "
            f"{moment(competition.closes_at)}",
            url=invitation.get_absolute_url(),
        )
    return invitations


def refusals_against_inviting(competition: Competition, *, by: User, on: dt.date) -> list[Refusal]:
    """Why suppliers cannot be invited now."""
    invited = suppliers_to_invite(competition.lot, on).count()
    plan = Plan.of(competition)
    facts = facts_of(competition.line, plan, competition, by=by, on=on, invited=invited)
    return ask(INVITE, facts)
