"""Assessing an application against the criteria of its version (CR 3)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from mdps.core import audit, clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, Refused, ask, enforce
from suppliers.assess_rules import (
    ASSESSOR,
    OF_A_FINDING,
    OF_A_SAVED_FINDING,
    OF_THE_WHOLE,
    START,
    Assessment,
    Assessor,
    Finding,
    Said,
    finding_on,
)
from suppliers.criteria import criteria_of, findings_of
from suppliers.locks import lock
from suppliers.models import Application, Judgement

State = Application.State
Judgements = Mapping[int, tuple]


def refusals_against_assess(facts: Assessment) -> list[Refusal]:
    """Every reason why the assessment is not complete, in the order of the criteria (CR 3)."""
    found = [refusal for each in facts.findings for refusal in ask(OF_A_FINDING, each)]
    return [*found, *ask(OF_THE_WHOLE, facts)]


def refusals_against_start(application: Application, *, by: User) -> list[Refusal]:
    """Why `by` cannot begin to assess the application now."""
    return ask(START, assessor(application, by=by))


def refusals_against_assessor(application: Application, *, by: User) -> list[Refusal]:
    """Why `by` does not assess the application."""
    return ask(ASSESSOR, assessor(application, by=by))


def assessor(application: Application, *, by: User) -> Assessor:
    """What the rules ask about who assesses, and when."""
    conflict = application.conflicts.filter(person=by).first()
    return Assessor(
        reference=application.reference,
        conflict=conflict.reason if conflict else "",
        round_closes_at=application.round.closes_at if application.round else None,
        at=clock.now(),
    )


@transaction.atomic
def start(application: Application, *, by: User, on: dt.date) -> None:
    """Take the application to assess it.

    Locks the application. Raises Forbidden, Refused before its round is closed or with a declared
    conflict, or WrongState if somebody already did.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    lock(application)
    enforce(START, assessor(application, by=by))
    states.move(application, State.UNDER_ASSESSMENT, by=by, assessor=by)


@transaction.atomic
def judge(application: Application, *, judgements: Judgements, by: User, on: dt.date) -> None:
    """Keep what has been found so far; the assessment goes on.

    `judgements` is criterion id -> Said(outcome, comment, points). What differs from the latest
    judgement becomes a new one; the earlier ones stay. Locks the application.

    Raises Forbidden, or Refused for points off the scale or when it is not under assessment.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    lock(application)
    enforce(ASSESSOR, assessor(application, by=by))
    _must_be_under_assessment(application)
    facts = _assessment(application, judgements, summary="")
    found = [refusal for each in facts.findings for refusal in ask(OF_A_SAVED_FINDING, each)]
    if found := [*found, *ask(OF_THE_WHOLE[:1], facts)]:
        raise Refused(found)
    _keep(application, facts.findings, by=by)
    audit.record("application.judged", application, by=by)


@transaction.atomic
def assess(
    application: Application,
    *,
    judgements: Judgements,
    summary: str,
    by: User,
    on: dt.date,
) -> None:
    """Record the finding on each criterion, and hand the application on to be decided.

    `judgements` as for `judge`. Who records them is the assessor, also where somebody else had
    started; the assessor does not decide. Locks the application.

    Raises Forbidden, Refused if it is not complete or waits for the applicant, or WrongState if
    it is not under assessment.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    lock(application)
    enforce(ASSESSOR, assessor(application, by=by))
    facts = _assessment(application, judgements, summary=summary)
    if found := refusals_against_assess(facts):
        raise Refused(found)
    states.move(
        application, State.RECOMMENDED, by=by, assessor=by, assessed_on=on, assessment=summary
    )
    _keep(application, facts.findings, by=by)
    deciders = User.objects.holding(*holders_of(Permission.ADMISSION_DECIDE))
    notices.tell(
        deciders.exclude(pk=by.pk),
        f"{application.reference}: {application.supplier.name} is ready to be decided",
        url=application.get_absolute_url(),
    )


def _assessment(application: Application, judgements: Judgements, *, summary: str) -> Assessment:
    """What is said of every criterion of the application's version."""
    criteria = list(criteria_of(application))
    said = {pk: Said(*each) for pk, each in judgements.items()}
    return Assessment(
        findings=tuple(finding_on(each, said.get(each.pk, Said())) for each in criteria),
        summary=summary,
        strangers=len(said.keys() - {each.pk for each in criteria}),
        open_questions=application.clarifications.filter(answered_on=None).count(),
    )


def _must_be_under_assessment(application: Application) -> None:
    if application.state not in (State.UNDER_ASSESSMENT, State.CLARIFICATION):
        raise states.WrongState(
            f"{application.reference} is {application.get_state_display().lower()}, so nothing is "
            "judged now."
        )


def _keep(application: Application, findings: tuple[Finding, ...], *, by: User) -> None:
    """Add a judgement for each finding that differs from the latest one."""
    latest = {each.criterion_id: each for each in findings_of(application)}
    Judgement.objects.bulk_create(
        Judgement(
            application=application,
            criterion_id=each.criterion,
            outcome=each.outcome,
            points=each.points,
            comment=each.comment,
            judged_by=by,
            judged_at=clock.now(),
        )
        for each in findings
        if each.outcome and _differs(each, latest.get(each.criterion))
    )


def _differs(finding: Finding, latest: Judgement | None) -> bool:
    return latest is None or (latest.outcome, latest.points, latest.comment) != (
        finding.outcome,
        finding.points,
        finding.comment,
    )
