"""Two people decide the same application in the same moment: one in a batch, one by itself."""

import datetime as dt
from threading import Barrier
from typing import Any

import pytest
from django.db.models import QuerySet

from lots.models import AdmissionRound, Lot
from mdps.core import clock, decisions
from suppliers import admit as admitting
from suppliers.admit import admit
from suppliers.assess import assess, start
from suppliers.criteria import criteria_of
from suppliers.decide_round import decide_round
from suppliers.models import Admission, Application
from tests.build.lots import given_a_round, given_rounds_only
from tests.build.people import given_a
from tests.build.suppliers import consulted, given_a_supplier, given_an_application
from tests.core.racing import SECONDS, at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ON = dt.date(2026, 7, 1)
OPENS = dt.datetime(2026, 6, 8, 9, tzinfo=clock.LONDON)
CLOSES = dt.datetime(2026, 6, 29, 12, tzinfo=clock.LONDON)


@pytest.fixture
def application() -> Application:
    lot, by = Lot.objects.get(number=1), given_a("commissioner")
    given_rounds_only(lot, dt.date(2026, 6, 1))
    given_a_round(lot, opens=OPENS, closes=CLOSES)
    with clock.at(OPENS):
        made = given_an_application(given_a_supplier(), lot, clock.today())
    with clock.at(CLOSES):
        start(made, by=by, on=clock.today())
        judgements = {each.pk: ("pass", "Seen.") for each in criteria_of(made)}
        assess(made, judgements=judgements, summary="Fine.", by=by, on=clock.today())
    return made


@pytest.fixture(autouse=True)
def first_of_july(application):
    with clock.at(ON):
        yield


def both(application: Application) -> tuple[Any, Any]:
    """A batch that rejects it, and an admission."""
    by, of_round = given_a("commissioning_manager"), AdmissionRound.objects.get()
    how = {"consultation": consulted(ON), "by": by, "on": ON}
    return (
        lambda: decide_round(of_round, admit=[], reject={application.pk: "Not met."}, **how),
        lambda: admit(application, **how),
    )


def kinds(results: list[object]) -> list[str]:
    return sorted(type(each).__name__ for each in results)


def test_of_a_batch_and_an_admission_at_once_one_is_refused(application):
    results = at_once(*both(application))

    decided = Application.objects.get(pk=application.pk).state
    assert (kinds(results), decided) in (
        (["DecisionRecord", "Refused"], "rejected"),
        (["Admission", "Refused"], "admitted"),
    )
    assert Admission.objects.count() == (decided == "admitted")


def test_without_the_locks_both_find_it_undecided_and_only_the_comparison_stops_one(
    application, monkeypatch
):
    middle, looks = Barrier(2, timeout=SECONDS), decisions.refusals_against

    def together(*about: Any) -> Any:
        found = looks(*about)
        middle.wait()
        return found

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **how: rows)
    monkeypatch.setattr(admitting, "lock", lambda record: None)
    monkeypatch.setattr(decisions, "refusals_against", together)

    assert kinds(at_once(*both(application))) in (
        ["DecisionRecord", "WrongState"],
        ["Admission", "WrongState"],
    )
