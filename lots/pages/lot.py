"""A lot: how it can be applied for, what is asked of suppliers, and how both came to be so."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from lots.forms import RuleForm
from lots.models import Lot
from lots.models.versions import Kind
from lots.opening import now
from lots.pages.base import READERS, breadcrumbs, way_to
from lots.queries import version_on
from lots.set_rule import set_rule
from lots.tables import rules_table, version_table, versions_table
from lots.versions import draft_of, texts_of
from mdps.core import clock, slots, timeline
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Identity, Link, Row, Section
from mdps.core.words import day


class LotPage(Page):
    permissions = READERS

    def find(self, pk: int) -> Lot:
        return get_object_or_404(Lot, pk=pk)

    def content(self) -> dict[str, Any]:
        lot = self.record
        return {
            "title": str(lot),
            "breadcrumbs": breadcrumbs(),
            "identity": self.identity(),
            "actions": self.actions(),
            "sections": [
                *(self.in_force(kind) for kind in Kind),
                *slots.fill("lot", self.user, lot),
                self.rules(),
                self.history(),
            ],
            "events": timeline.events(lot),
        }

    def identity(self) -> Identity:
        lot, at = self.record, clock.now()
        return Identity(
            reference=lot.short,
            title=lot.name,
            facts=[Row("Applications", now(lot, at).sentence), Row("What it is", lot.description)],
        )

    def actions(self) -> list[Action]:
        actions = []
        if can(self.user, Permission.ROUND_PLAN):
            plan = f"{reverse('lots:plan-round')}?lots={self.record.pk}"
            actions.append(Action("Plan a round", plan, secondary=True))
        if can(self.user, Permission.LOT_MANAGE):
            rule = reverse("lots:rule", args=[self.record.pk])
            actions.append(Action("Change how it can be applied for", rule, secondary=True))
            actions += [self.drafting(kind) for kind in Kind]
        return actions

    def drafting(self, kind: Kind) -> Action:
        url = reverse("lots:draft", args=[self.record.pk, kind.value])
        verb = "Go on with the draft of the" if draft_of(self.record, kind) else "Draft new"
        return Action(f"{verb} {kind.label.lower()}", url, secondary=True)

    def in_force(self, kind: Kind) -> Section:
        version = version_on(self.record, kind, clock.today())
        note = f"Version {version.number}, from {day(version.effective_from)}." if version else ""
        return Section(
            kind.label,
            "lots/version.html",
            {"note": note, "table": version_table(texts_of(version), kind)},
            id=kind.value,
        )

    def rules(self) -> Section:
        table = rules_table(self.record.rules.select_related("recorded_by"), on=clock.today())
        return Section(
            "How it could be applied for", "components/table.html", {"table": table}, id="rules"
        )

    def history(self) -> Section:
        versions = self.record.versions.select_related("put_in_force_by", "lot")
        table = versions_table(versions.order_by("kind", "-number"), on=clock.today())
        return Section("All versions", "components/table.html", {"table": table}, id="versions")


class RulePage(ActionPage):
    permission = Permission.LOT_MANAGE
    form_class = RuleForm

    def find(self, pk: int) -> Lot:
        return get_object_or_404(Lot, pk=pk)

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"effective_from": clock.today()}}

    def content(self) -> dict[str, Any]:
        lot = self.record
        return {
            "title": "How the lot can be applied for",
            "caption": str(lot),
            "breadcrumbs": way_to(lot),
            "figures": [Row("Now", now(lot, clock.now()).sentence)],
            "consequences": [
                "Applications that were submitted before stay as they are.",
                "In rounds, an application can be written at any time and submitted while a round "
                "is open.",
            ],
            "cancel": Link("Cancel", lot.get_absolute_url()),
        }

    def act(self, form: RuleForm) -> str:
        data = form.cleaned_data
        rule = set_rule(
            self.record,
            opening=data["opening"],
            effective_from=data["effective_from"],
            reason=data["reason"],
            by=self.user,
            on=clock.today(),
        )
        label = rule.get_opening_display().lower()
        self.say(f"{self.record.short} is {label} from {day(rule.effective_from)}.")
        return self.record.get_absolute_url()
