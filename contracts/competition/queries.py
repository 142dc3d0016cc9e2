"""Who may see which mini-competition."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from contracts.models import Competition, CompetitionInvitation
from mdps.core.models import User
from mdps.core.permissions import Permission
from panel.models import BudgetPosting, Custodian

WITH = ("line__request__requester", "line__service", "lot", "service", "winner", "drafted_by")


def competitions_visible_to(user: User, on: dt.date) -> QuerySet[Competition]:
    """All to those who read contracts; to others those of their own requests, and those whose line
    is charged to a budget that they are custodian of on the day `on`."""
    found = Competition.objects.select_related(*WITH, "opened_by", "ranked_by", "contract")
    if Permission.CONTRACT_READ in user.permissions:
        return found
    kept = Custodian.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), person=user)
    kept = kept.filter(starts_on__lte=on)
    charged = BudgetPosting.objects.filter(line=OuterRef("line"), budget__in=kept.values("budget"))
    theirs = found.filter(Q(line__request__requester=user) | Exists(charged))
    return theirs.exclude(state=Competition.State.DRAFT)


def invitations_visible_to(user: User) -> QuerySet[CompetitionInvitation]:
    """To a supplier's people their own; to nobody else any."""
    return CompetitionInvitation.objects.filter(supplier__accounts__user=user).select_related(
        "competition__line__request",
        "competition__lot",
        "competition__service",
        "competition__contract",
        "supplier",
    )
