"""Two second factors are taken away at the same moment: who needs one keeps one."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from mdps.core.models import User
from mdps.core.rules import Refused
from mdps.core.signing_in import change_factors, factors, recovery_codes
from tests.build.people import given_a
from tests.build.signing_in import given_an_app
from tests.core.racing import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def worker(settings: Any) -> User:
    """Needs a second factor, and has an app and a passkey."""
    settings.MDPS_SECOND_FACTOR = True
    person = given_a("social_worker")
    given_an_app(person)
    change_factors.add_passkey(name="Key", credential={}, by=person)
    return person


def removing(person: User) -> list[Callable[[], None]]:
    """Takes away each of the two."""

    def remove(factor: Authenticator) -> Callable[[], None]:
        return lambda: change_factors.remove(factor, by=person)

    return [remove(each) for each in factors.of(person)]


def outcomes(results: list[Any]) -> list[str]:
    return sorted(
        each.refusals[0].code if isinstance(each, Refused) else repr(each) for each in results
    )


def test_of_two_that_are_removed_at_once_one_is_kept(worker: User) -> None:
    assert outcomes(at_once(*removing(worker))) == ["None", "last-factor"]
    assert factors.of(worker).count() == 1
    assert recovery_codes.left(worker) == 10


def test_without_the_lock_none_is_left(worker: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: both have looked before the first one writes."""
    enforce = change_factors.enforce
    monkeypatch.setattr(change_factors, "_locked", lambda account: account)

    def together(act: Callable[[], None], wait: Callable[[], int]) -> None:
        def looked(*about: Any) -> None:
            enforce(*about)
            wait()

        monkeypatch.setattr(change_factors, "enforce", looked)
        act()

    first, second = removing(worker)
    results = at_once(lambda wait: together(first, wait), lambda wait: together(second, wait))
    assert outcomes(results) == ["None", "None"]
    assert factors.of(worker).count() == 0


def test_one_that_is_removed_twice_at_once_is_told_once(worker: User) -> None:
    first = removing(worker)[0]
    assert outcomes(at_once(first, first)) == ["None", "removed-already"]
