"""Assessing an application against the criteria of its lot (CR 3)."""

import datetime as dt

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, Refused, ask
from suppliers.assess_rules import OF_A_FINDING, OF_THE_WHOLE, Assessment
from suppliers.locks import lock
from suppliers.models import Application, Judgement

State = Application.State


def refusals_against_assess(facts: Assessment) -> list[Refusal]:
    """Every reason why the assessment is not complete, in the order of the criteria (CR 3)."""
    found = [refusal for each in facts.findings for refusal in ask(OF_A_FINDING, each)]
    return [*found, *ask(OF_THE_WHOLE, facts)]


@transaction.atomic
def start(application: Application, *, by: User, on: dt.date) -> None:
    """Take the application to assess it.

    Locks the application. Raises Forbidden, or WrongState if somebody already did.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    lock(application)
    states.move(application, State.UNDER_ASSESSMENT, by=by, assessor=by)


@transaction.atomic
def assess(
    application: Application,
    *,
    judgements: dict[int, tuple[str, str]],
    summary: str,
    by: User,
    on: dt.date,
) -> None:
    """Record the finding on each criterion, and hand the application on to be decided.

    `judgements` is criterion id -> (outcome, comment). Who records them is the assessor, also
    where somebody else had started; the assessor does not decide. Locks the application.

    Raises Forbidden, Refused if it is not complete, or WrongState if it is not under assessment.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    lock(application)
    criteria = {each.pk: each.text for each in application.lot.criteria.all()}
    facts = Assessment(criteria=criteria, judgements=judgements, summary=summary)
    if found := refusals_against_assess(facts):
        raise Refused(found)
    states.move(
        application, State.RECOMMENDED, by=by, assessor=by, assessed_on=on, assessment=summary
    )
    Judgement.objects.bulk_create(
        Judgement(application=application, criterion_id=pk, outcome=outcome, comment=comment)
        for pk, (outcome, comment) in judgements.items()
    )
    deciders = User.objects.holding(*holders_of(Permission.ADMISSION_DECIDE))
    notices.tell(
        deciders.exclude(pk=by.pk),
        f"{application.reference}: {application.supplier.name} is ready to be decided",
        url=application.get_absolute_url(),
    )
