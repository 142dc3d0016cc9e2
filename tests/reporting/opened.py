"""The rows behind a report's figures, opened by the pages that the reader has."""

import csv
import statistics
from decimal import Decimal
from typing import Any

from django.test import Client

from mdps.core import clock
from mdps.core.models import UseCount
from mdps.core.money import to_penny
from reporting.make import make
from reporting.models import Report
from reporting.pages.behind import value_of
from reporting.pages.rows import Behind, rows_behind
from reporting.pages.rows.rows import By
from reporting.pages.rows.without import numbers, reason
from reporting.periods import Period
from reporting.request import request_report
from tests.build.people import given_a


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(given_a(role))
    return client


def behind(report: Report, role: str = "auditor") -> list[Behind]:
    return rows_behind(report, report.figures or {}, given_a(role))


def lines(client: Client, url: str) -> list[dict[str, str]]:
    """What a list shows, as its file."""
    UseCount.objects.all().delete()  # nobody asks for so many files at once
    answer = client.get(f"{url}&as=csv")
    assert answer.status_code == 200, url
    return list(csv.DictReader(b"".join(answer).decode("utf-8-sig").splitlines()))  # type: ignore[arg-type]


def comes_to(found: list[dict[str, str]], by: By, column: str) -> Decimal:
    """How many rows there are, or what their column comes to."""
    if by is By.NUMBER:
        return Decimal(len(found))
    if by is By.DIFFERENT:
        return Decimal(len({line[column] for line in found}))
    values = [Decimal(line[column]) for line in found if line[column]]
    of = {
        By.SUM: sum(values, Decimal(0)),
        By.GIVEN_BACK: -sum(values, Decimal(0)),
        By.MEAN: to_penny(statistics.mean(values or [Decimal(0)])),
        By.MEDIAN: statistics.median(values or [Decimal(0)]),
        By.LONGEST: max(values, default=Decimal(0)),
    }
    return of[by]


def differing(report: Report) -> list[Any]:
    """The figures that are not what their rows come to; each list is opened once."""
    client, figures, files = signed_in("auditor"), report.figures or {}, {}
    found = []
    for each in behind(report):
        value = value_of(figures, each.way)
        if value in (None, "withheld"):
            continue
        if each.url not in files:
            files[each.url] = lines(client, each.url)
        total = comes_to(files[each.url], each.rows.by, each.rows.column)
        if total != Decimal(value):
            found.append((each.what, each.way, value, total, each.url))
    return found


def unopened(report: Report) -> list[Any]:
    """The figures that open nothing, and for which there is no reason."""
    figures = report.figures or {}
    opens = {each.way for each in behind(report)}
    return [
        (way, value)
        for way, value in numbers(figures)
        if way not in opens and reason(figures, way) is None
    ]


def made(kind: Report.Kind, period: Period) -> Report:
    """A report of this period, made now."""
    report = request_report(
        kind,
        period_start=period.start,
        period_end=period.end,
        by=given_a("commissioning_manager"),
        on=clock.today(),
    )
    make(report.pk)
    report.refresh_from_db()
    return report


def refused(report: Report) -> list[Any]:
    """The figures that open their rows although a reason says that they have none."""
    return [each.way for each in behind(report) if reason(report.figures or {}, each.way)]
