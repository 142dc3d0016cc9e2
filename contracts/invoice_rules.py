"""The rules of invoices and payments. Pure; amounts are GBP, `net` ex VAT, days inclusive."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import ZERO, gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day


@dataclass(frozen=True, kw_only=True)
class Invoiced:
    """An invoice for `units` of a call-off, entered on the day `on`.

    `worth` is what these units come to by the call-off's own prices, after those invoiced before;
    of a credit note, what the last ones invoiced came to, as a negative amount. `extras` is the
    part of `net` that is for no unit.
    """

    reference: str
    number: str
    number_is_known: bool
    awarded_on: dt.date
    invoiced_on: dt.date
    on: dt.date
    units: int
    delivered: int
    invoiced_units: int
    net: Decimal
    vat: Decimal
    gross: Decimal
    worth: Decimal
    invoiced_net: Decimal
    committed: Decimal
    extras: Decimal = ZERO
    extras_invoiced: Decimal = ZERO
    extras_reported: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class Paid:
    """`amount` (including VAT) paid of an invoice of `gross`, after `paid` before."""

    reference: str
    invoiced_on: dt.date
    paid_on: dt.date
    on: dt.date
    amount: Decimal
    gross: Decimal
    paid: Decimal


def is_a_new_number(facts: Invoiced) -> Refusal | None:
    """The number is not entered for this call-off yet."""
    if not facts.number_is_known:
        return None
    return Refusal(
        "known-number",
        f"Invoice {facts.number} is entered for {facts.reference} already.",
        field="number",
    )


def is_dated_after_the_award(facts: Invoiced) -> Refusal | None:
    """It is dated on or after the day of the award."""
    if facts.invoiced_on >= facts.awarded_on:
        return None
    return Refusal(
        "before-award",
        f"{facts.reference} was awarded on {day(facts.awarded_on)}; the invoice is dated "
        f"{day(facts.invoiced_on)}. Check the date, or the call-off it belongs to.",
        field="invoiced_on",
    )


def is_not_of_a_later_day(facts: Invoiced) -> Refusal | None:
    """It is not dated in the future."""
    if facts.invoiced_on <= facts.on:
        return None
    return Refusal("later-day", f"{day(facts.invoiced_on)} has not come yet.", field="invoiced_on")


def adds_up(facts: Invoiced) -> Refusal | None:
    """Net and VAT come to gross, to the penny."""
    if facts.net + facts.vat == facts.gross:
        return None
    return Refusal(
        "does-not-add-up",
        f"{gbp(facts.net)} net and {gbp(facts.vat)} VAT come to {gbp(facts.net + facts.vat)}, but "
        f"the gross amount is {gbp(facts.gross)}. Check the three amounts.",
        field="gross",
    )


def says_an_amount(facts: Invoiced) -> Refusal | None:
    """An invoice is for a unit or an extra, and a penny; a credit note for less than nothing."""
    is_invoice = (
        facts.units >= 0
        and 0 <= facts.extras <= facts.net
        and (facts.units > 0 or facts.extras > 0)
        and facts.net > 0
        and facts.vat >= 0
    )
    is_credit_note = (
        facts.units <= 0 and facts.net <= facts.extras <= 0 and facts.net < 0 and facts.vat <= 0
    )
    if is_invoice or is_credit_note:
        return None
    return Refusal(
        "no-amount",
        "Enter 1 unit or more, or extras, and a net amount above £0.00 that is no less than the "
        "extras; for a credit note enter all below nought.",
        field="units",
    )


def was_delivered(facts: Invoiced) -> Refusal | None:
    """No more is invoiced than was delivered; the last unit delivered is allowed."""
    if facts.invoiced_units + facts.units <= facts.delivered:
        return None
    left = facts.delivered - facts.invoiced_units
    return Refusal(
        "over-delivered",
        f"{count(facts.units, 'unit')} are invoiced, but of the {facts.delivered} delivered "
        f"{facts.invoiced_units} were invoiced before, so {left} can be. Have the delivery "
        "reported first, or ask the supplier for a corrected invoice.",
        "CR ¶11",
        field="units",
    )


def is_at_the_agreed_price(facts: Invoiced) -> Refusal | None:
    """The net amount is at most what the units come to by the call-off's prices; equal allowed."""
    for_units = facts.net - facts.extras
    if for_units <= facts.worth:
        return None
    return Refusal(
        "over-price",
        f"The invoice is {gbp(for_units)} net without extras, but {count(facts.units, 'unit')} "
        f"come to {gbp(facts.worth)} at the agreed price: {gbp(for_units - facts.worth)} too much. "
        "Ask the supplier for a corrected invoice, or say which part of it is for extras.",
        "CR ¶11",
        field="net",
    )


def extras_were_reported(facts: Invoiced) -> Refusal | None:
    """No more is invoiced for extras than was reported, within what the call-off allows.

    Equal is allowed. Units never pay for extras, nor extras for units.
    """
    left = facts.extras_reported - facts.extras_invoiced
    if facts.extras <= max(left, ZERO):
        return None
    return Refusal(
        "over-extras",
        f"{gbp(facts.extras)} are invoiced for extras, but of the {gbp(facts.extras_reported)} "
        f"reported {gbp(facts.extras_invoiced)} were invoiced before, so {gbp(left)} can be. Have "
        "the extras reported with the delivery first, or ask for a corrected invoice.",
        "CR ¶11",
        field="extras",
    )


def is_within_what_is_committed(facts: Invoiced) -> Refusal | None:
    """All invoices together are within what the call-off commits; equal is allowed.

    Less is committed than the units come to where part of the value was released.
    """
    together = facts.invoiced_net + facts.net
    if facts.net <= 0 or together <= facts.committed:
        return None
    return Refusal(
        "over-committed",
        f"With the {gbp(facts.invoiced_net)} invoiced before, the invoice comes to "
        f"{gbp(together)} net, but {facts.reference} commits {gbp(facts.committed)}: "
        f"{gbp(together - facts.committed)} too much. Add what was released by an increase first, "
        "or ask the supplier for a corrected invoice.",
        "CR 4",
        field="net",
    )


def takes_back_no_more_than_was_invoiced(facts: Invoiced) -> Refusal | None:
    """A credit note takes back no more than was invoiced."""
    left = (
        facts.invoiced_net + facts.net,
        facts.invoiced_units + facts.units,
        facts.extras_invoiced + facts.extras,
    )
    if all(each >= 0 for each in left):
        return None
    return Refusal(
        "over-credited",
        f"{count(facts.invoiced_units, 'unit')} for {gbp(facts.invoiced_net)} net were invoiced, "
        f"{gbp(facts.extras_invoiced)} of it for extras; no more can be credited.",
        field="net",
    )


def is_no_more_than_is_open(facts: Paid) -> Refusal | None:
    """No more is paid than the invoice says; equal is allowed."""
    if 0 < facts.amount <= facts.gross - facts.paid:
        return None
    return Refusal(
        "over-paid",
        f"{facts.reference} is {gbp(facts.gross)} gross and {gbp(facts.paid)} of it was paid. "
        f"Enter an amount from £0.01 to {gbp(facts.gross - facts.paid)}.",
        field="amount",
    )


def is_paid_after_it_was_invoiced(facts: Paid) -> Refusal | None:
    """It is paid on or after the day of the invoice, and not in the future."""
    if facts.invoiced_on <= facts.paid_on <= facts.on:
        return None
    return Refusal(
        "wrong-day",
        f"The invoice is of {day(facts.invoiced_on)}. Enter that day or a later one, up to "
        f"{day(facts.on)}.",
        field="paid_on",
    )


INVOICE = (
    is_a_new_number,
    is_dated_after_the_award,
    is_not_of_a_later_day,
    says_an_amount,
    adds_up,
    was_delivered,
    is_at_the_agreed_price,
    extras_were_reported,
    is_within_what_is_committed,
    takes_back_no_more_than_was_invoiced,
)
PAYMENT = (is_no_more_than_is_open, is_paid_after_it_was_invoiced)
