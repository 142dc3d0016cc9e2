"""What the panel shows on the page of a request: decisions, conditions, what one can do."""

from collections.abc import Iterator

from django.urls import reverse

from mdps.core import clock
from mdps.core.models import User
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Heading, Row, Section, Table, Tag
from mdps.core.words import day
from panel import conditions, endorse_decision, extend, urgent
from panel.chairing import may_chair
from panel.models import DecisionCondition, PanelDecision
from panel.queries import decisions_about
from panel.tables import decision_table
from referrals.models import RequestLine, SupportRequest

Kind = PanelDecision.Kind


def section_of(user: User, request: SupportRequest) -> Section | None:
    """For everybody who may see the request; None while there is nothing to show or to do."""
    decisions = list(decisions_about(request))
    actions = [*_of_urgent(user, request), *_of_chair(user, request, decisions)]
    if not decisions and not actions:
        return None
    panel = Permission.PANEL_READ in user.permissions
    table = decision_table(decisions, caption="Decisions, the latest first", links=panel)
    return Section(
        "What the panel decided",
        "panel/of_request.html",
        {
            "decisions": decisions and table,
            "conditions": _conditions(user, decisions),
            "needs": _needs(user, request, decisions),
            "actions": actions,
            "actions_title": "Decide",
        },
        id="decisions",
    )


def _conditions(user: User, decisions: list[PanelDecision]) -> Table | None:
    """What must be so, and whether it is; a link for whoever ticks it."""
    found = list(
        DecisionCondition.objects.filter(decision__in=decisions)
        .select_related("decision__line__request", "decision__line__service", "met_by")
        .order_by("id")
    )
    if not found:
        return None
    return Table(
        headings=[Heading("Condition"), Heading("To be met"), Heading("Ticked by"), Heading("Met")],
        rows=[
            [
                Cell(each.words, hint=each.decision.line.service.name),
                Cell("Before the award" if each.before_award else "While it runs"),
                Cell(each.role_name),
                _met(each, user),
            ]
            for each in found
        ],
        caption="Conditions",
    )


def _met(condition: DecisionCondition, user: User) -> Cell:
    if condition.met_by:
        return Cell(day(condition.met_on), hint=condition.met_by.name, tag=Tag("Met", "green"))
    if conditions.may_tick(condition, user):
        url = reverse("panel:condition", args=[condition.pk])
        return Cell("Tick as met", url=url)
    return Cell("", tag=Tag("Not yet", "yellow"))


def _needs(user: User, request: SupportRequest, decisions: list[PanelDecision]) -> list[Row]:
    """The need as assessed, apart from what is funded: only for those who read about the child."""
    said = [each for each in decisions if each.assessed_need]
    if not said or not can(user, Permission.NARRATIVE_READ, request):
        return []
    return [Row(f"Assessed need: {each.line.service.name}", each.assessed_need) for each in said]


def _of_urgent(user: User, request: SupportRequest) -> Iterator[Action]:
    """Approving an open line urgently, where that can be."""
    before_panel = request.state in (request.State.ENDORSED, request.State.ON_AGENDA)
    if not before_panel or not can(user, Permission.URGENT_DECIDE):
        return
    waiting = request.lines.filter(state=RequestLine.State.PROPOSED).select_related("service")
    for line in waiting:
        line.request = request
        yield Action(
            f"Approve {line.service.name} urgently",
            reverse("panel:urgent", args=[line.pk]),
            urgent.refusals_against_deciding(line, by=user, on=clock.today()),
        )


def _of_chair(
    user: User, request: SupportRequest, decisions: list[PanelDecision]
) -> Iterator[Action]:
    """Endorsing what was agreed in principle, and letting an approval run longer."""
    if not may_chair(user):
        return
    for decision in decisions:
        line = decision.line
        if decision.kind == Kind.IN_PRINCIPLE and line.state == RequestLine.State.PROPOSED:
            against = endorse_decision.refusals_against_endorsing(decision, by=user)
            yield Action(
                f"Endorse {line.service.name}",
                reverse("panel:endorse", args=[decision.pk]),
                against,
            )
            yield Action(
                f"Send {line.service.name} to the next meeting",
                reverse("panel:send-back", args=[decision.pk]),
                against,
                secondary=True,
            )
        if line.state in line.OPEN:
            yield Action(
                f"Extend the approval of {line.service.name}",
                reverse("panel:extend", args=[line.pk]),
                extend.refusals_against_extending(line, by=user, on=clock.today()),
                secondary=True,
            )
