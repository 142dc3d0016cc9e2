"""The desk: all about one item and its decision on one screen, item after item."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.cells import date, state_tag
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.rules import Refusal
from mdps.core.ui import Action, Cell, Identity, Link, Row, Section
from panel.chairing import leads
from panel.decide import decide_all, refusals_against_deciding
from panel.forms import DeskForm
from panel.item_steps import close_item
from panel.items import open_lines, progress, requested, services
from panel.models import AgendaItem, PanelMeeting
from panel.pages.meetings import breadcrumbs
from panel.queries import decisions_about, items_of, meetings_visible_to
from panel.tables import decision_table, line_table
from referrals.queries import requests_visible_to
from referrals.sections import narrative_section
from referrals.viewed import viewed


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
        decides = self.request.method == "POST"
        (ActionPage if decides else Page).check_permission(self)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        viewed(self.record.request, by=self.user)
        return super().get(request, *args, **kwargs)

    def form_options(self) -> dict[str, Any]:
        return {"lines": open_lines(self.record)}

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
        if self.against or not open_lines(self.record):
            more["form"] = None
        return super().show(**more)

    @cached_property
    def against(self) -> list[Refusal]:
        """Why this person does not decide this item now."""
        return refusals_against_deciding(self.record, by=self.user)

    def content(self) -> dict[str, Any]:
        item, items = self.record, self.items
        at = items.index(item)
        return {
            "title": f"Item {item.position}: {item.request.reference}",
            "breadcrumbs": breadcrumbs(Link(str(item.meeting), item.meeting.get_absolute_url())),
            "identity": identity(item),
            "position": f"Item {item.position} of {len(items)}",
            "previous": _link(items[at - 1]) if at else None,
            "next": _link(items[at + 1]) if at + 1 < len(items) else None,
            "items": [_link(each, current=each == item) for each in items],
            "sections": self._sections(),
            "form_title": f"Decide item {item.position}",
            "actions": self._not_possible(),
        }

    def _sections(self) -> list[Section]:
        request = self.record.request
        lines = line_table(request.lines.all())
        decisions = list(decisions_about(request))
        return [
            *(
                [narrative_section(request, readable=True, lines=request.lines.all())]
                if can(self.user, Permission.NARRATIVE_READ, request)
                else []
            ),
            Section("What is asked for", "components/table.html", {"table": lines}, id="lines"),
            *([_decided(decisions)] if decisions else []),
        ]

    def _not_possible(self) -> list[Action]:
        """Why one who may decide has no form, while the item still waits for a decision."""
        if not open_lines(self.record) or not can(self.user, Permission.PANEL_DECIDE):
            return []
        return [Action("Decide this item", "", self.against)] if self.against else []


def identity(item: AgendaItem) -> Identity:
    """The bar on top of the desk: whose request it is, without saying anything of the child."""
    request = item.request
    return Identity(
        reference=request.reference,
        title=request.category.short_name,
        tag=state_tag(request),
        holder=request.team.name,
        facts=[
            Row("Full request", Cell("Open", url=request.get_absolute_url())),
            Row("Case", request.case_reference),
            Row("For", request.get_subject_display()),
            Row("Legal basis", request.get_legal_basis_display()),
            Row("Needed by", date(request.needed_by)),
            Row("Requested", gbp(requested(item))),
        ],
    )


def _decided(decisions: list[Any]) -> Section:
    table = decision_table(decisions, caption="Decisions, the latest first")
    return Section(
        "What the panel decided", "components/table.html", {"table": table}, id="decisions"
    )


def _link(item: AgendaItem, *, current: bool = False) -> Link:
    text = f"{item.request.reference}: {progress(item).text.lower()}"
    if item.meeting.state == PanelMeeting.State.PLANNED:
        text = f"{item.request.reference}: {services(item)}"
    return Link(text, item.get_absolute_url(), current=current)
