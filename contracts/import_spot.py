"""A row of the finance system's spot purchases: matched with the scheme, and recorded once."""

import datetime as dt

from contracts.found import record_found
from contracts.models import SpotPurchase
from contracts.providers import key_of
from contracts.queries import supplier_named
from lots.models import RequestCategory, Service
from mdps.core.imports import Column, Known, Line, one_of
from mdps.core.models import Team, User
from mdps.core.money import gbp
from mdps.core.rules import Refusal, Refused
from mdps.core.words import listed

Reason, Source = SpotPurchase.Reason, SpotPurchase.Source
COLUMNS = (
    Column("Reference", "PO-118204"),
    Column("Date", "31/05/2026"),
    Column("Provider", "Usk Therapies Ltd"),
    Column("Net amount", "1,240.00"),
    Column("Team", "Children in Need North"),
    Column("Category", "Specialist assessments"),
    Column("Service", "Play therapy", required=False),
    Column("Reason", "Nobody asked the panel beforehand", required=False),
    Column("Explanation", "Booked by telephone", required=False),
    Column("Approver", "Head of service", required=False),
)
UNSAID = "Not said in the finance system"


def import_spot(line: Line, *, by: User, on: dt.date) -> str:
    """Record the row, and say as what and whom it matches.

    Raises Known where its reference is recorded with the same provider, day and amount; Refused
    where it differs, and as contracts.found does. GBP ex VAT.
    """
    reference, provider = line.text("Reference"), line.text("Provider")
    day, amount = line.day("Date"), line.pounds("Net amount")
    known = SpotPurchase.objects.filter(finance_reference__iexact=reference).first()
    if known and (known.provider_key, known.purchased_on, known.amount) == (
        key_of(provider),
        day,
        amount,
    ):
        raise Known(f"{known.reference}, {provider}")
    named = line.text("Service", empty=True)
    service = one_of(Service.objects.all(), named, "service") if named else None
    category = _category(line.text("Category"))
    if service and service.category_id != category.pk:
        message = f"{service} belongs to the category {service.category}, not to {category}."
        raise Refused([Refusal("other-category", message, "CR ¶8")])
    purchase = record_found(
        provider_name=provider,
        purchased_on=day,
        amount=amount,
        team=one_of(Team.objects.all(), line.text("Team"), "team"),
        category=category,
        service=service,
        reason=_reason(line.text("Reason", empty=True)),
        explanation=line.text("Explanation", empty=True) or UNSAID,
        approver=line.text("Approver", empty=True) or UNSAID,
        finance_reference=reference,
        is_another=True,  # its reference tells it apart
        source=Source.FINANCE,
        by=by,
        on=on,
    )
    matched = supplier_named(provider)
    who = f"matches {matched.name} of the scheme" if matched else "no supplier of the scheme"
    return f"{purchase.provider_name}, {gbp(amount)}: {who}"


def _category(name: str) -> RequestCategory:
    short = RequestCategory.objects.filter(short_name__iexact=name).first()
    return short or one_of(RequestCategory.objects.order_by("position"), name, "category")


def _reason(words: str) -> str:
    """By its code or its words; nobody having asked is what is found most."""
    if not words:
        return Reason.UNAPPROVED
    for each in Reason:
        if words.lower() in (each.value, each.label.lower()):
            return each.value
    names = listed([each.label for each in Reason], "or")
    raise Refused([Refusal("no-reason", f"There is no reason “{words}”. Enter {names}.")])
