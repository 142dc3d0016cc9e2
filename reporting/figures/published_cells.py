"""The counts of families in each kind of report, as equations (reporting.figures.disclosure)."""

from collections.abc import Iterator
from typing import Any

from reporting.figures.disclosure import (
    Cell,
    Form,
    Published,
    Window,
    minus,
    parts_are_the_whole,
    plus,
    rows_of,
    window,
)
from reporting.figures.plain import BASIS

AWARDS, LIVE, ENDED = "awards", "live", "ended"
SUMS = ("requests", "lines", "requested", "approved")
DECIDED = ("approve", "approve_in_part", "approve_with_conditions", "decline", "redirect")


def cells_of(figures: dict) -> Published:
    """Those of a report of any kind."""
    return {
        "annual-cabinet": _annual,
        "monitoring": _monitoring,
        "panel-activity": _panel,
    }[figures["report"]](figures)


class _Gathered:
    """Cells and sums that come to nought, as they are found."""

    def __init__(self, figures: dict) -> None:
        self.figures = figures
        self.cells: list[Cell] = []
        self.nothing: list[Form] = []
        self.of = window(figures["period"]["first_day"], figures["period"]["last_day"])

    def one(self, way: tuple[str | int, ...], form: Form | None) -> None:
        """The figure at `way`, where there is one."""
        value: Any = self.figures
        for part in way:
            if isinstance(value, dict) and part not in value:
                return
            value = value[part]
        if value is not None:
            self.cells.append(Cell(way, value, form))

    def table(
        self, table: tuple[str, ...], key: str, field: str, measure: str, whole: Form
    ) -> None:
        """A table whose rows come to `whole`. Of one without rows, nought: nothing is small."""
        found = list(rows_of(self.figures, table, key, field, measure, self.of))
        self.cells += found
        if found:
            self.nothing.append(parts_are_the_whole(found, whole))

    def compared(self, measures: dict[str, tuple[str, Any]]) -> None:
        """The comparison with the period before: by its names, the measure, and how a window is
        turned into a form."""
        found = self.figures.get("comparison")
        if not found:
            return
        before = window(found["first_day"], found["last_day"])
        for place, row in enumerate(found["figures"]):
            if row["figure"] not in measures:
                continue
            measure, form_of = measures[row["figure"]]
            now, then = (form_of(measure, each) if form_of else None for each in (self.of, before))
            difference = None if now is None or then is None else plus(now, minus(then))
            for name, form in (("now", now), ("before", then), ("difference", difference)):
                if row[name] is not None:
                    self.one(("comparison", "figures", place, name), form)

    @property
    def all(self) -> Published:
        return Published(tuple(self.cells), tuple(self.nothing))


def _within(measure: str, of: Window) -> Form:
    return of.of(measure)


def _at_its_end(measure: str, of: Window) -> Form:
    """What is counted once for a period and adds up to nothing longer."""
    return {(measure, "all", f"{of.start} {of.end}"): 1}


def _annual(figures: dict) -> Published:
    found, every = _Gathered(figures), figures["to_date"]
    whole = found.of.of(AWARDS)
    for name in ("count", "mean"):
        found.one(("awarded", name), whole)
    for table, key in (("by_lot", "lot"), ("by_category", "category"), ("by_route", "route")):
        if table in figures:
            found.table((table,), key, "count", AWARDS, whole)
    for place, kind in enumerate(figures["kinds_of_supplier"]):
        form = found.of.of(AWARDS, f"kind {kind['kind']}")
        found.one(("kinds_of_supplier", place, "count"), form)
    spot = found.of.of("spot")
    found.one(("spot_purchases", "count"), spot)
    found.table(("spot_purchases", "reasons"), "reason", "count", "spot", spot)
    for name in ("compared", "bought_before"):
        found.one(("savings", name), found.of.of(name))
    first = figures["period"]["first_day"]
    found.one(("year_before", "count"), Window(_a_year_before(first), first).of(AWARDS))
    mean = {"mean": (AWARDS, _within)}
    found.compared({"awards": (AWARDS, _within), "spot_purchases": ("spot", _within)} | mean)
    _to_date(found, every)
    return found.all


def _a_year_before(first_day: str) -> str:
    return f"{int(first_day[:4]) - 1}{first_day[4:]}"


def _to_date(found: _Gathered, every: dict) -> None:
    ever = window(every["term"]["operational_from"], every["as_at"])
    found.one(("to_date", "awarded", "count"), ever.of(AWARDS))
    for place, year in enumerate(every["years"]):
        of = window(year["first_day"], min(year["last_day"], every["as_at"]))
        found.one(("to_date", "years", place, "count"), of.of(AWARDS))
    lots = list(rows_of(found.figures, ("to_date", "lots"), "lot", "count", AWARDS, ever))
    found.cells += lots
    found.nothing.append(parts_are_the_whole(lots, ever.of(AWARDS)))


def _monitoring(figures: dict) -> Published:
    found = _Gathered(figures)
    whole = found.of.of(AWARDS)
    found.one(("awarded", "count"), whole)
    found.table(("by_supplier",), "supplier", "count", AWARDS, whole)
    for name in (LIVE, ENDED):
        end = _at_its_end(name, found.of)
        found.one(("packages", name), end)
        for table, key in ((("packages", "lots"), "lot"), (("by_supplier",), "supplier")):
            parts = list(_parts(figures, table, key, name, found.of))
            found.cells += parts
            if parts:
                found.nothing.append(parts_are_the_whole(parts, end))
    ends = {name: (name, _at_its_end) for name in (LIVE, ENDED)}
    found.compared({"awards": (AWARDS, _within)} | ends)
    return found.all


def _parts(
    figures: dict, table: tuple[str, ...], key: str, name: str, of: Window
) -> Iterator[Cell]:
    for cell in rows_of(figures, table, key, name, name, of):
        [group] = {variable[1] for variable in cell.form or {}}
        yield Cell(cell.way, cell.value, {(name, group, f"{of.start} {of.end}"): 1})


def _panel(figures: dict) -> Published:
    found = _Gathered(figures)
    before = window(figures["before"]["first_day"], figures["before"]["last_day"])
    for name in SUMS:
        found.one(("considered", name), found.of.of(name))
        found.one(("before", name), before.of(name))
        for table, key in (
            ("by_category", "category"),
            ("by_team", "team"),
            ("by_legal_status", "legal_status"),
        ):
            found.table((table,), key, name, name, found.of.of(name))
    for table in ("by_category", "by_team", "by_legal_status"):
        for place in range(len(figures[table])):
            found.one((table, place, "percent_approved"), None)
    for name in ("lines", "approved"):
        found.table(("by_kind",), "kind", name, name, found.of.of(name))
    deferred = found.of.of("lines", "kind defer")
    found.table(("deferred",), "reason", "lines", "lines", deferred)
    _waits(found, before)
    _together(found, "urgent", "lines", ("ratified", "overturned", "waiting"))
    _together(found, "conditions", "conditions", ("met", "open_before_award", "open_while_running"))
    for name in ("amount", "amount_overturned", "amount_waiting"):
        found.one(("urgent", name), None)
    for name in ("decided", "not_reached"):
        found.one(("meetings", name), found.of.of(f"items {name}"))
    measures = {name: (name, _within) for name in SUMS}
    measures |= {"urgent": ("urgent lines", _within), "decided": ("waited", _within)}
    found.compared(measures | dict.fromkeys(("percent_approved", "median_days"), ("", None)))
    _trend(found)
    return found.all


def _waits(found: _Gathered, before: Window) -> None:
    """Lines that waited are those decided for good and those that were approved urgently."""
    for way, of in ((("turnaround",), found.of), (("before", "turnaround"), before)):
        found.one((*way, "lines"), of.of("waited"))
        for name in ("median_days", "longest_days"):
            found.one((*way, name), None)
    decided = [found.of.of("lines", f"kind {kind}") for kind in DECIDED]
    waited = minus(found.of.of("waited"))
    found.nothing.append(plus(*decided, found.of.of("urgent lines"), waited))
    for way in (("considered",), ("before",)):
        found.one((*way, "percent_approved"), None)


def _together(found: _Gathered, section: str, whole: str, parts: tuple[str, ...]) -> None:
    forms = {name: found.of.of(f"{section} {name}") for name in (whole, *parts)}
    for name, form in forms.items():
        found.one((section, name), form)
    found.nothing.append(plus(*(forms[name] for name in parts), minus(forms[whole])))


def _trend(found: _Gathered) -> None:
    """The years that are recorded here; those before were reported to Cabinet already."""
    trend = found.figures["trend"]
    for place, year in enumerate(trend["years"]):
        if year["basis"] != BASIS:
            continue
        first = int(year["financial_year"][:4])
        of = window(f"{first}-04-01", min(f"{first + 1}-03-31", trend["as_at"]))
        for name in ("requested", "approved"):
            found.one(("trend", "years", place, name), of.of(name))
            for at, row in enumerate(year["categories"]):
                form = of.of(name, f"category {row['category']}")
                found.one(("trend", "years", place, "categories", at, name), form)
        found.one(("trend", "years", place, "percent_approved"), None)
        for at in range(len(year["categories"])):
            found.one(("trend", "years", place, "categories", at, "percent_approved"), None)
