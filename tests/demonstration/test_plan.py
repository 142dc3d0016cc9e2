"""The story before anybody acts: the same seed tells the same one, and it holds together."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest

from demonstration import catalogue, desks, supply
from demonstration.catalogue import BY_SERVICE, OFFERS, first_price, risen
from demonstration.names import people
from demonstration.plan import Days, Planner, RequestPlan
from demonstration.sizes import FULL, SMALL, Size
from demonstration.supply import SupplierPlan
from demonstration.trades import TRADES

OPERATIONAL = dt.date(2022, 6, 1)
TODAY = dt.date(2026, 6, 15)


def days(size: Size) -> Days:
    return Days.of(size, operational=OPERATIONAL, today=TODAY, next_meeting=TODAY)


def requests(size: Size, seed: int = 1) -> list[RequestPlan]:
    planner = Planner(size, days(size), Random(seed))
    return [*planner.past(), *desks.certain(planner), *desks.desks(planner)]


def suppliers(size: Size, seed: int = 1) -> list[SupplierPlan]:
    draw = Random(seed)
    return supply.suppliers(size, days(size), draw, people(draw))


def test_the_same_seed_tells_the_same_story() -> None:
    assert (requests(FULL), suppliers(FULL)) == (requests(FULL), suppliers(FULL))


def test_another_seed_tells_another() -> None:
    assert requests(SMALL, seed=1) != requests(SMALL, seed=2)


def test_the_panel_meets_every_two_weeks_from_the_first_summer_on() -> None:
    meetings = days(FULL).meetings
    gaps = {later - earlier for earlier, later in pairwise(meetings)}
    assert gaps == {dt.timedelta(days=14)}
    assert meetings[0] - OPERATIONAL < dt.timedelta(days=42)
    assert meetings[-1] == TODAY - dt.timedelta(days=14)


def test_no_request_is_raised_before_the_scheme_began_or_after_today() -> None:
    raised = [plan.raised_on for plan in requests(FULL)]
    assert OPERATIONAL <= min(raised) <= max(raised) <= TODAY


def test_the_full_story_has_some_fifteen_hundred_requests() -> None:
    assert 1450 <= len(requests(FULL)) <= 1550


def test_a_dozen_requests_wait_for_the_panel_today() -> None:
    stages = Counter(plan.until for plan in requests(SMALL))
    assert stages["agenda"] in range(10, 14)
    assert {"draft", "submitted", "returned", "endorsed"} <= stages.keys()


def test_nobody_is_named_in_what_a_request_says() -> None:
    names = set(people(Random(1)))
    said = " ".join(plan.need + plan.outcome for plan in requests(FULL))
    assert [name for name in names if name in said] == []


def test_supplier_names_are_unique() -> None:
    names = Counter(plan.name for plan in suppliers(FULL))
    assert [name for name, times in names.items() if times > 1] == []


def test_about_sixty_suppliers_of_every_kind() -> None:
    plans = suppliers(FULL)
    assert 55 <= len(plans) <= 66
    kinds = {plan.trade.kind for plan in plans}
    assert kinds == {"sole_trader", "company", "charity", "cic", "public_body"}


def test_the_first_dozen_trades_offer_every_service_of_a_lot() -> None:
    offered = {name for trade in TRADES[: supply.CORE] for name in trade.services}
    assert offered == BY_SERVICE.keys() - {"Advocacy"}


def test_the_provider_is_a_sole_trader_whose_insurance_ends_in_nine_days() -> None:
    (provider,) = (plan for plan in suppliers(SMALL) if plan.is_provider)
    assert provider.trade.kind == "sole_trader"
    assert provider.renews_on - dt.timedelta(days=1) == TODAY + dt.timedelta(days=9)
    assert supply.provider(suppliers(SMALL)) in provider.name


@pytest.mark.parametrize("level", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.service)
def test_prices_of_today_lie_in_their_range(offer: catalogue.Offer, level: float) -> None:
    price = first_price(offer, level)
    for year in range(1, 5):
        price = risen(price, year, 1)
    assert offer.low * Decimal("0.95") <= price <= offer.high * Decimal("1.05")
