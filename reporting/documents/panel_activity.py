"""The panel's activity in words, for the Children's Services Leadership Team (CR ¶26)."""

from mdps.core.charts import Bar, BarChart, Part
from mdps.core.ui import Cell, Table
from reporting.documents import comparison, corrections, panel_money, panel_requests, panel_waits
from reporting.documents.parts import (
    Block,
    Chapter,
    Document,
    KeyFigure,
    bars,
    note,
    prose,
    subheading,
    table,
)
from reporting.documents.reading import (
    amount,
    day,
    gbp,
    headings,
    moment,
    money_cell,
    number_cell,
    period,
    share_cell,
)
from reporting.documents.sentences import capitalised, count, number, were
from reporting.figures.small import WITHHELD


def document(figures: dict) -> Document:
    """The report that these figures make."""
    return Document(
        title="Panel activity report",
        series="Access to Resources Panel",
        scheme="For the Children’s Services Leadership Team",
        period=period(figures),
        as_at=day(figures["as_at"][:10]),
        as_at_moment=moment(figures["as_at"]),
        key_figures=_key_figures(figures),
        chapters=[
            Chapter("Purpose of report", _purpose(figures)),
            Chapter("What the panel considered", _considered(figures)),
            Chapter("Requested against approved", _against(figures)),
            Chapter("How long decisions took", panel_waits.blocks(figures)),
            Chapter("Urgent decisions", _urgent(figures)),
            Chapter("Deferrals and conditions", _put_off(figures)),
            Chapter("Budgets", panel_money.blocks(figures)),
            Chapter("The years since 2019-20", _trend(figures)),
            *corrections.chapters(figures),
        ],
    )


def _key_figures(figures: dict) -> list[KeyFigure]:
    found, turnaround = figures["considered"], figures["turnaround"]
    return [
        KeyFigure(
            "Requests considered", capitalised(number(found["requests"])), _lines(found["lines"])
        ),
        KeyFigure(
            "Requested", capitalised(gbp(found["requested"])), "By teams, of what was decided"
        ),
        KeyFigure("Approved", capitalised(gbp(found["approved"])), capitalised(_share(found))),
        KeyFigure(
            "Median wait for a decision",
            capitalised(panel_waits.days(turnaround["median_days"])),
            "From submission, in working days",
        ),
    ]


def _purpose(figures: dict) -> list[Block]:
    return [
        prose(
            "To show the Children’s Services Leadership Team what the Access to Resources Panel "
            f"did from {period(figures)}, as Cabinet was told that the panel reports its activity "
            "(paragraph 26 of the report of 10 November 2021)."
        ),
        note(
            "All amounts are in pounds sterling and exclude VAT. A line counts on the day of the "
            "decision about it. Deferred lines, those agreed in principle and those withdrawn are "
            "considered, but neither requested nor approved yet."
        ),
    ]


def _considered(figures: dict) -> list[Block]:
    found, before, met = figures["considered"], figures["before"], figures["meetings"]
    return [
        prose(
            f"The panel met {count(met['held'], 'time')} and decided "
            f"{count(met['decided'], 'item')}; {count(met['not_reached'], 'item')} "
            f"{were(met['not_reached'])} not reached and {count(met['cancelled'], 'meeting')} "
            f"{were(met['cancelled'])} cancelled. It considered "
            f"{count(found['requests'], 'request')} with {_lines(found['lines'])}."
        ),
        *([_in_the_period_before(before)] if panel_waits.is_comparable(figures) else []),
        bars(_kinds_chart(figures)),
        table(
            Table(
                caption="Lines, by what was decided",
                headings=headings("Decision", "Lines", "Approved", numeric=" nn"),
                rows=[
                    [Cell(row["words"]), number_cell(row["lines"]), money_cell(row["approved"])]
                    for row in figures["by_kind"]
                ],
                foot=[
                    Cell("All decisions"),
                    number_cell(found["lines"]),
                    money_cell(found["approved"]),
                ],
            )
        ),
        *comparison.blocks(figures),
    ]


def _in_the_period_before(before: dict) -> Block:
    return prose(
        f"In the period before, {day(before['first_day'])} to {day(before['last_day'])}, it "
        f"considered {count(before['requests'], 'request')} with {_lines(before['lines'])}; "
        f"{gbp(before['requested'])} was requested and {gbp(before['approved'])} approved, "
        f"{_share(before)}."
    )


def _kinds_chart(figures: dict) -> BarChart:
    rows = [row for row in figures["by_kind"] if row["lines"] and row["lines"] != WITHHELD]
    most = max(rows, key=lambda row: row["lines"], default=None)
    return BarChart(
        finding=f"{most['words']} was the most frequent decision"
        if most
        else "No decision is shown",
        description="; ".join(f"{row['words']}: {_lines(row['lines'])}" for row in rows)
        or "No decision is shown.",
        bars=[
            Bar(row["words"], f"{row['lines']:,}", [Part("Lines", amount(str(row["lines"])), 0)])
            for row in rows
        ],
    )


def _against(figures: dict) -> list[Block]:
    return [
        prose(
            f"Teams requested {gbp(figures['considered']['requested'])} of what was decided, and "
            f"the panel approved {gbp(figures['considered']['approved'])}, "
            f"{_share(figures['considered'])}."
        ),
        subheading("By request category"),
        table(_split(figures, "by_category", "category", "Request category")),
        subheading("By team"),
        table(_split(figures, "by_team", "team", "Team")),
        subheading("By legal status of the child"),
        table(_split(figures, "by_legal_status", "legal_status", "Legal status")),
    ]


def _split(figures: dict, rows: str, key: str, name: str) -> Table:
    everything = figures["considered"]
    return Table(
        caption=f"Requested and approved, by {name[0].lower()}{name[1:]}",
        headings=headings(
            name, "Requests", "Lines", "Requested", "Approved", "Share", numeric=" nnnnn"
        ),
        rows=[[Cell(row[key]), *_sums(row)] for row in figures[rows]],
        foot=[Cell("Total"), *_sums(everything)],
    )


def _sums(row: dict) -> list[Cell]:
    return [
        number_cell(row["requests"]),
        number_cell(row["lines"]),
        money_cell(row["requested"]),
        money_cell(row["approved"]),
        share_cell(row["percent_approved"]),
    ]


def _urgent(figures: dict) -> list[Block]:
    found = figures["urgent"]
    if not found["lines"]:
        return [prose("Nothing was approved urgently between meetings.")]
    if found["lines"] == WITHHELD:
        return [
            prose(
                "Lines were approved urgently between meetings. How many they were and what became "
                "of them is withheld, because the numbers are small."
            )
        ]
    return [
        prose(
            f"{capitalised(_lines(found['lines']))} worth {gbp(found['amount'])} "
            f"{were(found['lines'])} approved urgently between meetings. Of these the panel has "
            f"ratified {number(found['ratified'])} and overturned {number(found['overturned'])}, "
            f"worth {gbp(found['amount_overturned'])}; {number(found['waiting'])}, worth "
            f"{gbp(found['amount_waiting'])}, wait for a meeting."
        )
    ]


def _put_off(figures: dict) -> list[Block]:
    found, reasons = figures["conditions"], figures["deferred"]
    before = capitalised(number(found["open_before_award"]))
    blocks = [
        prose(
            f"{capitalised(count(found['conditions'], 'condition'))} {were(found['conditions'])} "
            f"set and {number(found['met'])} met so far. {before} must still be met before an "
            f"award and {number(found['open_while_running'])} while support runs."
        )
    ]
    if not reasons:
        return [*blocks, prose("No line was deferred.")]
    rows = [[Cell(row["reason"]), number_cell(row["lines"])] for row in reasons]
    return [
        *blocks,
        table(
            Table(
                caption="Why lines were deferred",
                headings=headings("Reason", "Lines", numeric=" n"),
                rows=rows,
            )
        ),
    ]


def _trend(figures: dict) -> list[Block]:
    trend = figures["trend"]
    if not trend["years"]:
        return [prose("No year is recorded yet.")]
    return [
        bars(panel_requests.chart(trend)),
        table(panel_requests.by_year(trend)),
        *(table(panel_requests.of_year(year)) for year in reversed(trend["years"])),
        *(note(text) for text in panel_requests.notes(trend)),
    ]


def _lines(lines: int | str) -> str:
    return count(lines, "line")


def _share(sums: dict) -> str:
    percent = sums["percent_approved"]
    return "a share that is withheld" if percent == WITHHELD else f"{percent}% of it"
