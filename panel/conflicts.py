"""Conflicts of interest: declared before or in the meeting, and from then on a bar.

Who is barred sees the paper no further (panel.access), gives no view and decides nothing.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from panel.agenda import still_on
from panel.declare_rules import RULES, DeclareFacts
from panel.impartial_rules import PartFacts
from panel.models import AgendaItem, Conflict, MemberView, PanelMeeting
from referrals.models import SupportRequest


@transaction.atomic
def declare(item: AgendaItem, *, words: str, by: User, at: dt.datetime) -> Conflict:
    """Declare that `by` has an interest in the item's request; their view of it is void.

    Locks the meeting. Raises Forbidden, or Refused where the item is decided, for a second
    declaration or without words.
    """
    require(by, Permission.PANEL_DECIDE)
    meeting = PanelMeeting.objects.select_for_update().get(pk=item.meeting_id)
    item = still_on(meeting, item)
    if refusals := ask(RULES, _facts(item, words, by)):
        raise Refused(refusals)
    conflict = _write(item, words=words.strip(), by=by, at=at)
    MemberView.objects.filter(request=item.request, person=by, voided_at=None).update(voided_at=at)
    audit.record("conflict.declared", meeting, by=by, request=item.request, name=by.name)
    return conflict


def refusals_against_declaring(item: AgendaItem, *, by: User) -> list[Refusal]:
    """Why `by` cannot declare an interest in the item now; empty means they can."""
    return ask(RULES, _facts(item, "An interest", by))


def is_barred(request: SupportRequest, person: User) -> bool:
    """Whether `person` declared an interest in `request`."""
    return Conflict.objects.filter(request=request, person=person).exists()


def part_in(request: SupportRequest, person: User) -> PartFacts:
    """What `person` had to do with `request`: the facts of panel.impartial_rules."""
    return PartFacts(
        request=request.reference,
        raised_by_decider=request.requester_id == person.pk,
        endorsed_by_decider=request.endorser_id == person.pk,
        is_barred=is_barred(request, person),
    )


def barred_requests(person: User, requests: Iterable[int]) -> set[int]:
    """The ids among `requests` in which `person` declared an interest."""
    found = Conflict.objects.filter(person=person, request__in=requests)
    return set(found.values_list("request", flat=True))


def _facts(item: AgendaItem, words: str, by: User) -> DeclareFacts:
    return DeclareFacts(
        request=item.request.reference,
        is_over=item.state in (AgendaItem.State.CLOSED, AgendaItem.State.NOT_REACHED),
        item_state=item.get_state_display(),
        was_declared=is_barred(item.request, by),
        words=words,
    )


def _write(item: AgendaItem, *, words: str, by: User, at: dt.datetime) -> Conflict:
    """Of two declarations at once through two meetings the second is refused in words."""
    try:
        with transaction.atomic():
            return Conflict.objects.create(
                request=item.request,
                person=by,
                meeting_id=item.meeting_id,
                words=words,
                declared_at=at,
            )
    except IntegrityError as error:
        raise Refused(
            [
                Refusal(
                    "declared-before", f"You have declared an interest in {item.request} already."
                )
            ]
        ) from error
