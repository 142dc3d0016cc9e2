"""The rate card on a page: prices with their discounts, extras, proposals, and the past."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.urls import reverse

from mdps.core import cells
from mdps.core.money import gbp
from mdps.core.ui import Cell, Heading, Section, Table
from mdps.core.words import day
from suppliers.models import ExtraRate, PriceProposal, RateLine, Supplier
from suppliers.prices import in_force, price_of
from suppliers.rates import tiers_of
from suppliers.tiers import in_words


def rate_card(supplier: Supplier, on: dt.date, *, keeps: bool, compare: bool) -> Section:
    """Its prices: in force, to come and past. `compare` links to what others charge.

    `keeps`: what is to come has its link to be taken back. Four queries.
    """
    lines = list(
        supplier.rate_lines.select_related("service__lot")
        .prefetch_related("discounts")
        .order_by("service__lot__number", "service__name", "-effective_from")
    )
    extras = list(
        supplier.extra_rates.select_related("service").order_by(
            "kind", "service__name", "-effective_from"
        )
    )
    past = [line for line in lines if is_past(line, on)]
    open_ones = supplier.price_proposals.filter(state=PriceProposal.State.OPEN)
    proposed = list(open_ones.select_related("service").order_by("effective_from", "id"))
    cancel = on if keeps else None
    return Section(
        "Rate card",
        "suppliers/rate_card.html",
        {
            "table": _prices(
                [line for line in lines if line not in past], compare=compare, cancel_after=cancel
            ),
            "extras": _extras([each for each in extras if not is_past(each, on)], cancel),
            "proposals": _proposals(proposed),
            "past": _prices(past, compare=False, caption="Earlier prices") if past else None,
            "past_extras": _extras([each for each in extras if is_past(each, on)], None),
        },
        id="rate-card",
    )


def is_past(line: RateLine | ExtraRate, on: dt.date) -> bool:
    """Its last day, inclusive, was before the day `on`."""
    return line.effective_to is not None and line.effective_to < on


def change_in_words(proposal: PriceProposal) -> str:
    """How the proposed price differs from the one in force on the day it was proposed."""
    now = _price_then(proposal)
    if now is None:
        return "There was no price before"
    if now == proposal.unit_price:
        return f"As before, {gbp(now)}"
    more = proposal.unit_price - now
    word = "more" if more > 0 else "less"
    return f"{gbp(abs(more))} {word} than the {gbp(now)} of {day(proposal.proposed_on)}"


def _price_then(proposal: PriceProposal) -> Decimal | None:
    """What was in force on the day it was proposed, GBP."""
    supplier, service, on = proposal.supplier, proposal.service, proposal.proposed_on
    if proposal.extra_kind:
        agreed = supplier.extra_rates.filter(kind=proposal.extra_kind, service=service)
        return in_force(agreed, on).values_list("price", flat=True).first()
    return price_of(supplier, service, on) if service else None


def _prices(
    lines: Iterable[RateLine],
    *,
    compare: bool,
    caption: str = "Rate card",
    cancel_after: dt.date | None = None,
) -> Table:
    return Table(
        headings=[
            Heading("Service"),
            Heading("Unit price, ex VAT", numeric=True),
            Heading("From"),
            Heading("To"),
        ],
        rows=[
            [
                Cell(
                    line.service.name,
                    url=reverse("suppliers:comparison", args=[line.service_id]) if compare else "",
                    hint=f"For one {line.service.get_unit_display()}",
                ),
                Cell(gbp(line.unit_price), numeric=True, hint=in_words(tiers_of(line))),
                _from(line, "suppliers:cancel-price", cancel_after),
                Cell(day(line.effective_to) or "No end date"),
            ]
            for line in lines
        ],
        caption=caption,
        empty="No price is set yet. Without a price it is not shown where suppliers are compared.",
    )


def _extras(extras: Sequence[ExtraRate], cancel_after: dt.date | None) -> Table | None:
    if not extras:
        return None
    return Table(
        headings=[
            Heading("Extra"),
            Heading("Price, ex VAT", numeric=True),
            Heading("From"),
            Heading("To"),
        ],
        rows=[
            [
                Cell(
                    extra.get_kind_display(),
                    hint=extra.service.name if extra.service else "Every service",
                ),
                cells.money(extra.price),
                _from(extra, "suppliers:cancel-extra", cancel_after),
                Cell(day(extra.effective_to) or "No end date"),
            ]
            for extra in extras
        ],
        caption="Extras: the most that may be charged besides the units",
    )


def _from(line: RateLine | ExtraRate, cancel: str, after: dt.date | None) -> Cell:
    """Its first day; that of a line to come leads to where it can be taken back."""
    if after and line.effective_from > after:
        url = reverse(cancel, args=[line.pk])
        return Cell(day(line.effective_from), url=url, hint="To come: can be taken back")
    return cells.date(line.effective_from)


def _proposals(proposed: Sequence[PriceProposal]) -> Table | None:
    if not proposed:
        return None
    return Table(
        headings=[
            Heading("Proposal"),
            Heading("Price of"),
            Heading("Price of one, ex VAT", numeric=True),
            Heading("From"),
        ],
        rows=[
            [
                Cell(each.reference, url=each.get_absolute_url()),
                Cell(each.what),
                cells.money(each.unit_price),
                cells.date(each.effective_from),
            ]
            for each in proposed
        ],
        caption="Proposed prices that wait for an answer",
    )
