"""The routes that are allowed, the figures awards are measured by, and Cabinet's own limits."""

from typing import Any

from django.urls import reverse

from contracts.change_limits import change_limits
from contracts.limits import in_force, route_rule, route_rules
from contracts.models import AwardLimits, LimitDecision, Route, RouteRule
from contracts.pages.tabs import TABS
from contracts.resting_forms import AwardLimitsForm, ChangeLimitsForm, RouteForm
from contracts.set_limits import set_limits, set_route
from lots.models import Lot
from lots.queries import current_scheme
from mdps.core import cells, clock
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.signing_in.again import AsksAgain
from mdps.core.ui import Action, Cell, Heading, Link, Row, Section, Table, Tag
from mdps.core.words import count, day


class Limits(Page):
    """Everything that awards are measured by, with what was and what will be."""

    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)

    def content(self) -> dict[str, Any]:
        today = clock.today()
        return {
            "title": "Routes and limits",
            "actions": self.actions(),
            "sections": [
                _summary("In force today", figures(today)),
                Section(
                    "Routes allowed",
                    "components/table.html",
                    {"table": routes_table(today)},
                    id="routes",
                ),
                Section(
                    "Figures over time",
                    "components/table.html",
                    {"table": figures_table()},
                    id="figures",
                ),
                Section(
                    "Cabinet's decisions on the cap and the threshold",
                    "components/table.html",
                    {"table": decisions_table()},
                    id="decisions",
                ),
            ],
        }

    def actions(self) -> list[Action]:
        if not can(self.user, Permission.AUTHORITY_MANAGE):
            return []
        return [
            Action("Set a route", reverse("contracts:set-route"), secondary=True),
            Action("Set the figures", reverse("contracts:set-limits"), secondary=True),
            Action(
                "Change the cap or the threshold",
                reverse("contracts:change-limits"),
                secondary=True,
            ),
        ]


def _summary(title: str, rows: list[Row]) -> Section:
    return Section(title, "components/summary_list.html", {"rows": rows}, id="in-force")


def figures(today: Any) -> list[Row]:
    """What holds today."""
    scheme, limits = current_scheme(), in_force(today)
    return [
        Row("Cap on all contracts", Cell(gbp(scheme.cap), hint="CR 4")),
        Row(
            "A contract needs Cabinet", Cell(f"Above {gbp(scheme.cabinet_threshold)}", hint="CR 4")
        ),
        Row("A direct award needs authorisation", f"Above {gbp(limits.direct_award_above)}"),
        Row("A contract is published", f"Above {gbp(limits.published_above)}"),
        Row("It is notified on Contracts Finder", f"Above {gbp(limits.contracts_finder_above)}"),
        Row("The light-touch regime applies", f"Above {gbp(limits.light_touch_above)}"),
        Row("Notice before Cabinet decides", count(limits.notice_days, "clear day")),
        Row("Call-in after it", count(limits.call_in_days, "clear working day")),
        Row("Contracts count together within", count(limits.together_months, "month")),
    ]


def routes_table(today: Any) -> Table:
    """Every rule, and which hold today."""
    held = {
        rule.pk
        for lot in Lot.objects.all()
        for route in Route
        if (rule := route_rule(lot, route, today))
    }
    return Table(
        headings=[
            Heading("Lot"),
            Heading("Route"),
            Heading("From"),
            Heading("State"),
            Heading("Set by"),
            Heading("Lowest value", numeric=True),
            Heading("Highest value", numeric=True),
        ],
        rows=[
            [
                Cell(rule.lot.short),
                Cell(rule.get_route_display()),
                cells.date(rule.effective_from),
                Cell("", tag=_tag(rule, rule.pk in held, today)),
                Cell(rule.recorded_by.name if rule.recorded_by else "With the scheme"),
                cells.money(rule.from_value),
                cells.money(rule.to_value)
                if rule.to_value is not None
                else Cell("No upper end", numeric=True),
            ]
            for rule in route_rules()
        ],
        caption="Both ends are allowed",
    )


def _tag(rule: RouteRule, holds: bool, today: Any) -> Tag:
    if holds:
        return Tag("In force", "green")
    return Tag("Not yet", "blue") if rule.effective_from > today else Tag("Ended", "grey")


def figures_table() -> Table:
    """The figures that held, hold and will hold."""
    return Table(
        headings=[
            Heading("From"),
            Heading("Set by"),
            Heading("Direct award above", numeric=True),
            Heading("Published above", numeric=True),
            Heading("Contracts Finder above", numeric=True),
            Heading("Light touch above", numeric=True),
            Heading("Notice, days", numeric=True),
            Heading("Call-in, working days", numeric=True),
            Heading("Together, months", numeric=True),
        ],
        rows=[
            [
                cells.date(each.effective_from),
                Cell(each.recorded_by.name if each.recorded_by else "With the scheme"),
                cells.money(each.direct_award_above),
                cells.money(each.published_above),
                cells.money(each.contracts_finder_above),
                cells.money(each.light_touch_above),
                cells.number(each.notice_days),
                cells.number(each.call_in_days),
                cells.number(each.together_months),
            ]
            for each in AwardLimits.objects.select_related("recorded_by").order_by(
                "-effective_from"
            )
        ],
        caption="The newest first",
    )


def decisions_table() -> Table:
    """How the cap and the threshold changed."""
    return Table(
        headings=[
            Heading("Decision"),
            Heading("Decided"),
            Heading("In force from"),
            Heading("Cap", numeric=True),
            Heading("Threshold", numeric=True),
        ],
        rows=[
            [
                Cell(each.reference, hint=each.minute),
                cells.date(each.decided_on),
                cells.date(each.recorded_on),
                cells.money(each.cap),
                cells.money(each.cabinet_threshold),
            ]
            for each in LimitDecision.objects.order_by("-recorded_on", "-id")
        ],
        caption="The newest first",
        empty="Cabinet has not changed them since it approved the scheme.",
    )


class SettingPage(ActionPage):
    """Something that is set; back to all that is set."""

    permission = Permission.AUTHORITY_MANAGE
    title = ""
    lead = ""

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "lead": self.lead,
            "back": Link("Routes and limits", reverse("contracts:limits")),
        }

    def act(self, form: Any) -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "one_time_key"}
        self.do(**data)
        return reverse("contracts:limits")

    def do(self, **data: Any) -> None:
        """The act itself. May raise Refused."""
        raise NotImplementedError


class SetRoute(SettingPage):
    form_class = RouteForm
    title = "Set which values a route is allowed for"
    lead = "It takes the place of the rule before, from its first day on."

    def do(self, **data: Any) -> None:
        rule = set_route(data.pop("lot"), **data, by=self.user, on=clock.today())
        self.say(
            f"{rule.get_route_display()} in {rule.lot.short} follows the new rule from "
            f"{day(rule.effective_from)}."
        )


class SetLimits(SettingPage):
    form_class = AwardLimitsForm
    title = "Set the figures that awards are measured by"
    lead = "What was awarded before stays as it was."

    def form_options(self) -> dict[str, Any]:
        limits = in_force(clock.today())
        names = [name for name in AwardLimitsForm.base_fields if hasattr(limits, name)]
        names.remove("effective_from")
        return {"initial": {name: getattr(limits, name) for name in names}}

    def do(self, **data: Any) -> None:
        limits = set_limits(**data, by=self.user, on=clock.today())
        self.say(f"The figures hold from {day(limits.effective_from)}.")


class ChangeLimits(AsksAgain, SettingPage):
    form_class = ChangeLimitsForm
    title = "Change the cap or the Cabinet threshold"
    lead = "Only by a Cabinet decision, once call-in is over (CR 4)."

    def content(self) -> dict[str, Any]:
        scheme = current_scheme()
        return super().content() | {
            "figures": [
                Row("Cap", gbp(scheme.cap)),
                Row("Committed", gbp(scheme.committed)),
                Row("Threshold", gbp(scheme.cabinet_threshold)),
            ],
            "warning": "Recording it changes the limits at once. It is never changed back but by "
            "another decision.",
        }

    def form_options(self) -> dict[str, Any]:
        scheme = current_scheme()
        return {"initial": {"cap": scheme.cap, "cabinet_threshold": scheme.cabinet_threshold}}

    def do(self, **data: Any) -> None:
        decision = change_limits(**data, by=self.user, on=clock.today())
        self.say(
            f"The cap is {gbp(decision.cap)} and the threshold {gbp(decision.cabinet_threshold)}."
        )
