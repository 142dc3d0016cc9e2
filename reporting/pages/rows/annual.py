"""The rows behind the annual report to Cabinet."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from lots.models import Lot, RequestCategory
from reporting.documents.people import KINDS
from reporting.figures.disclosure import Way
from reporting.models import Report
from reporting.pages.rows.rows import (
    DECIDED,
    INVITATIONS,
    LEDGER,
    PRICES,
    SPOT,
    Behind,
    By,
    Rows,
    awarded,
    beside,
    days_of,
    each,
    ledger,
    net,
    on_the_lots,
    suppliers_on_the_lots,
)
from reporting.periods import ONE_DAY, YEAR, Period, months_after

Days = Mapping[str, dt.date]


def annual(report: Report, figures: dict) -> Iterator[Behind]:
    """Every figure that has rows of its own."""
    days = days_of(report.period, figures)
    before = Period(months_after(report.period_start, -YEAR), report.period_start)
    lots = {lot.number: lot.pk for lot in Lot.objects.all()}
    yield from each("Awarded", ("awarded",), _awarded(days))
    yield from each("The year before", ("year_before",), awarded(days_of(before, figures)))
    yield from _split(figures, days, lots)
    yield from each("Savings", ("savings",), _savings(days))
    yield from suppliers_on_the_lots(figures, days, lots)
    yield from each("Named by courts", ("named_by_courts",), _named_by_courts(report.period))
    yield from _spot(figures, report.period)
    yield from _to_date(figures["to_date"], lots)
    yield from beside(figures, _compared(report.period, days), _compared(before, _all(before)))


def _all(period: Period) -> Days:
    return {"since": period.start, "until": period.last_day}


def _awarded(days: Days) -> dict[str, tuple[str, Rows]]:
    awards = {**days, "kind": "award"}
    return {
        **ledger(days),
        "mean": ("mean award", Rows(LEDGER, awards, By.MEAN, "Amount")),
        "median": ("median award", Rows(LEDGER, awards, By.MEDIAN, "Amount")),
        "suppliers": ("providers", Rows(LEDGER, awards, By.DIFFERENT, "Supplier")),
    }


def _split(figures: dict, days: Days, lots: Mapping[int, int]) -> Iterator[Behind]:
    """The parts of what was awarded. In the public form there are none by supplier."""
    for place, row in enumerate(figures["by_lot"]):
        of: dict[str, Any] = {**days, "lot": lots[row["lot"]]}
        yield from each(f"Lot {row['lot']}", ("by_lot", place), ledger(of))
    for place, row in enumerate(figures.get("by_month", [])):
        yield from _month(row, ("by_month", place), days, lots)
    categories = {category.name: category.position for category in RequestCategory.objects.all()}
    for place, row in enumerate(figures["by_category"]):
        of = {**days, "category": categories[row["category"]]}
        yield from each(row["category"], ("by_category", place), ledger(of))
    for place, row in enumerate(figures.get("by_route", [])):
        of = {**days, "route": row["route"]}
        yield from each(row["words"], ("by_route", place), awarded(of))
    for place, row in enumerate(figures.get("by_supplier", [])):
        of = {**days, "supplier": row["supplier"]}
        yield from each(row["supplier"], ("by_supplier", place), ledger(of))
    for place, row in enumerate(figures["kinds_of_supplier"]):
        of = {**days, "kind_of_supplier": row["kind"]}
        suppliers = Rows(LEDGER, {**of, "kind": "award"}, By.DIFFERENT, "Supplier")
        rows = {"suppliers": ("providers", suppliers), **awarded(of)}
        yield from each(KINDS[row["kind"]], ("kinds_of_supplier", place), rows)


def _month(row: dict, way: Way, days: Days, lots: Mapping[int, int]) -> Iterator[Behind]:
    first = dt.date.fromisoformat(row["month"])
    of = {"since": first, "until": min(months_after(first, 1) - ONE_DAY, days["until"])}
    words = f"{first:%B %Y}"
    gross = awarded(of)["gross"][1]
    yield Behind(f"{words}: gross", (*way, "gross"), gross)
    for place, lot in enumerate(row["lots"]):
        gross = awarded({**of, "lot": lots[lot["lot"]]})["gross"][1]
        yield Behind(f"{words}, Lot {lot['lot']}: gross", (*way, "lots", place, "gross"), gross)


def _savings(days: Days) -> dict[str, tuple[str, Rows]]:
    compared, before = {**days, "compared": "yes"}, {**days, "bought_before": "yes"}
    return {
        "not_approved": (
            "requested and not approved",
            Rows(DECIDED, {**days, "less": "yes"}, By.SUM, "Not approved"),
        ),
        "discounts": ("volume discounts", Rows(PRICES, days, By.SUM, "Discounts")),
        "compared": ("awards that were compared", Rows(PRICES, compared)),
        "below_median": (
            "below the median",
            Rows(PRICES, compared, By.SUM, "Below the median"),
        ),
        "bought_before": ("awards with an earlier spot price", Rows(PRICES, before)),
        "below_spot": (
            "below earlier spot prices",
            Rows(PRICES, before, By.SUM, "Below spot prices"),
        ),
    }


def _named_by_courts(period: Period) -> dict[str, tuple[str, Rows]]:
    of = {**_all(period), "reason": "court"}
    return {
        "invited": ("invited", Rows(INVITATIONS, of)),
        **{
            name: (words, Rows(INVITATIONS, {**of, "became": name}))
            for name, words in (
                ("joined", "joined"),
                ("open", "open"),
                ("not_joined", "not joined"),
            )
        },
    }


def _spot_sums(of: Mapping[str, Any]) -> dict[str, tuple[str, Rows]]:
    return {
        "count": ("purchases", Rows(SPOT, of)),
        "amount": ("amount", Rows(SPOT, of, By.SUM, "Amount")),
    }


def _spot(figures: dict, period: Period) -> Iterator[Behind]:
    days, way = _all(period), ("spot_purchases",)
    yield from each("Outside the scheme", way, _spot_sums(days))
    for place, row in enumerate(figures["spot_purchases"]["reasons"]):
        of, at = {**days, "reason": row["reason"]}, (*way, "reasons", place)
        yield from each(f"Outside the scheme, {row['words'].lower()}", at, _spot_sums(of))


def _to_date(figures: dict, lots: Mapping[int, int]) -> Iterator[Behind]:
    """Since the scheme began: the years, the lots, and the months of the picture."""
    ever, way = {"until": figures["as_at"]}, ("to_date",)
    yield Behind("Committed to date", (*way, "committed"), net(ever))
    yield from each("Since the scheme began", (*way, "awarded"), ledger(ever))
    for place, row in enumerate(figures["years"]):
        last, at = min(row["last_day"], figures["as_at"]), (*way, "years", place)
        days = {"since": row["first_day"], "until": last}
        words = f"Scheme year {row['first_day'][:4]}-{row['last_day'][2:4]}"
        yield from each(words, at, ledger(days))
        committed = (*at, "committed_at_end")
        yield Behind(f"{words}: committed at its end", committed, net({"until": last}))
        for number, lot in enumerate(row["lots"]):
            of_lot = net({**days, "lot": lots[lot["lot"]]})
            yield Behind(f"{words}, Lot {lot['lot']}: net", (*at, "lots", number, "net"), of_lot)
    for place, row in enumerate(figures["lots"]):
        of: dict[str, Any] = {**ever, "lot": lots[row["lot"]]}
        yield from each(f"Lot {row['lot']} to date", (*way, "lots", place), ledger(of))
    for place, point in enumerate(figures["series"]):
        until = dt.date.fromisoformat(point["on"]) - (ONE_DAY if place == 0 else dt.timedelta())
        of_point = (*way, "series", place, "committed")
        yield Behind(f"Committed by {point['on']}", of_point, net({"until": until}))
    for place, answer in enumerate(figures.get("forecast", {"answers": []})["answers"]):
        days = {"since": answer["since"], **ever}
        of_answer = (*way, "forecast", "answers", place, "amount")
        yield Behind(f"Forecast, {answer['by']}: committed since", of_answer, net(days))


def _compared(period: Period, days: Days) -> dict[str, Rows]:
    sums, spot = _awarded(days), _spot_sums(_all(period))
    saved, there = _savings(days), on_the_lots(days)
    return {
        "awards": sums["count"][1],
        **{name: rows for name, (_, rows) in sums.items() if name != "count"},
        "at_end": there["at_end"][1],
        "joined": there["joined"][1],
        "spot_purchases": spot["count"][1],
        "spot_amount": spot["amount"][1],
        "not_approved": saved["not_approved"][1],
        "discounts": saved["discounts"][1],
    }
