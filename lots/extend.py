"""Exercising the option to extend the term of the scheme (CR 2)."""

import datetime as dt

from django.db import transaction

from lots.extend_rules import RULES, Extension
from lots.models import Scheme
from mdps.core import audit, decisions
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from mdps.core.words import day


@transaction.atomic
def extend(
    scheme: Scheme, *, ends_on: dt.date, consultation: Consultation, by: User, on: dt.date
) -> Scheme:
    """Let the term run to `ends_on`, inclusive: the Executive Director's decision, in consultation.

    Writes the decision record. The statutory end stays where it is. Locks the scheme.

    Raises Forbidden, or Refused with every reason at once.
    """
    require(by, Permission.AUTHORITY_MANAGE)
    held = Scheme.objects.select_for_update().get(pk=scheme.pk)
    refusals = [
        *ask(RULES, facts_of(held, ends_on, on)),
        *decisions.refusals_against(consultation, on),
    ]
    if refusals:
        raise Refused(refusals)
    held.extension_decision = decisions.record(
        DecisionRecord.Kind.EXTENSION,
        f"The term of the scheme is extended to {day(ends_on)}",
        consultation,
        authority="CR 2",
        by=by,
        on=on,
    )
    held.extension_ends = ends_on
    held.save(update_fields=["extension_ends", "extension_decision"])
    audit.record("scheme.extended", held, by=by, until=ends_on)
    return held


def refusals_against_extension(scheme: Scheme, on: dt.date) -> list[Refusal]:
    """Why the term cannot be extended on the day `on`, whatever its new end."""
    facts = facts_of(scheme, scheme.initial_term_ends + dt.timedelta(days=1), on)
    return ask(RULES, facts)


def facts_of(scheme: Scheme, ends_on: dt.date, on: dt.date) -> Extension:
    """What the rules ask. No query."""
    return Extension(
        on=on,
        ends_on=ends_on,
        initial_term_ends=scheme.initial_term_ends,
        extension_ends=scheme.extension_ends,
    )
