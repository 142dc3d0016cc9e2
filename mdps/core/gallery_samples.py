"""What the gallery shows: one sample of every component in every state, of invented records."""

import datetime as dt
from decimal import Decimal
from typing import Any

from mdps.core.charts import Bar, BarChart, Marker, Part
from mdps.core.gallery_forms import SampleFilter
from mdps.core.rules import Check, Refusal
from mdps.core.ui import (
    Action,
    Cell,
    Empty,
    Event,
    Heading,
    Identity,
    Link,
    Pager,
    Progress,
    Row,
    Section,
    Table,
    Tag,
)
from mdps.core.worklist import Group, Task

COLOURS = ("grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow")

OVER_CAP = Refusal(
    "over-cap",
    "The award is £9,000.00 but £8,999.99 is left under the £10.5m cap. Reduce the units, or ask "
    "for a variation to be released.",
    "CR 4",
)
SUSPENDED = Refusal("suspended", "Avon Family Mediation is suspended until 30 June 2026.", "CR 3")
CHECKS = [
    Check("The supplier is admitted to this lot on the day of award.", None),
    Check("The value is within what the panel approved.", None),
    Check("An award may use the last penny of the cap but no more.", OVER_CAP),
]

IDENTITY = Identity(
    reference="SR-001427",
    title="Parenting assessment and life story work",
    tag=Tag("On agenda", "purple"),
    holder="With the panel on 26 November 2026",
    facts=[
        Row("Estimated", Cell("£12,400.00", numeric=True)),
        Row("Lines", "2"),
        Row("Raised", "3 November 2026"),
    ],
)
SUMMARY = [
    Row("Raised by", "Priya Nair, Forest assessment team", Link("Change", "#")),
    Row("Legal basis", "Section 47, Children Act 1989"),
    Row("Category", Cell("Independent specialist assessments", url="#", hint="Lot 1")),
    Row("State", Cell("", tag=Tag("Endorsed", "teal"))),
]
TABLE = Table(
    caption="Support requests",
    headings=[
        Heading("Request", sort_url="#", sorted="none"),
        Heading("Category"),
        Heading("State"),
        Heading("Raised", sort_url="#", sorted="descending"),
        Heading("Estimated", numeric=True, sort_url="#", sorted="none"),
    ],
    rows=[
        [
            Cell("SR-001427", url="#", hint="Parenting assessment"),
            Cell("Independent specialist assessments"),
            Cell("", tag=Tag("On agenda", "purple")),
            Cell("3 November 2026"),
            Cell("£12,400.00", numeric=True),
        ],
        [
            Cell("SR-001426", url="#", hint="Art therapy, 12 sessions"),
            Cell("Therapeutic and mentoring support"),
            Cell("", tag=Tag("Returned", "yellow")),
            Cell("2 November 2026"),
            Cell("£960.00", numeric=True),
        ],
        [
            Cell("SR-001425", url="#", hint="Family group conference"),
            Cell("Family support services"),
            Cell("", tag=Tag("Decided", "green")),
            Cell("31 October 2026"),
            Cell("£1,850.50", numeric=True, url="#"),
        ],
    ],
    foot=[
        Cell("Total"),
        Cell(""),
        Cell(""),
        Cell(""),
        Cell("£15,210.50", numeric=True),
    ],
)
ACTIONS = [
    Action("Award £12,400.00 to Severn Assessments", "#"),
    Action("Return to the team", "#", secondary=True),
    Action("Withdraw the request", "#", warning=True),
    Action("Award £9,000.00 to Avon Family Mediation", "#", refusals=[OVER_CAP, SUSPENDED]),
]
EVENTS = [
    Event("Put on the agenda, item 7", "19 November 2026 at 2:30pm", "Ruth Adeyemi"),
    Event("Endorsed", "5 November 2026 at 9am", "Tom Hale", "Agreed: the court has ordered it."),
    Event("Submitted", "3 November 2026 at 4:10pm", "Priya Nair"),
]
GROUPS = [
    Group(
        "Requests to endorse",
        (
            Task(
                title="SR-001427, parenting assessment",
                url="#",
                why="Needs your view before the panel on 26 November",
                since=dt.date(2026, 11, 3),
                due=dt.date(2026, 11, 24),
            ),
            Task(
                title="SR-001431, art therapy",
                url="#",
                why="Raised by Priya Nair, £960.00",
                since=dt.date(2026, 11, 18),
            ),
        ),
        count="14",
        all_url="#",
    ),
    Group(
        "Returned to you",
        (
            Task(
                title="SR-001399, mentoring",
                url="#",
                why="The panel asks how many sessions were attended",
                since=dt.date(2026, 11, 12),
            ),
        ),
        count="1",
    ),
]
CAP = BarChart(
    finding="£5,986,420.00 of the £10.5m cap is committed, so £4,513,580.00 is left",
    description="One bar of £10.5m: three lots and what is left.",
    bars=[
        Bar(
            "Committed and left",
            "57% committed",
            [
                Part("Lot 1", Decimal("3120400"), 0, "£3,120,400.00"),
                Part("Lot 2", Decimal("1905020"), 1, "£1,905,020.00"),
                Part("Lot 3", Decimal("961000"), 2, "£961,000.00"),
                Part("Left", Decimal("4513580"), 3, "£4,513,580.00"),
            ],
        )
    ],
    scale=Decimal("10500000"),
)
PANEL = BarChart(
    finding="The panel approved 80% of what was requested in 2020-21",
    description="Requested and approved in two years.",
    bars=[
        Bar("2019-20", "£623,023.64", [Part("Approved", Decimal("623023.64"), 0)], url="#"),
        Bar("2020-21", "£1,102,982.06", [Part("Approved", Decimal("1102982.06"), 0)], url="#"),
    ],
    marker=Marker(Decimal("900000"), "£900,000 was planned for a year"),
)
CHART = Section("", "components/chart_bars.html", {"chart": CAP})
SUBNAV = [
    Link(
        "Overview",
        "#",
        current=True,
        within=(Link("Summary", "#", current=True), Link("Dates", "#")),
    ),
    Link("Lines", "#", count=2),
    Link("Costs", "#"),
    Link("History", "#"),
]
CHIPS = [Link("State: Decided", "#"), Link("Lot: Lot 1", "#")]
PAGER = Pager("51-100 of 1,234", previous_url="#", next_url="#")
DOWNLOADS = [Link("Download as CSV", "#"), Link("Download as XLSX", "#")]
EMPTY = Empty(
    "No requests match", "Take a filter away, or clear them all.", Link("Clear all filters", "#")
)
RUNNING = Progress("Laying out page 12 of about 40", Tag("Running", "blue"), percent=30)
FINISHED = Progress(
    "The report is ready",
    Tag("Done", "green"),
    finished=True,
    download=Link("Download the report (PDF, 412 KB)", "#"),
)

PAGES: dict[str, dict[str, Any]] = {
    "home": {
        "title": "Good morning, Tom",
        "groups": GROUPS,
        "sections": [Section("The cap", "components/chart_bars.html", {"chart": CAP})],
        "links": [Link("Raise a request", "#"), Link("Panel meetings", "#", count=3)],
    },
    "list": {
        "title": "Support requests",
        "lead": "Every request of your team.",
        "primary": Link("Raise a request", "#"),
        "filter_form": SampleFilter(),
        "chips": CHIPS,
        "table": TABLE,
        "pager": PAGER,
        "downloads": DOWNLOADS,
    },
    "record": {
        "breadcrumbs": [Link("Home", "#"), Link("Support requests", "#")],
        "identity": IDENTITY,
        "subnav": SUBNAV,
        "actions": ACTIONS,
        "events": EVENTS,
        "sections": [
            Section("The request", "components/summary_list.html", {"rows": SUMMARY}),
            Section("Lines", "components/table.html", {"table": TABLE}),
        ],
    },
    "form": {
        "back": Link("Back", "#"),
        "caption": "SR-001427, line 1",
        "title": "Award to Severn Assessments",
        "figures": [
            Row("Value", Cell("£12,400.00", numeric=True)),
            Row("Left of the approved amount", Cell("£12,400.00", numeric=True)),
            Row("Left under the cap after it", Cell("£4,501,180.00", numeric=True)),
        ],
        "consequences": [
            "£12,400.00 is committed under the cap.",
            "Severn Assessments is told today.",
        ],
        "warning": "An award can be undone only before its first day.",
        "cancel": Link("Cancel", "#"),
    },
    "desk": {
        "identity": IDENTITY,
        "position": "Item 7 of 12",
        "previous": Link("Item 6", "#"),
        "next": Link("Item 8", "#"),
        "items": [Link("SR-001425", "#"), Link("SR-001427", "#", current=True)],
        "form_title": "Decide",
        "sections": [
            Section("The request", "components/summary_list.html", {"rows": SUMMARY}),
            Section("Costs", "components/table.html", {"table": TABLE}),
        ],
    },
    "figure": {
        "title": CAP.finding,
        "period": "1 June 2022 to 23 November 2026",
        "as_at": "23 November 2026 at 9am",
        "chart": CHART,
        "table": TABLE,
        "downloads": DOWNLOADS,
        "notes": ["Amounts are without VAT."],
        "sections": [Section("The panel", "components/chart_bars.html", {"chart": PANEL})],
    },
    "letter": {
        "title": "Admission to Lot 1: independent specialist assessments",
        "to": ["Severn Assessments Limited", "12 Quay Street", "Gloucester"],
        "date": "23 November 2026",
        "reference": "AP-000031",
        "paragraphs": ["You are admitted to Lot 1 from 23 November 2026."] * 3,
        "figures": SUMMARY[1:3],
        "signed": ["Ruth Adeyemi", "Commissioning manager"],
        "downloads": [Link("Download as PDF", "#")],
    },
    "done": {
        "title": "£12,400.00 awarded to Severn Assessments",
        "reference": "CO-000812",
        "figures": SUMMARY[1:3],
        "next_steps": ["The provider is told today.", "The social worker sees the first day."],
        "links": [Link("Next item to award", "#"), Link("The contract", "#")],
    },
    "progress": {"title": "Annual report to Cabinet", "progress": RUNNING},
}
