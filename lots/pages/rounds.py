"""Admission rounds: the list of them, planning one, its record, changing and cancelling it."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lots.forms import ChangeRoundForm, RoundForm
from lots.models import AdmissionRound
from lots.pages.base import READERS, TABS, breadcrumbs
from lots.rounds import cancel, change, plan, refusals_against_cancel, refusals_against_change
from mdps.core import clock, slots, timeline
from mdps.core.cells import COLOURS
from mdps.core.forms import PageForm
from mdps.core.lists import Column, ListPage
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Empty, Identity, Link, Row, Tag
from mdps.core.words import listed, moment


def stage_tag(planned: AdmissionRound) -> Tag:
    """Where it stands now, by the clock."""
    stage = planned.stage(clock.now())
    return Tag(stage.label, COLOURS[stage])


def _stage(planned: AdmissionRound) -> Cell:
    tag = stage_tag(planned)
    return Cell("", tag=tag, raw=tag.text)


def lots_of(planned: AdmissionRound) -> str:
    """`Lot 1 and Lot 3`; reads the lots it was fetched with."""
    lots = sorted(planned.lots.all(), key=lambda lot: lot.number)
    return listed([lot.short for lot in lots])


class Rounds(ListPage):
    permissions = READERS
    tabs = TABS
    title = "Admission rounds"
    sort = "-opens_at"
    empty = Empty(
        "No round is planned yet",
        "A lot that is open in rounds can be applied for only while one of its rounds is open.",
    )
    columns = (
        Column("Round", lambda each: Cell(each.title, url=each.get_absolute_url())),
        Column("Lots", lots_of),
        Column(
            "Opens", lambda each: Cell(moment(each.opens_at), raw=each.opens_at), sort="opens_at"
        ),
        Column("Closes", lambda each: Cell(moment(each.closes_at), raw=each.closes_at)),
        Column("Stage", _stage),
    )

    def rows(self) -> QuerySet:
        return AdmissionRound.objects.prefetch_related("lots")

    @property
    def primary(self) -> Link | None:  # type: ignore[override]
        if not can(self.user, Permission.ROUND_PLAN):
            return None
        return Link("Plan a round", reverse("lots:plan-round"))


class PlanRound(ActionPage):
    permission = Permission.ROUND_PLAN
    form_class = RoundForm

    def form_options(self) -> dict[str, Any]:
        asked = [each for each in self.request.GET.getlist("lots") if each.isdecimal()]
        return {"initial": {"lots": asked, "opens_time": "9am", "closes_time": "12pm"}}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Plan an admission round",
            "breadcrumbs": breadcrumbs(Link("Admission rounds", reverse("lots:rounds"))),
            "lead": "Times are those of the clock in London. Until the round opens everything can "
            "be changed; while it is open, only to close later.",
            "cancel": Link("Cancel", reverse("lots:rounds")),
        }

    def act(self, form: RoundForm) -> str:
        data = form.cleaned_data
        planned = plan(
            title=data["title"],
            lots=list(data["lots"]),
            opens_at=data["opens_at"],
            closes_at=data["closes_at"],
            by=self.user,
        )
        self.say(f"{planned} is planned. It opens and closes by itself.")
        return planned.get_absolute_url()


class RoundPage(Page):
    """A round with what higher floors know of it, like its applications."""

    permissions = READERS

    def find(self, pk: int) -> AdmissionRound:
        rounds = AdmissionRound.objects.select_related("planned_by").prefetch_related("lots")
        return get_object_or_404(rounds, pk=pk)

    def content(self) -> dict[str, Any]:
        planned = self.record
        return {
            "title": planned.title,
            "breadcrumbs": breadcrumbs(Link("Admission rounds", reverse("lots:rounds"))),
            "identity": Identity(
                reference=planned.reference,
                title=planned.title,
                tag=stage_tag(planned),
                holder=f"Planned by {planned.planned_by}",
                facts=[
                    Row("Lots", lots_of(planned) or "None any more"),
                    Row("Opens", moment(planned.opens_at)),
                    Row("Closes", Cell(moment(planned.closes_at), hint="This moment is too late")),
                ],
            ),
            "actions": self.actions(),
            "sections": slots.fill("round", self.user, planned),
            "events": timeline.events(planned),
        }

    def actions(self) -> list[Action]:
        planned = self.record
        if not can(self.user, Permission.ROUND_PLAN) or planned.stage(clock.now()) in (
            AdmissionRound.Stage.CLOSED,
            AdmissionRound.Stage.CANCELLED,
        ):
            return []
        return [
            Action(
                "Change the round",
                reverse("lots:change-round", args=[planned.pk]),
                refusals_against_change(planned),
                secondary=True,
            ),
            Action(
                "Cancel the round",
                reverse("lots:cancel-round", args=[planned.pk]),
                refusals_against_cancel(planned),
                warning=True,
            ),
        ]


class OfRound(ActionPage):
    permission = Permission.ROUND_PLAN

    def find(self, pk: int) -> AdmissionRound:
        return get_object_or_404(AdmissionRound, pk=pk)

    def content(self) -> dict[str, Any]:
        planned = self.record
        return {
            "caption": f"{planned.reference}, {planned}",
            "cancel": Link("Keep it as it is", planned.get_absolute_url()),
        }


class ChangeRound(OfRound):
    form_class = ChangeRoundForm

    def form_options(self) -> dict[str, Any]:
        return {"initial": RoundForm.initial_of(self.record)}

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Change the round",
            "refusals": refusals_against_change(self.record),
        }

    def act(self, form: ChangeRoundForm) -> str:
        data = form.cleaned_data
        change(
            self.record,
            title=data["title"],
            lots=list(data["lots"]),
            opens_at=data["opens_at"],
            closes_at=data["closes_at"],
            by=self.user,
        )
        self.say(f"{self.record} is changed.")
        return self.record.get_absolute_url()


class CancelRound(OfRound):
    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Cancel the round",
            "refusals": refusals_against_cancel(self.record),
            "figures": [
                Row("Lots", lots_of(self.record)),
                Row("Opens", moment(self.record.opens_at)),
            ],
            "consequences": ["It does not open.", "Its lots are free for another round."],
            "submit": "Cancel the round",
            "danger": True,
        }

    def act(self, form: PageForm) -> str:
        cancel(self.record, by=self.user)
        self.say(f"{self.record} is cancelled.")
        return self.record.get_absolute_url()
