"""Exercising the option to extend: once, in time, at most two years, in consultation."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError

from lots.extend import extend
from lots.models import Scheme
from lots.queries import current_scheme
from mdps.core.models import DecisionRecord
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from tests.build.people import given_a
from tests.build.suppliers import consulted

pytestmark = pytest.mark.django_db
LAST = dt.date(2027, 5, 31)
LATEST = dt.date(2029, 5, 31)
DAY = dt.timedelta(days=1)


def extended(ends_on: dt.date = LATEST, *, on: dt.date = LAST, **more: Any) -> Scheme:
    usual = {"consultation": consulted(on), "by": given_a("commissioning_manager")}
    return extend(current_scheme(), ends_on=ends_on, on=on, **(usual | more))


def refused(*args: Any, **options: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        extended(*args, **options)
    return [refusal.code for refusal in caught.value.refusals]


def test_on_the_last_day_of_the_initial_term_it_is_still_in_time() -> None:
    scheme = extended(on=LAST)

    decision = DecisionRecord.objects.get(kind="extension")
    assert (scheme.extension_ends, scheme.extension_decision) == (LATEST, decision)
    assert (decision.authority, decision.decided_on) == ("CR 2", LAST)


def test_a_day_late_is_too_late() -> None:
    assert refused(on=LAST + DAY) == ["extended-late"]
    assert current_scheme().extension_ends is None


@pytest.mark.parametrize(
    ("ends_on", "codes"),
    [(LAST, ["no-longer"]), (LAST + DAY, []), (LATEST, []), (LATEST + DAY, ["over-two-years"])],
)
def test_it_is_longer_and_at_most_two_years(ends_on: dt.date, codes: list[str]) -> None:
    if codes:
        assert refused(ends_on) == codes
    else:
        assert extended(ends_on).extension_ends == ends_on


def test_the_option_is_exercised_once() -> None:
    extended(LAST + DAY)
    assert refused() == ["already-extended"]


def test_the_cabinet_member_was_consulted_by_then() -> None:
    assert refused(on=LAST, consultation=consulted(LAST + DAY)) == ["consulted-late"]


def test_without_it_nothing_is_awarded_on_1_june_2027_and_with_it_up_to_the_statutory_end() -> None:
    scheme = current_scheme()
    before = [scheme.is_in_term(day) for day in (LAST, LAST + DAY)]

    scheme = extended()

    after = [scheme.is_in_term(day) for day in (LAST + DAY, scheme.statutory_end)]
    assert (before, after) == ([True, False], [True, True])
    assert not scheme.is_in_term(scheme.statutory_end + DAY)


def test_only_who_records_decisions_may() -> None:
    with pytest.raises(Forbidden):
        extended(by=given_a("commissioner"))


def test_the_database_holds_the_two_years_by_itself() -> None:
    scheme = extended()
    with pytest.raises(IntegrityError, match="mdps_extension_two_years"):
        Scheme.objects.filter(pk=scheme.pk).update(extension_ends=LATEST + DAY)
