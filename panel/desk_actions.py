"""What somebody can do with an item beside deciding it."""

from django.urls import reverse

from mdps.core.models import User
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action
from panel import item_steps
from panel.chairing import against_taking, leads, may_chair
from panel.conflicts import refusals_against_declaring
from panel.give_view import refusals_against_giving
from panel.items import open_lines
from panel.models import AgendaItem, PanelMeeting

State = AgendaItem.State


def item_actions(item: AgendaItem, user: User) -> list[Action]:
    """Acts of whoever leads first, then a member's own; never those of others."""
    return [*_leading(item, user), *_own(item, user)]


def _leading(item: AgendaItem, user: User) -> list[Action]:
    if item.meeting.state != PanelMeeting.State.OPEN:
        return []
    if not leads(item.meeting, user):
        takes = may_chair(user) and not against_taking(item.meeting, by=user)
        url = reverse("panel:take-chair", args=[item.meeting_id])
        return [Action("Take the chair", url, secondary=True)] if takes else []
    actions = []
    if item.state == State.OPEN and not open_lines(item):
        actions.append(Action("Close this item", _to("close-item", item)))
    if item.state == State.CLOSED or (item.decisions.all() and not open_lines(item)):
        against = item_steps.refusals_against_reopening(item)
        actions.append(
            Action("Reopen this item", _to("reopen-item", item), against, secondary=True)
        )
    return actions


def _own(item: AgendaItem, user: User) -> list[Action]:
    """Before the item is opened a view, until it is closed an interest."""
    if not can(user, Permission.PANEL_DECIDE):
        return []
    actions = []
    if not item.views_are_open and not refusals_against_giving(item, by=user):
        actions.append(Action("Give my view", _to("give-view", item)))
    if not refusals_against_declaring(item, by=user):
        actions.append(Action("Declare an interest", _to("declare", item), secondary=True))
    return actions


def _to(page: str, item: AgendaItem) -> str:
    return reverse(f"panel:{page}", args=[item.pk])
