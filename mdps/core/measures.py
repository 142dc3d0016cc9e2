"""Figures for the operators, as Prometheus reads them at /metrics/.

What is true of the service as a whole is asked of the database when it is read, so that it is the
same from every process: an app names such a figure with `@measure`. Only the times of pages are
counted as they happen; with PROMETHEUS_MULTIPROC_DIR the processes of one web server count
together, in that folder. A page is named by its view: an address would hold numbers of records.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

TOGETHER = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
if TOGETHER:
    Path(TOGETHER).mkdir(parents=True, exist_ok=True)

# Seconds; the upper edges of the buckets.
EDGES = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

_own = CollectorRegistry()
_pages = Histogram(
    "mdps_page_seconds",
    "Seconds from a request to its answer, by the view and the hundred of the status",
    ("view", "status"),
    buckets=EDGES,
    registry=_own,
)


@dataclass(frozen=True)
class Measure:
    """One figure: its name without `mdps_`, what it says, and how to ask for it."""

    name: str
    help: str
    ask: Callable[[], int | Decimal]


_measures: list[Measure] = []


def measure(
    name: str, help: str
) -> Callable[[Callable[[], int | Decimal]], Callable[[], int | Decimal]]:
    """Register a function that asks the database for a figure; called from an app's ready()."""

    def register(ask: Callable[[], int | Decimal]) -> Callable[[], int | Decimal]:
        _measures.append(Measure(name, help, ask))
        return ask

    return register


def answered(view: str, status: int, seconds: float) -> None:
    """Count one answer. `seconds` is a duration, and no amount."""
    _pages.labels(view, f"{status // 100}xx").observe(seconds)


def figures() -> list[tuple[Measure, int | Decimal]]:
    """Every figure, asked now."""
    return [(each, each.ask()) for each in _measures]


class Figures(Collector):
    """The figures as gauges: floating-point numbers, to be looked at and never counted on."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for each, value in figures():
            yield GaugeMetricFamily(f"mdps_{each.name}", each.help, value=float(value))


def text() -> bytes:
    """Everything, in the text format of Prometheus."""
    registry = CollectorRegistry()
    registry.register(Figures())
    if TOGETHER:
        MultiProcessCollector(registry)
        return generate_latest(registry)
    return generate_latest(registry) + generate_latest(_own)
