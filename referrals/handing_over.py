"""What somebody who leaves held of requests: those they raised, a team's endorsements, deputies."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from mdps.core import audit, handover, notices
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.roles import RoleKey
from referrals.models import Deputy, RequestLine, SupportRequest

State, Line = SupportRequest.State, RequestLine.State
NOT_DECIDED = (State.DRAFT, State.RETURNED, State.SUBMITTED, State.ENDORSED, State.ON_AGENDA)
RUNNING = (Line.PROPOSED, *RequestLine.OPEN, Line.AWARDED)
LONGEST = dt.timedelta(days=92)  # that somebody stands in for a manager who has left


@handover.holder
def requests_raised(person: User, on: dt.date) -> Iterator[handover.Holding]:
    """Requests that are not over, to somebody of their team who did not endorse one of them."""
    still_open = Q(state__in=NOT_DECIDED) | Q(state=State.DECIDED, lines__state__in=RUNNING)
    raised = SupportRequest.objects.filter(still_open, requester=person)
    found = list(raised.distinct().order_by("pk"))
    if not found:
        return
    teams = {each.team_id for each in found}
    takers = (
        handover.takers(Permission.REQUEST_RAISE, instead_of=person)
        .filter(team__in=teams)
        .exclude(pk__in={each.endorser_id for each in found if each.endorser_id})
    )

    def give(to: User, by: User, on: dt.date) -> None:
        for each in handover.pass_on(found, "requester", to=to):
            audit.record("request.handed_over", each, by=by, was=person.name, to=to.name)
        notices.tell([to], f"You take over requests of {person.name}", url="/requests/")

    yield handover.Holding(
        key="requests",
        place=4,
        title="Support requests",
        references=[each.reference for each in found],
        needs=Permission.REQUEST_RAISE,
        takers=list(takers),
        give=give,
    )


@handover.holder
def endorsements(person: User, on: dt.date) -> Iterator[handover.Holding]:
    """A team without another manager: one of another team stands in, for three months at most."""
    if not person.holds(RoleKey.TEAM_MANAGER) or person.team is None:
        return
    managers = User.objects.holding(RoleKey.TEAM_MANAGER).exclude(pk=person.pk)
    standing_in = Deputy.objects.standing_in(on).filter(manager=person, deputy__is_active=True)
    if managers.filter(team=person.team).exists() or standing_in.exists():
        return
    waiting = SupportRequest.objects.filter(team=person.team, state=State.SUBMITTED).order_by("pk")

    def give(to: User, by: User, on: dt.date) -> None:
        Deputy.objects.filter(manager=person, starts_on__gt=on, ended_on=None).update(ended_on=on)
        named = Deputy.objects.create(
            manager=person, deputy=to, starts_on=on, ends_on=on + LONGEST - dt.timedelta(days=1)
        )
        audit.record("deputy.named", named, by=by, deputy=to, starts_on=on, ends_on=named.ends_on)
        notices.tell([to], f"You stand in for {person.name}, who endorses no longer", url="/")

    yield handover.Holding(
        key="endorsements",
        place=0,
        title=f"Endorsing for {person.team.name}",
        references=[each.reference for each in waiting],
        needs=Permission.REQUEST_ENDORSE,
        of_team=True,
        takers=list(managers.order_by("name")),
        give=give,
    )


@handover.holder
def standing_in_for_others(person: User, on: dt.date) -> Iterator[handover.Holding]:
    """Where they stand in for others, that ends, and those others are told."""
    found = list(
        Deputy.objects.filter(deputy=person, ends_on__gte=on, ended_on=None).select_related(
            "manager"
        )
    )

    def end(by: User, on: dt.date) -> None:
        for each in found:
            each.ended_on = on
            each.save(update_fields=["ended_on"])
            audit.record("deputy.ended", each, by=by)
            said = f"{person.name} no longer stands in for you"
            notices.tell([each.manager], said, url="/requests/deputies/")

    if found:
        yield handover.Holding(
            key="deputies",
            place=0,
            title="Standing in for others",
            references=[each.manager.name for each in found],
            needs=Permission.REQUEST_ENDORSE,
            end=end,
        )
