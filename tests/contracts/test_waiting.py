"""What waits for those who award."""

import datetime as dt

import pytest

from contracts.end import complete
from contracts.models import CallOffContract
from mdps.core import clock
from mdps.core.models import User
from mdps.core.worklist import waiting_for
from tests.build.contracts import LAST_OF_TWELVE_WEEKS, given_a_running_call_off, given_an_officer
from tests.build.panel import TODAY
from tests.build.people import given_a

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]

AFTER = LAST_OF_TWELVE_WEEKS + dt.timedelta(days=1)


def past_their_last_day(user: User, on: dt.date) -> list[str]:
    with clock.at(on):
        groups = {group.title: group.tasks for group in waiting_for(user)}
    return [task.title for task in groups.get("Call-offs past their last day", ())]


def test_a_call_off_waits_from_the_day_after_its_last_until_somebody_completes_it() -> None:
    with clock.at(TODAY):
        contract = given_a_running_call_off()
    officer, auditor = given_an_officer(), given_a("auditor")
    assert past_their_last_day(officer, LAST_OF_TWELVE_WEEKS) == []
    assert past_their_last_day(officer, AFTER) == [f"{contract.reference}, {contract.supplier}"]
    assert past_their_last_day(auditor, AFTER) == []

    with clock.at(AFTER):
        complete(CallOffContract.objects.get(pk=contract.pk), by=officer, on=AFTER)

    assert past_their_last_day(officer, AFTER) == []
