"""Write a support request: start it and change what it says.

Each action locks the request's row first, so that nothing changes in what was just submitted.
Its lines are in referrals.asking, the court in referrals.court, the budgets in referrals.funding.
"""

import datetime as dt

from django.db import transaction

from lots.models import RequestCategory
from mdps.core import audit
from mdps.core.cases.fields import encrypted
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from referrals import draft_rules as rules
from referrals.deadline import deadline_of
from referrals.draft_rules import FACTS, WORDS
from referrals.models import Narrative, SupportRequest

NO_TEAM = Refusal(
    "no-team",
    "You are not in a team, so nobody could endorse this request. "
    "Ask the system administrator to put you in your team.",
)


@transaction.atomic
def start(
    *,
    case_reference: str,
    subject: str,
    category: RequestCategory,
    needed_by: dt.date,
    by: User,
    on: dt.date,
    **more: object,
) -> SupportRequest:
    """Start a draft in the team of `by`. `more` are others of FACTS and WORDS; or by edit().

    Raises Refused if the case reference looks like a name, support is needed in the past, a
    year of birth is not a child's, or `by` is in no team.
    """
    require(by, Permission.REQUEST_RAISE)
    facts = {"case_reference": case_reference, "subject": subject, "category": category}
    facts |= {"needed_by": needed_by} | _of(FACTS, more)
    words = _of(WORDS, more)
    _only_known(more)
    refusals = ask(rules.WRITING, rules.Writing(SupportRequest.State.DRAFT, facts, on))
    if by.team is None:
        raise Refused([*refusals, NO_TEAM])
    if refusals:
        raise Refused(refusals)
    request = SupportRequest.objects.create(
        **facts,
        deadline_on=needed_by,
        team=by.team,
        requester=by,
        state_since=on,
        created_on=on,
    )
    Narrative.objects.create(request=request, **words)
    audit.record("request.started", request, by=by)
    return request


@transaction.atomic
def edit(request: SupportRequest, *, by: User, on: dt.date, **fields: object) -> SupportRequest:
    """Change `fields` (of FACTS and WORDS) of a draft or returned request, and return it.

    The audit names the fields that were changed, never what they say; where all of them say that
    already, as when a form was sent twice, nothing is written. Raises Refused if it is not
    editable, a field that must say something is empty, or what start() refuses.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    _only_known(fields)
    request = hold(request)
    known = {"needed_by": request.needed_by, "needed_from": request.needed_from}
    facts = rules.Writing(request.state, known | fields, on, changed=frozenset(fields))
    if refusals := [*ask(rules.WRITING, facts), *rules.missing(fields)]:
        raise Refused(refusals)
    changed = _differing(request, fields)
    if not changed:
        return request
    for name, value in _of(FACTS, changed).items():
        setattr(request, name, value)
    request.deadline_on = deadline_of(request)
    request.save(update_fields=[*_of(FACTS, changed), "deadline_on"])
    if words := _of(WORDS, changed):
        said = encrypted(Narrative(request=request), words)
        Narrative.objects.filter(request=request).update(**said)
    audit.record("request.edited", request, by=by, fields=sorted(changed))
    return request


def _differing(request: SupportRequest, fields: dict[str, object]) -> dict[str, object]:
    """Those of `fields` that say something else than the request does."""
    facts, words = _of(FACTS, fields), _of(WORDS, fields)
    found = {name: value for name, value in facts.items() if getattr(request, name) != value}
    if words:
        said = request.narrative
        found |= {name: value for name, value in words.items() if getattr(said, name) != value}
    return found


def hold(request: SupportRequest) -> SupportRequest:
    """The request as it is now, its row locked until the end of the transaction."""
    return SupportRequest.objects.select_for_update().get(pk=request.pk)


def _of(names: frozenset[str], fields: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if name in names}


def _only_known(fields: dict[str, object]) -> None:
    if unknown := set(fields) - FACTS - WORDS:
        raise TypeError(f"Not fields of a request: {sorted(unknown)}")
