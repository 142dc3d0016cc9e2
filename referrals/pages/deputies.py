"""Who stands in for a team manager: named by the manager, and ended by them."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Link, Row, Section, Table, Tag
from mdps.core.words import day
from referrals.deputise import deputise, end
from referrals.forms.manager import DeputyForm, EndDeputyForm
from referrals.models import Deputy

LIST = "referrals:deputies"
HEADINGS = (Heading("Deputy"), Heading("From"), Heading("To"), Heading("Standing"))
MOST = 20


class Deputies(Page):
    """Whom one has named, the latest first, and for whom one stands in oneself."""

    permissions = (Permission.REQUEST_ENDORSE,)
    template_name = "referrals/deputies.html"

    def content(self) -> dict[str, Any]:
        return {
            "title": "Deputies",
            "lead": "While you are away, another team manager can endorse, return and decline the "
            "requests of your team. Nobody endorses what they raised themselves.",
            "add": Link("Name a deputy", reverse("referrals:name-deputy")),
            "sections": [
                _section(
                    "Who stands in for you", self.user.deputies.select_related("deputy"), own=True
                ),
                _section("For whom you stand in", self.user.deputising.select_related("manager")),
            ],
        }


class NameDeputy(ActionPage):
    permission = Permission.REQUEST_ENDORSE
    form_class = DeputyForm

    def form_options(self) -> dict[str, Any]:
        return {"manager": self.user}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Name a deputy",
            "back": Link("Back to deputies", reverse(LIST)),
            "cancel": Link("Cancel", reverse(LIST)),
        }

    def act(self, form: DeputyForm) -> str:
        data = form.cleaned_data
        named = deputise(
            deputy=data["deputy"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{named.deputy.name} stands in for you and was told.")
        return reverse(LIST)


class EndDeputy(ActionPage):
    permission = Permission.REQUEST_ENDORSE
    form_class = EndDeputyForm
    record: Deputy

    def find(self, pk: int) -> Deputy:
        own = self.user.deputies.select_related("deputy", "manager")
        return get_object_or_404(own, pk=pk)

    def content(self) -> dict[str, Any]:
        each = self.record
        return {
            "title": f"End that {each.deputy.name} stands in for you?",
            "figures": [Row("From", day(each.starts_on)), Row("To", day(each.ends_on))],
            "back": Link("Back to deputies", reverse(LIST)),
            "cancel": Link("Cancel", reverse(LIST)),
        }

    def act(self, form: EndDeputyForm) -> str:
        end(self.record, by=self.user, on=clock.today())
        self.say(f"{self.record.deputy.name} no longer stands in for you.")
        return reverse(LIST)


def _section(title: str, found: Any, *, own: bool = False) -> Section:
    rows = [_row(each, own=own) for each in found[:MOST]]
    table = Table(headings=HEADINGS, rows=rows, caption=title, empty="Nobody.")
    if not own:
        first = Heading("Manager")
        table = Table(headings=(first, *HEADINGS[1:]), rows=rows, caption=title, empty="Nobody.")
    return Section("", "components/table.html", {"table": table})


def _row(each: Deputy, *, own: bool) -> list[Cell]:
    today = clock.today()
    can_end = own and each.ended_on is None and each.ends_on >= today
    return [
        Cell(each.deputy.name if own else each.manager.name),
        Cell(day(each.starts_on)),
        Cell(day(each.ends_on)),
        Cell(
            "End it" if can_end else "",
            url=reverse("referrals:end-deputy", args=[each.pk]) if can_end else "",
            tag=_standing(each),
        ),
    ]


def _standing(each: Deputy) -> Tag:
    today = clock.today()
    if each.ended_on is not None or each.ends_on < today:
        return Tag("Ended", "grey")
    return Tag("Standing in", "green") if each.starts_on <= today else Tag("To come", "blue")
