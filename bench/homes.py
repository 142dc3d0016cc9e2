"""Home pages and the cap page: what is behind them grows, they do not."""

from collections.abc import Iterator

from django.urls import reverse

from bench.asked import Asked, in_turns
from bench.data import ready
from bench.data.terms import TODAY
from bench.lists import ratios
from bench.outcome import Outcome
from bench.visitor import Visitor
from mdps.core import clock
from mdps.core.roles import ROLES

FLAT, MOST_QUERIES = 1.5, 12
CAP_PAGES = {
    "the cap page": (reverse("contracts:headroom"), "commissioner"),
    "the scheme": (reverse("lots:scheme"), "commissioner"),
}


def run(asked: Asked) -> Iterator[Outcome]:
    """The home of each role, then the pages of the cap."""
    homes = {f"home of a {role.name.lower()}": ("/", key) for key, role in ROLES.items()}
    with clock.at(TODAY):
        for name, (url, role) in (homes | CAP_PAGES).items():
            yield measure(name, url, role, asked)


def measure(name: str, url: str, role: str, asked: Asked) -> Outcome:
    """One page among many and among few."""
    few, many = (Visitor.of(ready(size), role) for size in (asked.smallest, asked.largest))
    at_few, at_many = in_turns(asked.rounds, lambda: few.look(url), lambda: many.look(url))
    most = max(sample.queries for sample in (*at_few, *at_many))
    faults = [f"{most} queries, and at most {MOST_QUERIES} are allowed."] * (most > MOST_QUERIES)
    return Outcome(
        f"{name}, among {asked.largest:,} as among {asked.smallest:,} ({most} queries)",
        ratios(at_many, at_few, "seconds"),
        FLAT,
        faults=tuple(faults),
        floors=tuple(sample.seconds for sample in at_few),
    )
