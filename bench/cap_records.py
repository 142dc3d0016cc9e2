"""The records of the load on the cap: one great contract, and many small lines to fight over.

The lines are loaded in bulk, each of a child of its own; everything else that the gate asks for
is made by the real actions, as in the tests. Amounts are GBP ex VAT.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import reverse

from contracts.award import award
from contracts.terms import Terms
from lots.queries import current_scheme
from mdps.core import clock, notices
from mdps.core.models import User
from referrals.models import RequestLine, SupportRequest
from suppliers.models import Supplier
from tests.build.contracts import (
    given_a_cabinet_decision,
    given_an_admitted_supplier,
    given_an_authorisation,
    given_an_officer,
)
from tests.build.panel import given_an_approved_line

UNIT = Decimal("5000.00")
SMALLEST, MOST_UNITS = UNIT, 5
SERVICE = "Psychological assessment"


@dataclass(frozen=True)
class Bid:
    """An award that somebody may try: where it is posted, and its value."""

    url: str
    value: Decimal


@dataclass(frozen=True)
class Officer:
    """Somebody who is signed in: the cookies of the browser and the token of its forms."""

    cookies: str
    token: str


def prepare(*, left: Decimal, lines: int, officers: int) -> tuple[list[Bid], list[Officer]]:
    """Use up the cap but for `left`, and make `lines` lines and so many `officers`."""
    today = clock.today()
    people = [given_an_officer(name=f"Officer {n}", on=today) for n in range(officers)]
    with notices.silence():
        _fill(people[0], left, today)
        supplier = given_an_admitted_supplier("Small bids", service=SERVICE, price=UNIT)
        made = _lines(lines, today)
    return [_bid(line, supplier, today) for line in made], [_signed_in(each) for each in people]


def _fill(officer: User, left: Decimal, today: dt.date) -> None:
    """One contract by Cabinet's decision that uses up the cap but for `left`."""
    value = current_scheme().headroom - left
    supplier = given_an_admitted_supplier("The great contract", service=SERVICE, price=value)
    line = given_an_approved_line(service=SERVICE, amount=value, on=today)
    given_a_cabinet_decision(line, value, decided_on=today - dt.timedelta(days=30))
    given_an_authorisation(line, supplier, value, on=today)
    terms = Terms(line=line, supplier=supplier, units=1, starts_on=today, ends_on=today)
    award(terms, by=officer, on=today)


def _lines(count: int, today: dt.date) -> list[RequestLine]:
    """Approved lines, each of a child of its own: a few by the real actions, the others copied."""
    first = [
        given_an_approved_line(service=SERVICE, units=units, amount=UNIT * units, on=today)
        for units in range(1, MOST_UNITS + 1)
    ]
    templates = [first[number % MOST_UNITS] for number in range(count)]
    requests = SupportRequest.objects.bulk_create(
        _copy(line.request, case_key=None, case_reference=f"LCS-{6_000_000 + number}")
        for number, line in enumerate(templates)
    )
    return RequestLine.objects.bulk_create(
        _copy(line, request=request) for line, request in zip(templates, requests, strict=True)
    )


def _copy(record: Any, **changes: Any) -> Any:
    """The same record as a new one, not yet written, but for `changes`."""
    fields = {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if not field.primary_key and field.name not in changes
    }
    return type(record)(**fields, **changes)


def _bid(line: RequestLine, supplier: Supplier, today: dt.date) -> Bid:
    days: dict[str, int] = {}
    for name, day in (("starts_on", today), ("ends_on", today + dt.timedelta(days=30))):
        days |= {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
    terms = {"supplier": supplier.pk, "units": line.units, "unit_price": ""} | days
    url = reverse("contracts:check-award", args=[line.pk])
    return Bid(f"{url}?{urlencode(terms)}", UNIT * line.units)


def _signed_in(person: User) -> Officer:
    """The cookies of a browser in which `person` is signed in."""
    client = Client()
    client.force_login(person)
    request = RequestFactory().get("/")
    token = get_token(request)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    secret = request.META["CSRF_COOKIE"]
    return Officer(
        f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={secret}", token
    )
