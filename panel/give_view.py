"""Members' views before the meeting: given, changed, void once the request is changed.

Nobody sees another's view before the item is opened, whatever page, file or partial is asked for:
`views_of` is the only read.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import Refusal, Refused, ask
from mdps.core.states import WrongState
from panel.conflicts import is_barred
from panel.give_view_rules import RULES, ViewFacts
from panel.models import AgendaItem, MemberView
from referrals.models import SupportRequest


@transaction.atomic
def give_view(
    item: AgendaItem, *, opinion: str, words: str = "", by: User, at: dt.datetime
) -> MemberView:
    """Write the member's view of the item, or change the one they gave.

    Locks the item's row, so that a view never arrives while the item is being opened. Raises
    Forbidden, or Refused once it was opened, for one's own request or an interest, or without
    words where they are needed.
    """
    require(by, Permission.PANEL_DECIDE)
    held = _held(item)
    if refusals := ask(RULES, _facts(held, opinion, words, by)):
        raise Refused(refusals)
    view, _ = MemberView.objects.update_or_create(
        meeting_id=held.meeting_id,
        request=held.request,
        person=by,
        voided_at=None,
        defaults={"opinion": opinion, "words": words.strip(), "given_at": at},
    )
    audit.record("view.given", held.meeting, by=by, request=held.request)
    return view


def refusals_against_giving(item: AgendaItem, *, by: User) -> list[Refusal]:
    """Why `by` cannot give a view of the item now; empty means they can."""
    return ask(RULES, _facts(item, MemberView.Opinion.SUPPORT, "", by))


def views_of(item: AgendaItem, user: User) -> list[MemberView]:
    """The views that `user` may see: their own, and all once the item was opened, to the panel.

    Whoever declared an interest sees none but their own. One query.
    """
    found = MemberView.objects.filter(
        meeting=item.meeting_id, request=item.request_id, voided_at=None
    )
    found = found.select_related("person").order_by("person__name", "pk")
    if not item.views_are_open or not can(user, Permission.PANEL_DECIDE, item):
        found = found.filter(person=user)
    return list(found)


def own_views(user: User, items: Iterable[AgendaItem]) -> dict[int, MemberView]:
    """The user's own valid views of `items` of one meeting, by the id of their request."""
    items = list(items)
    if not items:
        return {}
    found = MemberView.objects.filter(meeting=items[0].meeting_id, person=user, voided_at=None)
    return {view.request_id: view for view in found}


@transaction.atomic
def void_views(request: SupportRequest, *, by: User, at: dt.datetime) -> int:
    """The request was changed: what members thought of it before no longer holds. How many."""
    voided = MemberView.objects.filter(request=request, voided_at=None).update(voided_at=at)
    if voided:
        audit.record("view.voided", request, by=by, count=voided)
    return voided


def _held(item: AgendaItem) -> AgendaItem:
    found = (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting", "request")
        .filter(pk=item.pk)
        .first()
    )
    if found is None:
        raise WrongState("The request was taken off the agenda while you were looking at it.")
    return found


def _facts(item: AgendaItem, opinion: str, words: str, by: User) -> ViewFacts:
    request = item.request
    return ViewFacts(
        request=request.reference,
        is_on_agenda=request.state == SupportRequest.State.ON_AGENDA,
        was_opened=item.views_are_open,
        is_barred=is_barred(request, by),
        is_own=by.pk in (request.requester_id, request.endorser_id),
        opinion=opinion,
        words=words,
    )
