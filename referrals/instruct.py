"""The draft letter of instruction to the expert: kept with the request, and laid out as a PDF."""

import datetime as dt

from django.db import transaction

from mdps.core import audit, papers
from mdps.core.models import Paper, User
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import Refused, ask
from referrals.court_words import court_of
from referrals.draft import hold
from referrals.draft_rules import Writing, can_be_changed
from referrals.instruct_rules import RULES, Letter
from referrals.letter import letter_of
from referrals.models import Instruction, SupportRequest

KIND = "referrals.instruction"


@transaction.atomic
def instruct(
    request: SupportRequest,
    *,
    context: str,
    questions: str,
    documents: str,
    not_available: str = "",
    people: str = "",
    other_experts: str = "",
    terms: str = "",
    by: User,
    on: dt.date,
) -> Paper:
    """Write the draft letter of a request that a court directed, anew where there is one.

    Each writing that says something else than the one before leaves a paper of its own; the
    latest is the draft. Submitting makes it anew. Locks the request. Raises Refused if the request
    is not editable, no court directed it, or a heading that PD25C 4.1 demands is empty.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    request = hold(request)
    facts = Letter(court_of(request) is not None, context, questions, documents)
    refusals = ask([can_be_changed], Writing(request.state, {}, on))
    if refusals := [*refusals, *ask(RULES, facts)]:
        raise Refused(refusals)
    said = {
        "context": context,
        "questions": questions,
        "documents": documents,
        "not_available": not_available,
        "people": people,
        "other_experts": other_experts,
        "terms": terms,
    }
    letter = letter_of(request, Instruction(request=request, **said), on=on)
    if latest := papers.latest(KIND, subject=request, saying=letter):
        return latest
    written, _ = Instruction.objects.update_or_create(request=request, defaults=said)
    audit.record("request.letter_written", request, by=by)
    return _lay_out(request, written, by=by, on=on)


def lay_out_anew(request: SupportRequest, *, by: User, on: dt.date) -> Paper | None:
    """The draft letter with the services and amounts of today, where one was written.

    Within the transaction of submitting.
    """
    written = Instruction.objects.filter(request=request).first()
    return _lay_out(request, written, by=by, on=on) if written and court_of(request) else None


def _lay_out(request: SupportRequest, written: Instruction, *, by: User, on: dt.date) -> Paper:
    return papers.write(
        KIND,
        subject=request,
        document=letter_of(request, written, on=on),
        name=f"letter-of-instruction-{request.reference}.pdf",
        by=by,
        case_key=request.case_key_id,
    )


@papers.readable(KIND)
def by_those_who_read_about_the_child(user: User, paper: Paper) -> bool:
    """Whoever may read what the request says about the child reads its letter too."""
    request = SupportRequest.objects.filter(pk=paper.subject_id).first()
    return request is not None and can(user, Permission.NARRATIVE_READ, on=request)
