"""Prices that providers propose: proposing, withdrawing, accepting and declining."""

import datetime as dt
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.urls import reverse

from lots.models import Lot, Service
from mdps.core import clock
from mdps.core.models import Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, enforce
from mdps.core.worklist import waiting_for
from suppliers import answer_proposal as answering
from suppliers.answer_proposal import accept, decline
from suppliers.models import PriceProposal, RateLine, Supplier
from suppliers.prices import price_of, priced
from suppliers.pricing import Tier
from suppliers.propose import propose, withdraw
from tests.build.browsing import cost, posted, signed_in, text_of, words
from tests.build.people import given_a
from tests.build.suppliers import (
    given_a_price,
    given_a_proposal,
    given_a_provider,
    given_a_supplier,
    given_an_admission,
)
from tests.core.racing import SECONDS, at_once

pytestmark = pytest.mark.django_db

BEGAN = dt.date(2026, 6, 1)
ON = dt.date(2026, 11, 2)
NEXT_YEAR = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)


@pytest.fixture
def service(lot) -> Service:
    return lot.services.first()


@pytest.fixture
def supplier(lot, service) -> Supplier:
    supplier = given_an_admission(given_a_supplier(), lot, BEGAN).supplier
    given_a_price(supplier, service, "400.00", BEGAN)
    return supplier


@pytest.fixture
def by() -> User:
    return given_a("commissioner")


def refused_codes(act: Any, *args: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return [each.code for each in refused.value.refusals]


def test_an_accepted_price_is_on_the_rate_card_from_its_day(supplier, service, by):
    proposal = given_a_proposal(
        supplier, service, "410.00", on=ON, tiers=[Tier(2, Decimal("10.00"))], from_=NEXT_YEAR
    )

    line = accept(proposal, effective_from=NEXT_YEAR, by=by, on=ON)

    assert (proposal.state, proposal.line) == ("accepted", line)
    assert price_of(supplier, service, NEXT_YEAR - DAY) == Decimal("400.00")
    assert priced(supplier, service, 2, NEXT_YEAR, 0).total == Decimal("779.00")


def test_its_people_are_told_of_the_answer_and_the_council_of_the_proposal(supplier, service, by):
    provider = given_a_provider(supplier)
    proposal = given_a_proposal(supplier, service, "410.00", on=ON, from_=NEXT_YEAR)
    with clock.at(ON):
        waiting = {group.title: [task.url for task in group.tasks] for group in waiting_for(by)}
    assert waiting["Proposed prices"] == [proposal.get_absolute_url()]

    decline(proposal, reasons="The median is lower.", by=by, on=ON)

    told = Notice.objects.filter(url=proposal.get_absolute_url(), to__in=[by, provider])
    assert [(notice.to, notice.subject.rpartition(") ")[2]) for notice in told.order_by("id")] == [
        (by, f"{proposal.reference}: {supplier} proposes a price of {service}"),
        (provider, "is declined. Read why"),
    ]
    assert proposal.answer == "The median is lower."
    assert price_of(supplier, service, NEXT_YEAR) == Decimal("400.00")


def test_a_price_is_proposed_for_a_lot_that_the_supplier_is_on(supplier):
    other = Lot.objects.get(number=2).services.first()

    assert refused_codes(given_a_proposal, supplier, other, "60.00", on=ON) == ["not-on-the-lot"]


def test_one_price_of_a_service_is_proposed_at_a_time(supplier, service):
    first = given_a_proposal(supplier, service, "410.00", on=ON)

    assert refused_codes(given_a_proposal, supplier, service, "415.00", on=ON) == ["waiting"]
    withdraw(first, by=given_a_provider(supplier), on=ON)
    assert given_a_proposal(supplier, service, "415.00", on=ON).state == "open"


@pytest.mark.parametrize(
    ("price", "from_", "codes"),
    [
        ("410.00", ON, []),
        ("410.00", ON - DAY, ["past"]),
        ("0.00", ON, ["not-positive"]),
        ("410.00", dt.date(2029, 2, 24), ["outside-the-scheme"]),
    ],
)
def test_what_cannot_be_a_price_cannot_be_proposed(supplier, service, price, from_, codes):
    if codes:
        found = refused_codes(given_a_proposal, supplier, service, price, on=ON, from_=from_)
    else:
        found, _ = [], given_a_proposal(supplier, service, price, on=ON, from_=from_)

    assert found == codes
    assert PriceProposal.objects.count() == (0 if codes else 1)


@pytest.mark.parametrize(
    ("from_", "codes"),
    [(NEXT_YEAR - DAY, ["too-early"]), (BEGAN, ["past", "too-early"])],
)
def test_an_accepted_price_holds_from_the_proposed_day_or_later(
    supplier, service, by, from_, codes
):
    proposal = given_a_proposal(supplier, service, "410.00", on=ON, from_=NEXT_YEAR)

    assert refused_codes(accept, proposal, effective_from=from_, by=by, on=ON) == codes
    assert accept(proposal, effective_from=NEXT_YEAR + DAY, by=by, on=ON).effective_from == (
        NEXT_YEAR + DAY
    )


@pytest.mark.parametrize("answer", ["accepted", "declined", "withdrawn"])
def test_a_proposal_is_answered_once(supplier, service, by, answer):
    provider = given_a_provider(supplier)
    proposal = given_a_proposal(supplier, service, "410.00", on=ON)
    acts = {
        "accepted": lambda: accept(proposal, effective_from=ON, by=by, on=ON),
        "declined": lambda: decline(proposal, reasons="No.", by=by, on=ON),
        "withdrawn": lambda: withdraw(proposal, by=provider, on=ON),
    }

    acts[answer]()

    assert [refused_codes(act) for act in acts.values()] == [["answered"]] * 3
    assert (proposal.state, RateLine.objects.count()) == (answer, 2 if answer == "accepted" else 1)


def test_nobody_proposes_for_another_and_no_provider_accepts(supplier, service):
    stranger = given_a_provider(given_a_supplier("Wye Therapies"))
    proposal = given_a_proposal(supplier, service, "410.00", on=ON)

    with pytest.raises(Forbidden):
        propose(
            supplier, service, Decimal("1.00"), effective_from=ON, reasons="x", by=stranger, on=ON
        )
    with pytest.raises(Forbidden):
        withdraw(proposal, by=stranger, on=ON)
    with pytest.raises(Forbidden):
        accept(proposal, effective_from=ON, by=given_a_provider(supplier), on=ON)


def test_from_the_provider_to_the_rate_card_on_the_pages(supplier, service, by):
    provider = signed_in(given_a_provider(supplier))
    council = signed_in(by)
    asked = {"service": service.pk, "unit_price": "410", "reasons": "Rent.", "tiers": "2% from 11"}
    day = {"effective_from_0": 4, "effective_from_1": 1, "effective_from_2": 2027}
    with clock.at(ON):
        page = posted(provider.post(reverse("join:propose-price"), asked | day))
        assert "£10.00 more than the £400.00" in words(provider.get(page))
        assert "Proposed prices that wait" in words(provider.get(reverse("suppliers:mine")))
        assert "Accept the price" in words(council.get(page))
        others = reverse("suppliers:comparison", args=[service.pk])
        assert others in text_of(council.get(page))
        assert others not in text_of(provider.get(page))
        pk = PriceProposal.objects.get().pk
        posted(council.post(reverse("suppliers:accept-proposal", args=[pk]), day))
        again = council.post(reverse("suppliers:decline-proposal", args=[pk]), {"reasons": "No"})

    assert "is accepted already. Nothing was changed." in words(again)
    assert [str(line.unit_price) for line in supplier.rate_lines.order_by("id")] == [
        "400.00",
        "410.00",
    ]


def test_the_list_costs_the_same_for_one_and_for_three(supplier, service, by, lot):
    client, url = signed_in(by), reverse("suppliers:proposals")
    given_a_proposal(supplier, service, "410.00", on=ON)
    one = cost(client, url)
    for name in ("Wye", "Dean"):
        other = given_an_admission(given_a_supplier(name), lot, BEGAN).supplier
        given_a_proposal(other, service, "420.00", on=ON)

    assert cost(client, url) == one


def _answers(proposal: PriceProposal, act: str) -> str:
    mine, by = PriceProposal.objects.get(pk=proposal.pk), given_a("commissioner")
    if act == "accept":
        accept(mine, effective_from=ON, by=by, on=ON)
    else:
        decline(mine, reasons="No.", by=by, on=ON)
    return act


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_two_commissioners_answer_at_once_and_one_wins(monkeypatch, locked):
    """Without the lock both look first, and the compare-and-swap tells the second."""
    lot = Lot.objects.get(number=1)
    given_a("commissioner")
    supplier = given_an_admission(given_a_supplier(), lot, BEGAN).supplier
    proposal = given_a_proposal(supplier, lot.services.first(), "410.00", on=ON)
    if not locked:
        barrier = Barrier(2)
        monkeypatch.setattr(answering, "lock_supplier", lambda _: None)
        monkeypatch.setattr(
            answering, "enforce", lambda *asked: (enforce(*asked), barrier.wait(SECONDS))
        )

    told = at_once(lambda: _answers(proposal, "accept"), lambda: _answers(proposal, "decline"))

    won = [each for each in told if isinstance(each, str)]
    codes = [each.refusals[0].code for each in told if isinstance(each, Refused)]
    assert len(won) == 1
    assert codes == (["answered"] if locked else ["wrong-state"])
    assert RateLine.objects.count() == (1 if won == ["accept"] else 0)
