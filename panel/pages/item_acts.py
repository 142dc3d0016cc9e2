"""What is done with one item beside deciding it: opened, closed, reopened, viewed, an interest."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from panel import item_steps
from panel.chairing import require_lead
from panel.conflicts import declare, refusals_against_declaring
from panel.give_view import give_view, own_views, refusals_against_giving
from panel.items import approved, requested, services
from panel.models import AgendaItem
from panel.pages.meetings import breadcrumbs
from panel.queries import items_of, meetings_visible_to
from panel.taking_part import InterestForm, ReopenForm, ViewForm
from referrals.queries import requests_visible_to


class OfItem(ActionPage):
    """An act on one item that the person may see."""

    permission = Permission.PANEL_DECIDE

    def find(self, **kwargs: Any) -> AgendaItem:
        visible = AgendaItem.objects.filter(
            pk=kwargs["pk"],
            meeting__in=meetings_visible_to(self.user),
            request__in=requests_visible_to(self.user),
        )
        found = get_object_or_404(visible.select_related("meeting"))
        return get_object_or_404(items_of(found.meeting), pk=found.pk)

    def content(self) -> dict[str, Any]:
        item = self.record
        url = item.get_absolute_url()
        return {
            "caption": f"Item {item.position}, {item.request.reference}: {services(item)}",
            "breadcrumbs": breadcrumbs(
                Link(str(item.meeting), item.meeting.get_absolute_url()),
                Link(f"Item {item.position}", url),
            ),
            "cancel": Link("Back to the item", url),
        }


class OfLeader(OfItem):
    """An act of whoever leads the meeting."""

    permission = Permission.PANEL_READ

    def check_permission(self) -> None:
        super().check_permission()
        require_lead(self.user, self.record.meeting)


class OpenItem(OfLeader):
    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Open this item",
            "submit": "Open this item",
            "refusals": item_steps.refusals_against_opening(self.record),
            "consequences": [
                "Members see one another's views, and no further view is taken.",
                "An item that is open and not closed waits again.",
            ],
        }

    def act(self, form: PageForm) -> str:
        item_steps.open_item(self.record, by=self.user)
        return self.record.get_absolute_url()


class CloseItem(OfLeader):
    def content(self) -> dict[str, Any]:
        item = self.record
        return super().content() | {
            "title": "Close this item",
            "submit": "Close and release",
            "refusals": item_steps.refusals_against_closing(item),
            "figures": [
                Row("Requested", gbp(requested(item))),
                Row("Approved", gbp(approved(item))),
            ],
            "consequences": [
                "The decisions take effect, and whoever asked and endorsed is told.",
                "The next item is opened.",
                "Until the meeting is closed the item can be reopened to correct it.",
            ],
        }

    def act(self, form: PageForm) -> str:
        following = item_steps.close_item(self.record, by=self.user, on=clock.today())
        self.say(f"Item {self.record.position}, {self.record.request.reference}, is closed.")
        return (following or self.record.meeting).get_absolute_url()


class ReopenItem(OfLeader):
    form_class = ReopenForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Reopen this item",
            "refusals": item_steps.refusals_against_reopening(self.record),
            "consequences": [
                "What was released is taken back, and whoever asked and endorsed is told so.",
                "Each line can be decided anew. The earlier decisions stay on record.",
            ],
        }

    def act(self, form: ReopenForm) -> str:
        reason = form.cleaned_data["reason"]
        item_steps.reopen_item(self.record, reason=reason, by=self.user, on=clock.today())
        self.say(f"Item {self.record.position}, {self.record.request.reference}, is open again.")
        return self.record.get_absolute_url()


class GiveView(OfItem):
    form_class = ViewForm

    def check_permission(self) -> None:
        """Who declared an interest reads why there is no form rather than nothing."""
        ActionPage.check_permission(self)

    def form_options(self) -> dict[str, Any]:
        mine = own_views(self.user, [self.record]).get(self.record.request_id)
        return {"initial": {"opinion": mine.opinion, "words": mine.words}} if mine else {}

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "My view",
            "refusals": refusals_against_giving(self.record, by=self.user),
            "lead": "Nobody else sees it before the meeting comes to this item.",
        }

    def act(self, form: ViewForm) -> str:
        given = form.cleaned_data
        give_view(
            self.record,
            opinion=given["opinion"],
            words=given["words"],
            by=self.user,
            at=clock.now(),
        )
        self.say(f"Your view of {self.record.request.reference} is saved.")
        return _after(self.record, self.user)


class DeclareInterest(OfItem):
    form_class = InterestForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Declare an interest",
            "refusals": refusals_against_declaring(self.record, by=self.user),
            "danger": True,
            "consequences": [
                "You can no longer read this request's paper, give a view or decide it.",
                "You do not count towards the quorum of this item.",
                "It holds at later meetings too and cannot be taken back. The minutes say so.",
            ],
        }

    def act(self, form: InterestForm) -> str:
        declare(self.record, words=form.cleaned_data["words"], by=self.user, at=clock.now())
        self.say(f"Your interest in {self.record.request.reference} is declared.")
        return self.record.meeting.get_absolute_url()


def _after(item: AgendaItem, user: Any) -> str:
    """The next item of the meeting without a view of `user`, else the meeting."""
    items = [each for each in items_of(item.meeting) if not each.views_are_open]
    mine = own_views(user, items)
    later = [each for each in items if each.position > item.position]
    left = [each for each in later if each.request_id not in mine]
    following = next((each for each in left if not refusals_against_giving(each, by=user)), None)
    return (following or item.meeting).get_absolute_url()
