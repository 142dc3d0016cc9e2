"""Deciding the applications of a round as a batch, by one decision record (CR 3).

All that is chosen is decided, or nothing is. What is left undecided can be decided later, in
another batch or by itself.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from lots.models import AdmissionRound
from mdps.core import audit, clock, decisions
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from mdps.core.words import count
from suppliers.admit_rules import ADMIT, REJECT
from suppliers.decide import carry_admission, carry_rejection
from suppliers.decide_round_rules import DECIDE, POSSIBLE, Batch
from suppliers.deciding import facts_for
from suppliers.locks import lock_suppliers_of
from suppliers.models import Application
from suppliers.round_sheet import write_sheet

State = Application.State


def refusals_against_deciding(of_round: AdmissionRound) -> list[Refusal]:
    """Why nothing of the round can be decided now."""
    return ask(POSSIBLE, _batch(of_round, admit=[], reject={}, found=[]))


def refusals_by_application(
    applications: Sequence[Application], *, by: User, on: dt.date
) -> dict[int, list[Refusal]]:
    """Why each of `applications` cannot be admitted by `by` on the day `on`. Five queries."""
    return {pk: ask(ADMIT, facts) for pk, facts in facts_for(applications, by=by, on=on).items()}


@transaction.atomic
def decide_round(
    of_round: AdmissionRound,
    *,
    admit: Sequence[int],
    reject: Mapping[int, str],
    consultation: Consultation,
    by: User,
    on: dt.date,
) -> DecisionRecord:
    """Admit and reject applications of the round, by their ids, with one decision record.

    `reject` is application id -> what its supplier is told. Every supplier has a letter of its
    own. Locks their suppliers and then the applications, both in the order of their ids, so that
    each is decided once.

    Raises Forbidden, or Refused with every reason against any of them; then nothing is done.
    """
    require(by, Permission.ADMISSION_DECIDE)
    ids = {*admit, *reject}
    lock_suppliers_of(of_round.applications.filter(pk__in=ids))
    chosen = list(
        of_round.applications.filter(pk__in=ids)
        .select_for_update(of=("self",))
        .select_related("supplier", "lot", "criteria_version", "round")
        .order_by("id")
    )
    batch = _batch(of_round, admit=admit, reject=reject, found=chosen)
    facts = facts_for(chosen, by=by, on=on)
    found = ask(DECIDE, batch)
    for each in chosen:
        found += ask(ADMIT if each.pk in admit else REJECT, facts[each.pk])
    if found := [*found, *decisions.refusals_against(consultation, on)]:
        raise Refused(found)
    decision = decisions.record(
        DecisionRecord.Kind.ADMISSION_ROUND,
        f"{of_round.title}: admit {len(admit)}, reject {len(reject)}",
        consultation,
        authority="CR 3",
        by=by,
        on=on,
    )
    for each in chosen:
        if each.pk in reject:
            carry_rejection(each, decision, why=reject[each.pk].strip(), by=by, on=on)
        else:
            carry_admission(each, decision, by=by, on=on)
    write_sheet(of_round, decision, chosen, by=by)
    audit.record(
        "round.decided",
        of_round,
        by=by,
        decision=decision,
        admitted=count(len(admit), "application"),
        rejected=count(len(reject), "application"),
    )
    return decision


def _batch(
    of_round: AdmissionRound,
    *,
    admit: Sequence[int],
    reject: Mapping[int, str],
    found: Sequence[Application],
) -> Batch:
    names = {each.pk: each.reference for each in found}
    ids = {*admit, *reject}
    return Batch(
        title=of_round.title,
        closes_at=of_round.closes_at,
        at=clock.now(),
        chosen=tuple(names[pk] for pk in sorted(names)),
        unexplained=tuple(
            names[pk] for pk, why in sorted(reject.items()) if pk in names and not why.strip()
        ),
        twice=tuple(names[pk] for pk in sorted({*admit} & {*reject}) if pk in names),
        strangers=len(ids - names.keys()),
        is_cancelled=of_round.cancelled_at is not None,
    )
