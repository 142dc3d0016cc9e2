"""Saving the answers of one part of a return: page by page, as far as they have got."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from reporting.models import MonitoringReturn
from reporting.monitoring.answer_rules import RULES, Answering, is_with_the_provider
from reporting.monitoring.questions import Part


def refusals_against_answering(record: MonitoringReturn) -> list[Refusal]:
    """Why nothing can be written in the return now."""
    return ask((is_with_the_provider,), _facts(record, "", {}))


@transaction.atomic
def answer(record: MonitoringReturn, part: Part, given: Mapping[str, Any], *, by: User) -> None:
    """Save what is said in `part`; the other parts stay as they are, whoever writes in them.

    Locks the return. Raises Forbidden, or Refused where it is submitted or a number cannot be.
    """
    require(by, Permission.RETURN_COMPLETE, on=record)
    lock(record)
    said = {each.key: _said(given.get(each.key)) for each in part.questions}
    enforce(RULES, _facts(record, part.slug, said))
    record.answers = record.answers | {part.slug: said}
    record.save(update_fields=["answers_words"])
    audit.record("monitoringreturn.answered", record, by=by, part=part.title)


def lock(record: MonitoringReturn) -> None:
    """Hold the return until the transaction ends, and read it anew."""
    held = MonitoringReturn.objects.select_for_update(of=("self",)).select_related(
        "round", "supplier"
    )
    record.refresh_from_db(from_queryset=held)


def _said(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _facts(record: MonitoringReturn, slug: str, given: Mapping[str, Any]) -> Answering:
    return Answering(
        reference=record.reference,
        state=record.state,
        slug=slug,
        given=given,
        ended=record.figures["totals"]["ended"],
    )
