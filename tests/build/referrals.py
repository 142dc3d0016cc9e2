"""Support requests of the tests, made by the real actions."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from lots.models import RequestCategory, Service
from mdps.core.models import User
from referrals.draft import add_line, start
from referrals.endorse import endorse
from referrals.estimate import estimate
from referrals.models import SupportRequest
from referrals.submit import submit
from tests.build.people import given_a, given_a_team

DAY = dt.date(2026, 6, 1)
UNPRICED = Decimal("100.00")

Line = Sequence[Any]
ONE_LINE: tuple[Line, ...] = (("Psychological assessment", 1),)


def given_a_social_worker(name: str = "The social worker") -> User:
    """A social worker in a team."""
    return _in_a_team(given_a("social_worker", name=name))


def given_a_manager_of(request: SupportRequest) -> User:
    """The manager of the request's team."""
    return given_a("team_manager", name=f"Manager of {request.team}", team=request.team)


def given_a_request(
    *,
    by: User | None = None,
    lines: Iterable[Line] = ONE_LINE,
    on: dt.date = DAY,
    needed_in: int = 28,
    case_reference: str = "LCS-4821937",
    **fields: Any,
) -> SupportRequest:
    """A complete draft of `by`. A line is (service or its name, units) or with an amount third.

    Where no supplier has a price, and no amount is given, each unit is asked for at £100.00.
    """
    by = _in_a_team(by) if by else given_a_social_worker()
    asked = [(_service(line[0]), *line[1:]) for line in lines]
    fields.setdefault("category", _category(asked))
    fields.setdefault("subject", SupportRequest.Subject.CHILD)
    fields.setdefault("legal_basis", SupportRequest.LegalBasis.S17)
    fields.setdefault("need", "Sessions after a hard year.")
    fields.setdefault("outcome", "Settled at school.")
    fields.setdefault("needed_by", on + dt.timedelta(days=needed_in))
    request = start(case_reference=case_reference, by=by, on=on, **fields)
    for service, units, *amount in asked:
        asking = amount[0] if amount else _unpriced(service, units, on)
        add_line(request, service=service, units=units, amount=asking, by=by, on=on)
    return request


def given_a_submitted_request(*, on: dt.date = DAY, **options: Any) -> SupportRequest:
    """A request with the manager of its team."""
    request = given_a_request(on=on, **options)
    submit(request, by=request.requester, on=on)
    return request


def given_an_endorsed_request(*, on: dt.date = DAY, **options: Any) -> SupportRequest:
    """A request that waits for a panel meeting."""
    request = given_a_submitted_request(on=on, **options)
    endorse(request, by=given_a_manager_of(request), on=on)
    return request


def _in_a_team(person: User) -> User:
    if person.team is None:
        person.team = given_a_team()
        person.save(update_fields=["team"])
    return person


def _service(service: Service | str) -> Service:
    return Service.objects.get(name=service) if isinstance(service, str) else service


def _category(asked: list[Any]) -> RequestCategory:
    return asked[0][0].category if asked else RequestCategory.objects.get(position=1)


def _unpriced(service: Service, units: int, on: dt.date) -> Decimal | None:
    return None if estimate(service, on) else UNPRICED * units
