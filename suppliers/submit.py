"""Submitting the applications that a supplier has written: those whose lots are open, or none."""

import datetime as dt
import json
from dataclasses import replace

from django.db import transaction

from lots.opening import refusals_against_applying
from mdps.core import clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, Refused, ask
from mdps.core.words import listed
from suppliers import follow
from suppliers.accept import accept
from suppliers.answers import answers_of, copied
from suppliers.apply import refusals_against_apply
from suppliers.criteria import criteria_of
from suppliers.draft import drafts_of
from suppliers.exclusion import WORDS
from suppliers.locks import lock_supplier
from suppliers.models import Application, CriterionAnswer, SharedAnswers, Supplier
from suppliers.questions import COVERED, in_words, parts_for, unanswered
from suppliers.receive import received
from suppliers.submit_rules import LOT, POSSIBLE, SUBMIT, LotSubmitting, Submitting

State = Application.State


def refusals_against_submit(supplier: Supplier) -> list[Refusal]:
    """Everything that is missing before the drafts can be submitted, but the declaration.

    A draft for a lot that is not open now waits and holds up no other; see `waiting`.
    """
    drafts, shared = list(drafts_of(supplier)), answers_of(supplier)
    ready = open_now(drafts)
    if drafts and not ready:
        return waiting(drafts)
    return [
        *ask(POSSIBLE, _facts(supplier, ready, shared)),
        *(refusal for draft in ready for refusal in refusals_against_lot(draft)),
    ]


def open_now(drafts: list[Application]) -> list[Application]:
    """Those of `drafts` whose lot can be applied for at this moment."""
    at = clock.now()
    return [draft for draft in drafts if not refusals_against_applying(draft.lot, at)]


def waiting(drafts: list[Application]) -> list[Refusal]:
    """Why the others wait: no round of their lot is open."""
    at = clock.now()
    return [refusal for draft in drafts for refusal in refusals_against_applying(draft.lot, at)]


def refusals_against_lot(draft: Application) -> list[Refusal]:
    """What is missing about one lot, and why it cannot be applied for."""
    return [*refusals_against_apply(draft.supplier, draft.lot), *ask(LOT, _lot_facts(draft))]


@transaction.atomic
def submit(supplier: Supplier, *, declared: bool, by: User, on: dt.date) -> list[Application]:
    """Submit every draft of `supplier` whose lot is open now, and tell those who assess.

    Each keeps a copy of the shared answers as they are now, the version of the criteria it is
    judged by, and that `by` accepted the lot's specification and standards. A draft for a lot
    between two rounds stays a draft. Locks the supplier, so that nothing is submitted twice or
    half.

    Raises Forbidden, or Refused with everything that is missing.
    """
    require(by, Permission.APPLICATION_MAKE, on=supplier)
    lock_supplier(supplier)
    shared, written = answers_of(supplier), list(drafts_of(supplier))
    drafts = open_now(written)
    if written and not drafts:
        raise Refused(waiting(written))
    facts = replace(_facts(supplier, drafts, shared), declared=declared)
    found = [refusal for draft in drafts for refusal in refusals_against_lot(draft)]
    if found := [*ask(SUBMIT, facts), *found]:
        raise Refused(found)
    answers = json.dumps(copied(supplier, shared), ensure_ascii=False)
    for draft in drafts:
        _answer_what_is_shared(draft, shared)
        accept(draft, by=by, on=on)
        states.move(
            draft,
            State.SUBMITTED,
            by=by,
            submitted_on=on,
            submitted_by=by,
            answers_words=answers,
            **received(draft.lot, on=on, at=clock.now()),
        )
        follow.applied(draft, by=by)
    _tell(supplier, drafts, by)
    return drafts


def _answer_what_is_shared(draft: Application, shared: SharedAnswers) -> None:
    """Put the shared answers to the criteria that they answer, for whoever judges the criterion."""
    parts = {part.slug: part for part in parts_for(draft.supplier.kind)}
    for criterion in criteria_of(draft).filter(text__in=COVERED):
        said = in_words(parts[COVERED[criterion.text]], shared.answers)
        CriterionAnswer.objects.update_or_create(
            application=draft,
            criterion=criterion,
            defaults={"text": "\n\n".join(f"{question}\n{text}" for question, text in said)},
        )


def _tell(supplier: Supplier, submitted: list[Application], by: User) -> None:
    assessors = User.objects.holding(*holders_of(Permission.APPLICATION_ASSESS))
    for each in submitted:
        said = f"{each.reference}: {supplier.name} applied for {each.lot.short}"
        notices.tell(assessors, said, url=each.get_absolute_url())
    lots = listed([each.lot.short for each in submitted])
    notices.tell([by], f"Your application for {lots} is submitted", url=supplier.get_own_url())


def _facts(supplier: Supplier, drafts: list[Application], shared: SharedAnswers) -> Submitting:
    declared = shared.grounds is not None
    return Submitting(
        lots=tuple(draft.lot.short for draft in drafts),
        missing={
            part.title: len(unanswered(part, shared.answers)) for part in parts_for(supplier.kind)
        },
        grounds_declared=declared,
        unexplained=tuple(WORDS[each] for each, said in (shared.grounds or {}).items() if not said),
    )


def _lot_facts(draft: Application) -> LotSubmitting:
    answered = draft.criterion_answers.exclude(text="").values_list("criterion", flat=True)
    open_criteria = criteria_of(draft).exclude(pk__in=answered).exclude(text__in=COVERED)
    return LotSubmitting(
        lot=draft.lot.short,
        has_statement=bool(draft.statement.strip()),
        unanswered=tuple(open_criteria.values_list("text", flat=True).order_by("number")),
        has_price=draft.proposed_prices.exists(),
    )
