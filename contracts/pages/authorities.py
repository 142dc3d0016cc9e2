"""Standing authorities and Cabinet decisions: what awards rest on."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts import authorities, cabinet
from contracts.forms import AuthorityForm, CabinetForm
from contracts.models import CabinetDecision, StandingAuthority
from contracts.pages.tabs import TABS
from contracts.queries import open_lines
from lots.queries import current_scheme
from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission, can
from mdps.core.signing_in.again import AsksAgain
from mdps.core.ui import Cell, Empty, Link, Row, Tag
from mdps.core.words import day, listed
from referrals.models import RequestLine


def _in_force(authority: StandingAuthority) -> Cell:
    today = clock.today()
    if today > authority.ends_on:
        tag = Tag("Ended", "grey")
    else:
        tag = Tag("In force", "green") if today >= authority.starts_on else Tag("Not yet", "blue")
    return Cell("", tag=tag, raw=tag.text)


class Authorities(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Standing authorities"
    lead = "Who may award call-offs, for which lots, up to which value (CR 4)."
    sort = "-starts_on"
    empty = Empty("No standing authority yet", "Without one nothing can be awarded.")
    columns = (
        Column("Authority", lambda each: each.reference),
        Column("Holder", lambda each: each.holder.name),
        Column("Lots", lambda each: listed([lot.short for lot in each.lots.all()])),
        Column("From", lambda each: cells.date(each.starts_on), sort="starts_on"),
        Column("Last day", lambda each: cells.date(each.ends_on), sort="ends_on"),
        Column("State", _in_force),
        Column("Consulted", lambda each: each.decision.consulted),
        Column("Up to", lambda each: cells.money(each.highest_value), numeric=True),
    )

    def rows(self) -> QuerySet:
        return StandingAuthority.objects.select_related("holder", "decision").prefetch_related(
            "lots"
        )

    def content(self) -> dict[str, Any]:
        give = Link("Give an authority", reverse("contracts:grant"))
        may = can(self.user, Permission.AUTHORITY_MANAGE)
        return super().content() | {"primary": give if may else None}


class GrantAuthority(AsksAgain, ActionPage):
    permission = Permission.AUTHORITY_MANAGE
    form_class = AuthorityForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Give a standing authority",
            "lead": "The Executive Director gives it, in consultation with the Cabinet Member.",
            "back": Link("Standing authorities", reverse("contracts:authorities")),
        }

    def act(self, form: AuthorityForm) -> str:
        data = form.cleaned_data
        authority = authorities.grant(
            holder=data["holder"],
            lots=data["lots"],
            highest_value=data["highest_value"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            consultation=form.consultation,
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{authority.holder} may award up to {gbp(authority.highest_value)}.")
        return reverse("contracts:authorities")


class CabinetDecisions(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Cabinet decisions"
    lead = "Each authorises one contract above the threshold, once call-in is over (CR 4)."
    sort = "-decided_on"
    empty = Empty("No Cabinet decision recorded", "One is recorded from the line that needs it.")
    columns = (
        Column("Decision", lambda each: Cell(each.reference, hint=each.minute), hint="Minute"),
        Column("Line", lambda each: each.line.service.name),
        Column("Decided", lambda each: cells.date(each.decided_on), sort="decided_on"),
        Column("Can be acted on from", lambda each: cells.date(each.effective_from)),
        Column("Up to", lambda each: cells.money(each.highest_value), numeric=True),
    )

    def rows(self) -> QuerySet:
        return CabinetDecision.objects.select_related("line__service")


class RecordCabinetDecision(AsksAgain, ActionPage):
    permission = Permission.AUTHORITY_MANAGE
    form_class = CabinetForm

    def find(self, pk: int) -> RequestLine:
        return get_object_or_404(open_lines(), pk=pk)

    def content(self) -> dict[str, Any]:
        threshold = gbp(current_scheme().cabinet_threshold)
        return {
            "title": "Record a Cabinet decision",
            "caption": self.record.reference,
            "lead": f"Needed for a contract above {threshold}.",
            "figures": [Row("Service", self.record.service.name)],
            "back": Link("Cabinet decisions", reverse("contracts:cabinet-decisions")),
        }

    def act(self, form: CabinetForm) -> str:
        data = form.cleaned_data
        decision = cabinet.record(
            self.record,
            minute=data["minute"],
            decided_on=data["decided_on"],
            highest_value=data["highest_value"],
            conditions=data["conditions"],
            by=self.user,
            on=clock.today(),
        )
        self.say(
            f"{decision.reference} is recorded. "
            f"It can be acted on from {day(decision.effective_from)}."
        )
        return reverse("contracts:cabinet-decisions")
