"""Support requests of the tests, made by the real actions."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lots.models import RequestCategory, Service
from mdps.core.models import User
from referrals.asking import add_line
from referrals.court import direct, not_directed
from referrals.draft import start
from referrals.endorse import endorse
from referrals.estimate import estimate
from referrals.funding import fund
from referrals.models import FundingSource, SupportRequest
from referrals.submit import submit
from tests.build.people import given_a, given_a_team

DAY = dt.date(2026, 6, 1)
UNPRICED = Decimal("100.00")
QUOTED = "A quote by telephone."
SPLIT = {FundingSource.SECTION_17: 100, FundingSource.CHILDREN_IN_CARE: 0}

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
    split: Mapping[Any, int] = SPLIT,
    **fields: Any,
) -> SupportRequest:
    """A complete draft of `by`. A line is (service or its name, units) or with an amount third.

    Where no supplier has a price, and no amount is given, each unit is asked for at £100.00.
    """
    by = _in_a_team(by) if by else given_a_social_worker()
    asked = [(_service(line[0]), *line[1:]) for line in lines]
    fields.setdefault("category", _category(asked))
    fields.setdefault("subject", SupportRequest.Subject.CHILD)
    fields.setdefault("needed_by", on + dt.timedelta(days=needed_in))
    known = answers(on) | {"again_reason": "Things have changed."} | fields
    request = start(case_reference=case_reference, by=by, on=on, **known)
    for service, units, *amount in asked:
        asking = amount[0] if amount else _unpriced(service, units, on)
        add_line(
            request,
            service=service,
            units=units,
            amount=asking,
            amount_reason=QUOTED if asking else "",
            by=by,
            on=on,
        )
    not_directed(request, by=by, on=on)
    fund(request, split=split, by=by, on=on)
    return request


def answers(on: dt.date = DAY) -> dict[str, Any]:
    """Everything that is said in a complete request; nothing of it names anybody."""
    return {
        "year_of_birth": on.year - 9,
        "legal_basis": SupportRequest.LegalBasis.S17,
        "legal_status": SupportRequest.LegalStatus.IN_NEED,
        "need": "Sessions after a hard year.",
        "question": "What would help?",
        "tried": "Six sessions at school.",
        "why_not_in_house": "CAMHS has a waiting list of a year.",
        "wishes": "Somebody to talk to.",
        "responsibility": "Mother",
        "consent": "given",
        "consent_by": "Mother",
        "advocacy": "accepted",
        "outcome": "Settled at school.",
        "measure": "Attendance above 90%.",
        "needed_from": on,
    }


def given_a_court_directed_request(*, on: dt.date = DAY, **options: Any) -> SupportRequest:
    """A complete draft that a court directed, to be filed in three weeks. `court` changes that."""
    court = options.pop("court", {})
    request = given_a_request(on=on, legal_basis=SupportRequest.LegalBasis.S31, **options)
    usual = {"ordered_on": on, "filing_on": on + dt.timedelta(days=21), "issued_on": on}
    direct(request, **usual | court, by=request.requester, on=on)
    request.refresh_from_db()
    return request


def a_pdf(name: str = "order.pdf") -> SimpleUploadedFile:
    """A small document as it is uploaded."""
    return SimpleUploadedFile(name, b"%PDF-1.7\n1 0 obj\n", "application/pdf")


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
