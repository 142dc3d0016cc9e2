"""The panel's activity in words, for the Children's Services Leadership Team (CR ¶26)."""

from mdps.core.charts import Bar, BarChart, Part
from mdps.core.ui import Cell, Table
from mdps.core.words import count
from reporting.documents import corrections, panel_money, panel_requests
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
from reporting.documents.sentences import were


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
            Chapter("How long decisions took", _turnaround(figures)),
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
        KeyFigure("Requests considered", f"{found['requests']:,}", _lines(found["lines"])),
        KeyFigure("Requested", gbp(found["requested"]), "By teams, of what was decided"),
        KeyFigure("Approved", gbp(found["approved"]), f"{found['percent_approved']}% of it"),
        KeyFigure(
            "Median wait for a decision",
            _days(turnaround["median_days"]),
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
        prose(
            f"In the period before, {day(before['first_day'])} to {day(before['last_day'])}, it "
            f"considered {count(before['requests'], 'request')} with {_lines(before['lines'])}; "
            f"{gbp(before['requested'])} was requested and {gbp(before['approved'])} approved, "
            f"{before['percent_approved']}%."
        ),
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
    ]


def _kinds_chart(figures: dict) -> BarChart:
    rows = [row for row in figures["by_kind"] if row["lines"]]
    most = max(rows, key=lambda row: row["lines"], default=None)
    return BarChart(
        finding=f"{most['words']} was the most frequent decision" if most else "No decisions",
        description="; ".join(f"{row['words']}: {_lines(row['lines'])}" for row in rows)
        or "No line was decided.",
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
            f"{figures['considered']['percent_approved']}%."
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


def _turnaround(figures: dict) -> list[Block]:
    found, before = figures["turnaround"], figures["before"]["turnaround"]
    if not found["lines"]:
        return [prose("No line was decided for good in the period.")]
    return [
        prose(
            f"Of {_lines(found['lines'])} decided for good, half had waited "
            f"{_days(found['median_days'])} or less since the request was submitted, and the "
            f"longest {_days(found['longest_days'])}."
        ),
        prose(
            f"In the period before the median was {_days(before['median_days'])} and the longest "
            f"{_days(before['longest_days'])}, of {_lines(before['lines'])}."
            if before["lines"]
            else "In the period before no line was decided for good."
        ),
        note("Working days: Monday to Friday without the bank holidays of England and Wales."),
    ]


def _urgent(figures: dict) -> list[Block]:
    found = figures["urgent"]
    if not found["lines"]:
        return [prose("Nothing was approved urgently between meetings.")]
    return [
        prose(
            f"{_lines(found['lines'])} worth {gbp(found['amount'])} {were(found['lines'])} "
            f"approved urgently between meetings. Of these the panel has ratified "
            f"{found['ratified']:,} and overturned {found['overturned']:,}, worth "
            f"{gbp(found['amount_overturned'])}; {found['waiting']:,}, worth "
            f"{gbp(found['amount_waiting'])}, wait for a meeting."
        )
    ]


def _put_off(figures: dict) -> list[Block]:
    found, reasons = figures["conditions"], figures["deferred"]
    blocks = [
        prose(
            f"{count(found['conditions'], 'condition')} {were(found['conditions'])} set and "
            f"{found['met']:,} met so far. {found['open_before_award']:,} must still be met before "
            f"an award and {found['open_while_running']:,} while support runs."
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


def _lines(number: int) -> str:
    return count(number, "line")


def _days(number: str | int | None) -> str:
    """`1 working day`, `4.5 working days`, `none`."""
    if number is None:
        return "none"
    days = str(number).removesuffix(".0")
    return f"{days} working day" if days == "1" else f"{days} working days"
