"""Leakage: how much is bought outside the scheme, by whom, of what, and from whom."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from contracts import leakage
from contracts.leakage import Group, Leakage, Provider, Threshold
from contracts.limits import months_earlier
from contracts.pages.tabs import TABS
from contracts.spot_forms import PeriodForm
from mdps.core import cells, clock
from mdps.core.charts import Bar, BarChart, Part
from mdps.core.lists.export import lines_as_csv
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Link, Section, Table
from mdps.core.words import count, day

COLUMNS = ("By", "Name", "Purchases", "Amount ex VAT", "Standing", "Threshold passed", "First")


class LeakagePage(Page):
    """The last twelve months, or the period that is asked for. The file holds the same figures."""

    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    template_name = "contracts/leakage.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = any(name.startswith(("since_", "until_")) for name in request.GET)
        form = PeriodForm(request.GET) if asked else PeriodForm(initial=last_year())
        if asked and not form.is_valid():
            return self.answer(form, **last_year())
        days = form.cleaned_data if asked else last_year()
        if request.GET.get("as") == "csv":
            found = leakage.between(days["since"], days["until"])
            return lines_as_csv(COLUMNS, lines_of(found), name="leakage")
        return self.answer(form, **days)

    def answer(self, form: PeriodForm, *, since: dt.date, until: dt.date) -> HttpResponse:
        found = leakage.between(since, until)
        query = self.request.GET.copy()
        query["as"] = "csv"
        return self.show(
            title=finding(found),
            period=f"{day(since)} to {day(until)}, ex VAT",
            chart=Section("Month by month", "components/chart_bars.html", {"chart": trend(found)}),
            table=provider_table(found.providers),
            sections=sections_of(found),
            notes=notes_of(leakage.thresholds(until)),
            downloads=[Link("Download as CSV", f"{self.request.path}?{query.urlencode()}")],
            period_form=form,
            form=form,
        )


def last_year() -> dict[str, dt.date]:
    """The twelve months up to today."""
    today = clock.today()
    return {"since": months_earlier(today, 12) + dt.timedelta(days=1), "until": today}


def finding(found: Leakage) -> str:
    """The page's sentence."""
    if not found.number:
        return "Nothing was bought outside the scheme"
    return (
        f"{gbp(found.amount)} was bought outside the scheme in "
        f"{count(found.number, 'purchase')}: {found.percent}% of what was bought"
    )


def trend(found: Leakage) -> BarChart:
    """Month by month, oldest first."""
    return BarChart(
        finding="Bought outside the scheme, month by month",
        description="The months are listed with their amounts.",
        bars=[
            Bar(each.name, gbp(each.amount), [Part("Outside the scheme", each.amount, 4)])
            for each in found.months
        ],
    )


def sections_of(found: Leakage) -> list[Section]:
    return [
        _section("By team", group_table("Team", found.teams), "teams"),
        _section("By category", group_table("Category", found.categories), "categories"),
        _section("By how it came to light", group_table("Source", found.sources), "sources"),
        _section(
            "Providers bought from more than once",
            provider_table(found.repeats, caption="First bought from, and how often in all"),
            "repeats",
        ),
    ]


def _section(title: str, table: Table, name: str) -> Section:
    return Section(title, "components/table.html", {"table": table}, id=name)


def group_table(what: str, groups: Sequence[Group]) -> Table:
    return Table(
        headings=[
            Heading(what),
            Heading("Purchases", numeric=True),
            Heading("Amount", numeric=True),
        ],
        rows=[
            [Cell(each.name), cells.number(each.number), cells.money(each.amount)]
            for each in groups
        ],
        caption="The largest first",
        empty="Nothing in this period.",
    )


def provider_table(
    providers: Sequence[Provider], *, caption: str = "By provider, the largest first"
) -> Table:
    listing = reverse("contracts:spot-purchases")
    return Table(
        headings=[
            Heading("Provider"),
            Heading("Standing"),
            Heading("In all since"),
            Heading("Threshold passed in 12 months"),
            Heading("Purchases", numeric=True),
            Heading("Amount", numeric=True),
        ],
        rows=[
            [
                Cell(
                    each.name,
                    url=f"{listing}?{urlencode({'provider': each.name})}"
                    if len(each.name) > 2
                    else "",
                ),
                Cell(each.standing),
                Cell(day(each.since), hint=count(each.ever, "purchase")),
                _threshold(each),
                cells.number(each.number),
                cells.money(each.amount),
            ]
            for each in providers
        ],
        caption=caption,
        empty="None in this period.",
    )


def _threshold(provider: Provider) -> Cell:
    """The highest that is passed, and the next one as a hint."""
    passed, following = provider.passed, provider.following
    return Cell(
        f"Above {gbp(passed.amount)}" if passed else "Below them all",
        hint=f"next {gbp(following.amount)}" if following else "",
    )


def notes_of(figures: Sequence[Threshold]) -> list[str]:
    return [f"Above {gbp(each.amount)}: {each.words}." for each in figures] + [
        "Spot purchases never count against the cap. A share is of these and of what was awarded "
        "in the same days."
    ]


def lines_of(found: Leakage) -> Iterator[list[object]]:
    """The same figures as lines of a file."""
    grouped = (
        ("Team", found.teams),
        ("Category", found.categories),
        ("Source", found.sources),
        ("Month", found.months),
    )
    for by, groups in grouped:
        for each in groups:
            yield [by, each.name, each.number, each.amount, "", "", ""]
    for one in found.providers:
        passed = one.passed.amount if one.passed else ""
        yield ["Provider", one.name, one.number, one.amount, one.standing, passed, one.since]
