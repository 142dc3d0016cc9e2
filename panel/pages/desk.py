"""The desk: all about one item and its decision on one screen, item after item."""

from functools import cached_property
from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import Refusal
from mdps.core.ui import Action, Link
from panel.chairing import leads
from panel.decide import decide_all, refusals_against_deciding
from panel.desk_actions import item_actions
from panel.desk_sections import identity, sections
from panel.desk_words import link_to, mark_of, side_links
from panel.forms import DeskForm
from panel.item_steps import close_item
from panel.items import is_to_decide, lines_here, open_lines
from panel.models import AgendaItem, PanelMeeting
from panel.pages.meetings import breadcrumbs
from panel.queries import items_of, meetings_visible_to
from panel.settling import urgent_words
from referrals.queries import requests_visible_to


class Desk(ActionPage):
    """Everybody who may read the item sees it; those who may decide it have the form."""

    permissions = (Permission.PANEL_READ,)
    permission = Permission.PANEL_DECIDE
    form_class = DeskForm
    template_name = "panel/desk.html"

    def find(self, **kwargs: Any) -> AgendaItem:
        visible = AgendaItem.objects.filter(
            meeting__in=meetings_visible_to(self.user), request__in=requests_visible_to(self.user)
        )
        found = get_object_or_404(visible.select_related("meeting"), pk=kwargs["pk"])
        self.items = list(items_of(found.meeting))
        return next(item for item in self.items if item.pk == found.pk)

    def check_permission(self) -> None:
        """Whoever declared an interest in it reads that instead."""
        decides = self.request.method == "POST"
        (ActionPage if decides else Page).check_permission(self)
        require(self.user, Permission.REQUEST_READ, on=self.record.request)

    def form_options(self) -> dict[str, Any]:
        """The open lines; and those that somebody decided while this form was filled in, so that
        what was typed for them is refused and not dropped."""
        still_open = open_lines(self.record)
        lines = [
            line
            for line in lines_here(self.record)
            if line in still_open or f"kind-{line.pk}" in self.request.POST
        ]
        return {"lines": lines, "urgent": urgent_words(self.record, lines)}

    def act(self, form: DeskForm) -> str:
        """Who leads the meeting closes the item with it, unless they choose to stay."""
        item = self.record
        decide_all(item, form.answers(), by=self.user, on=clock.today())
        if not self.leads or form.cleaned_data["stay"]:
            self.say(f"Item {item.position}, {item.request.reference}, is decided but not closed.")
            return item.get_absolute_url()
        following = close_item(item, by=self.user, on=clock.today())
        self.say(f"Item {item.position}, {item.request.reference}, is decided and closed.")
        return (following or item.meeting).get_absolute_url()

    @cached_property
    def leads(self) -> bool:
        return leads(self.record.meeting, self.user)

    def show(self, **more: Any) -> Any:
        form = more.get("form")
        if self.against or (form and not form.lines):
            more["form"] = None
        return super().show(**more)

    @cached_property
    def against(self) -> list[Refusal]:
        """Why this person does not decide this item now."""
        return refusals_against_deciding(self.record, by=self.user)

    def content(self) -> dict[str, Any]:
        item, items = self.record, self.items
        at = items.index(item)
        running = item.meeting.state == PanelMeeting.State.OPEN
        closes = self.leads and not self.against
        return {
            "title": f"Item {item.position}: {item.request.reference}",
            "breadcrumbs": breadcrumbs(Link(str(item.meeting), item.meeting.get_absolute_url())),
            "identity": identity(item),
            "position": f"Item {item.position} of {len(items)}",
            "previous": link_to(items[at - 1]) if at else None,
            "next": link_to(items[at + 1]) if at + 1 < len(items) else None,
            "items": [],
            "live_items": side_links(items, current=item),
            "live_url": self._live_url() if running else "",
            "sections": sections(item, self.user),
            "form_title": f"Decide item {item.position}",
            "submit": "Save and close the item" if closes else "Save the decisions",
            "stays": closes,
            "open_url": self._open_url(),
            "actions": [*item_actions(item, self.user), *self._not_possible()],
        }

    def _live_url(self) -> str:
        address = reverse("panel:live", args=[self.record.pk])
        return f"{address}?item={mark_of([self.record])}&meeting={mark_of(self.items)}"

    def _open_url(self) -> str:
        """Where one press opens the item, for whoever leads the meeting and is at another."""
        item = self.record
        running = item.meeting.state == PanelMeeting.State.OPEN
        waits = item.state == AgendaItem.State.WAITING and is_to_decide(item)
        return (
            reverse("panel:open-item", args=[item.pk]) if running and waits and self.leads else ""
        )

    def _not_possible(self) -> list[Action]:
        """Why one who may decide has no form, while the item still waits for a decision."""
        if not open_lines(self.record) or not can(self.user, Permission.PANEL_DECIDE):
            return []
        return [Action("Decide this item", "", self.against)] if self.against else []


class MeetingDesk(Page):
    """The desk of a whole meeting: where it is now, else its first item that is to be decided."""

    permissions = (Permission.PANEL_READ,)

    def find(self, **kwargs: Any) -> PanelMeeting:
        return get_object_or_404(meetings_visible_to(self.user), pk=kwargs["pk"])

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        items = list(items_of(self.record))
        now = [item for item in items if item.state == AgendaItem.State.OPEN]
        at = next(iter([*now, *filter(is_to_decide, items), *items]), None)
        return HttpResponseRedirect((at or self.record).get_absolute_url())
