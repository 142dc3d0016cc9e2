"""The lists: a page must cost the same among a million records as among a thousand.

Each list's first page, its deepest, one narrowed to what half of it or less matches, and one that
was searched for; in all and in the database. And each beside the least that a page can be: one
query behind the same middleware.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.test import RequestFactory
from django.urls import resolve, reverse

from bench import databases
from bench.asked import Asked, in_turns
from bench.data import ready
from bench.data.terms import TODAY
from bench.outcome import Outcome
from bench.urls import ONE_QUERY
from bench.visitor import Sample, Visitor
from mdps.core import clock
from mdps.core.lists import ListPage, paging
from mdps.core.lists.keys import Key
from mdps.core.models import User
from tests.build.people import given_a

TIME, SQL, LEAST = 1.3, 1.5, 0.20
FEW = 5  # rows, against a whole page


@dataclass(frozen=True)
class List:
    """A list by its address, who looks at it, and the filters that are measured."""

    name: str
    url: str
    role: str
    filtered: str
    searched: str

    def pages(self, person: User) -> dict[str, str]:
        """The addresses of its pages in the database that is in use."""
        return {
            "first page": self.url,
            "deepest page": deepest(self.url, person),
            "filtered": f"{self.url}?{self.filtered}",
            "searched": f"{self.url}?{self.searched}",
        }


# What is searched for fills a page at every size, or is found once at every size; but for the
# ledger of one supplier, which has 11 lines among a thousand requests and 32 among more.
LISTS = (
    List("register", reverse("suppliers:list"), "commissioner", "standing=admitted", "name=000042"),
    List(
        "requests",
        reverse("referrals:list"),
        "auditor",
        "state=decided",
        "same_case_as=SR-010500",
    ),
    List("agenda", reverse("panel:list"), "panel_chair", "state=closed", "state=planned"),
    List(
        "contracts",
        reverse("contracts:list"),
        "commissioner",
        "state=completed",
        "supplier=00004",
    ),
    List(
        "ledger",
        reverse("contracts:ledger"),
        "finance_officer",
        "kind=release",
        "supplier=Supplier+000042",
    ),
    List(
        "audit",
        reverse("audit"),
        "auditor",
        "action=contract.awarded",
        "reference=SR-010500",
    ),
)


def run(asked: Asked) -> Iterator[Outcome]:
    """Every list, one after the other."""
    with clock.at(TODAY):
        for each in LISTS:
            yield from measure(each, asked)


def measure(each: List, asked: Asked) -> Iterator[Outcome]:
    """The smallest and the largest size in turns, beside one query."""
    small, large = (Visitor.of(ready(size), each.role) for size in (asked.smallest, asked.largest))
    pages = {visitor: pages_of(each, visitor) for visitor in (small, large)}
    for page in pages[small]:
        at_small, at_large = in_turns(
            asked.rounds,
            partial(small.look, pages[small][page]),
            partial(large.look, pages[large][page]),
        )
        of = f"{each.name}, {page}, among {asked.largest:,} as among {asked.smallest:,}"
        floors = tuple(sample.seconds for sample in at_small)
        yield Outcome(of, ratios(at_large, at_small, "seconds"), TIME, floors=floors)
        yield Outcome(f"{of}: SQL", ratios(at_large, at_small, "sql"), SQL, floors=floors)
    floor, whole = in_turns(
        asked.rounds, lambda: large.look(ONE_QUERY), lambda: large.look(pages[large]["first page"])
    )
    yield Outcome(
        f"one query beside the {each.name}",
        ratios(floor, whole, "seconds"),
        LEAST,
        faults=tuple(more_queries(each, large)),
        at_least=True,
        floors=tuple(sample.seconds for sample in floor),
    )


def ratios(above: list[Sample], below: list[Sample], what: str) -> list[float]:
    """Round by round, the one against the other."""
    pairs = zip(above, below, strict=True)
    return [getattr(one, what) / getattr(other, what) for one, other in pairs]


def more_queries(each: List, visitor: Visitor) -> Iterator[str]:
    """What is wrong where a page of fifty rows asks more than one of five."""
    whole = visitor.look(each.url).queries
    kept, paging.PER_PAGE = paging.PER_PAGE, FEW
    try:
        few = visitor.look(each.url).queries
    finally:
        paging.PER_PAGE = kept
    if few != whole:
        yield f"{few} queries for {FEW} rows, {whole} for {paging.PER_PAGE}."


def pages_of(each: List, visitor: Visitor) -> dict[str, str]:
    databases.use(visitor.database)
    return each.pages(given_a(each.role))


def deepest(url: str, person: User) -> str:
    """The address of the last page of a list, by the key of the record before it."""
    view: ListPage = resolve(url).func.view_class()  # type: ignore[attr-defined]
    view.setup(RequestFactory().get(url))
    view.request.user = person
    order, rows = view.order, view.rows()
    record = order.backwards().apply(rows)[paging.PER_PAGE]
    key = Key.of(record, order, rows.order_by().count() - paging.PER_PAGE)
    return f"{url}?after={key}"
