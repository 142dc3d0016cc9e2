"""What a supplier answers once for all lots: saved page by page, and copied on submission."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refused, ask, enforce
from suppliers.exclusion import CLEAN, DECLARE, WORDS, Declaring, SelfCleaning
from suppliers.locks import lock_supplier
from suppliers.models import SharedAnswers, Supplier
from suppliers.questions import in_words, parts_for

GROUNDS = "Exclusion grounds"
NONE_DECLARED = "None of the exclusion grounds applies."


def answers_of(supplier: Supplier) -> SharedAnswers:
    """What it has answered so far; nothing is written by looking."""
    found = SharedAnswers.objects.filter(supplier=supplier).first()
    return found or SharedAnswers(supplier=supplier, changed_at=clock.now())


@transaction.atomic
def answer(supplier: Supplier, given: Mapping[str, str], *, by: User) -> None:
    """Save the answers to some questions, by their keys; the others stay. Locks the supplier.

    What is submitted already keeps the answers it was submitted with. Raises Forbidden.
    """
    shared = _locked(supplier, by)
    shared.answers = shared.answers | {key: text.strip() for key, text in given.items()}
    shared.save()
    audit.record("supplier.answered", supplier, by=by)


@transaction.atomic
def declare(supplier: Supplier, *, applies: bool, grounds: Iterable[str], by: User) -> None:
    """Declare which exclusion grounds apply; what was said about one before stays with it.

    Locks the supplier. Raises Forbidden, or Refused where the answer does not fit the grounds.
    """
    chosen = tuple(grounds)
    enforce(DECLARE, Declaring(applies=applies, grounds=chosen))
    shared = _locked(supplier, by)
    before = shared.grounds or {}
    shared.grounds = {ground: before.get(ground, "") for ground in chosen}
    shared.save()
    audit.record("supplier.answered", supplier, by=by)


@transaction.atomic
def explain(supplier: Supplier, said: Mapping[str, str], *, by: User) -> None:
    """Say what was done since about each declared ground (self-cleaning, reg 57).

    Locks the supplier. Raises Forbidden, or Refused where nothing is said about one.
    """
    shared = _locked(supplier, by)
    facts = [SelfCleaning(ground=each, text=said.get(each, "")) for each in shared.grounds or {}]
    if found := [refusal for each in facts for refusal in ask(CLEAN, each)]:
        raise Refused(found)
    shared.grounds = {each.ground: each.text.strip() for each in facts}
    shared.save()
    audit.record("supplier.answered", supplier, by=by)


def copied(supplier: Supplier, shared: SharedAnswers) -> list[dict[str, Any]]:
    """The parts with their questions and answers in words, as a submission keeps them."""
    parts = [
        {"title": part.title, "rows": [list(row) for row in in_words(part, shared.answers)]}
        for part in parts_for(supplier.kind)
    ]
    declared = [[WORDS[ground], said] for ground, said in (shared.grounds or {}).items()]
    is_said = shared.grounds is not None
    rows = declared or [["Does any exclusion ground apply?", NONE_DECLARED if is_said else ""]]
    return [*parts, {"title": GROUNDS, "rows": rows}]


def _locked(supplier: Supplier, by: User) -> SharedAnswers:
    """The answers, held by the lock on their supplier; about to be changed now."""
    require(by, Permission.APPLICATION_MAKE, on=supplier)
    lock_supplier(supplier)
    shared = answers_of(supplier)
    shared.changed_at = clock.now()
    return shared
