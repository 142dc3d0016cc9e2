"""Opening a request that is not one's own, in an emergency ("break-glass"), and its review.

It gives reading and nothing else, of one request, to one person, for a few hours. Whose request
it is, their managers and the auditors are told at once; somebody else reviews it afterwards.
"""

import datetime as dt
import re
from collections.abc import Callable
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from mdps.core import audit, clock, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, can, reason_against, require
from mdps.core.roles import ROLES, holders_of
from mdps.core.rules import Refusal, Refused, ask, enforce
from mdps.core.words import count, moment
from referrals.emergency_rules import OPENING, REVIEW, Opening, Review
from referrals.models import EmergencyAccess, SupportRequest
from referrals.people import managers_of
from referrals.queries import requests_to_read
from referrals.teams import of_their_teams

REFERENCE = re.compile(r"\s*(?:SR-)?0*(\d{1,9})\s*", re.IGNORECASE)
ADDRESS = "/requests/emergency/"


def hours() -> str:
    """How long it lasts: `4 hours`."""
    return count(settings.MDPS_EMERGENCY_HOURS, "hour")


@transaction.atomic
def open_in_emergency(reference: str, *, reason: str, by: User) -> EmergencyAccess:
    """Let `by` read the request for settings.MDPS_EMERGENCY_HOURS, and tell who has to know.

    The reason is kept with it and shown to whoever reviews it; it is never mailed or audited.
    Locks nothing: nothing is used up. Raises Forbidden, or Refused with every reason.
    """
    require(by, Permission.EMERGENCY_OPEN)
    request = find(reference)
    barred = request is not None and is_barred(by, request)
    facts = Opening(
        reference=request.reference if request else "",
        can_read_anyway=request is not None
        and not barred
        and requests_to_read(by).filter(pk=request.pk).exists(),
        has_interest=barred,
        reason=reason,
    )
    if (refusals := ask(OPENING, facts)) or request is None:
        raise Refused(refusals)
    now = clock.now()
    opened = EmergencyAccess.objects.create(
        request=request,
        person=by,
        reason=reason.strip(),
        opened_at=now,
        ends_at=now + dt.timedelta(hours=settings.MDPS_EMERGENCY_HOURS),
    )
    audit.record("request.emergency_opened", request, by=by, until=moment(opened.ends_at))
    told = chain(
        [request.requester],
        managers_of(request, on=clock.today()),
        User.objects.holding(*holders_of(Permission.AUDIT_READ)),
    )
    said = f"{by.name} opened {request.reference} in an emergency"
    notices.tell([each for each in told if each.pk != by.pk], said, url=ADDRESS)
    return opened


def find(reference: str) -> SupportRequest | None:
    """The request of a reference, as people type it: `SR-000123`, `sr-123`, `123`."""
    found = REFERENCE.fullmatch(reference)
    return SupportRequest.objects.filter(pk=int(found[1])).first() if found else None


Bar = Callable[[User, SupportRequest], bool]
_bars: list[Bar] = []


def bar(function: Bar) -> Bar:
    """Register what bars a person from a request also in an emergency."""
    _bars.append(function)
    return function


def is_barred(person: User, request: SupportRequest) -> bool:
    return any(function(person, request) for function in _bars)


def refusals_against_reviewing(access: EmergencyAccess, *, by: User) -> list[Refusal]:
    """Why `by` cannot review it now."""
    return ask(REVIEW, _review(access, "words", by))


@transaction.atomic
def review(access: EmergencyAccess, *, finding: str, words: str, by: User) -> None:
    """Write what was found about an emergency access; who opened it is told.

    Locks it. Raises Forbidden, or Refused for one's own, a second review or without words.
    """
    require(by, Permission.EMERGENCY_REVIEW, on=access)
    access = (
        EmergencyAccess.objects.select_for_update(of=("self",))
        .select_related("request", "person")
        .get(pk=access.pk)
    )
    enforce(REVIEW, _review(access, words, by))
    access.finding, access.words = finding, words.strip()
    access.reviewed_by, access.reviewed_at = by, clock.now()
    access.save(update_fields=["finding", "words", "reviewed_by", "reviewed_at"])
    found = access.get_finding_display()
    audit.record("request.emergency_reviewed", access.request, by=by, found=found)
    said = f"Your opening of {access.request.reference} in an emergency was reviewed: {found}"
    notices.tell([access.person], said, url="/")


def _review(access: EmergencyAccess, words: str, by: User) -> Review:
    return Review(is_own=access.person_id == by.pk, was_reviewed=access.finding != "", words=words)


def accesses_visible_to(user: User) -> QuerySet[EmergencyAccess]:
    """All to an auditor and a head of service; to a manager those of their teams' requests; to a
    requester those of their own."""
    if can(user, Permission.AUDIT_READ) or _reviews_all(user):
        return EmergencyAccess.objects.all()
    theirs = Q(requester=user)
    if can(user, Permission.EMERGENCY_REVIEW):
        theirs |= of_their_teams(user, clock.today())
    of_theirs = SupportRequest.objects.filter(theirs, pk=OuterRef("request"))
    return EmergencyAccess.objects.filter(Exists(of_theirs))


def _reviews_all(user: User) -> bool:
    """Who reviews by a role that is of no team."""
    granted = (ROLES[key].permissions for key in user.roles)
    return any(
        Permission.EMERGENCY_REVIEW in each and Permission.REQUEST_ENDORSE not in each
        for each in granted
    )


def to_review(user: User) -> QuerySet[EmergencyAccess]:
    """What waits for a review by `user`."""
    if reason_against(user, Permission.EMERGENCY_REVIEW):
        return EmergencyAccess.objects.none()
    return accesses_visible_to(user).filter(finding="").exclude(person=user)
