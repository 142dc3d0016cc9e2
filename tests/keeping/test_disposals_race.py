"""Two people decide about one case at the same moment: one of them does."""

from collections.abc import Callable
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from contracts.end import terminate
from keeping import cases, dispose, hold
from keeping.models import Disposal, Hold
from keeping.propose import propose
from mdps.core.models import AuditEvent, OutboxMessage
from mdps.core.rules import Refused
from tests.build.contracts import TODAY, given_a_running_call_off, given_an_officer
from tests.build.people import given_a
from tests.core.racing import SECONDS, at_once
from tests.keeping.test_disposals import DUE, LOOKED

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def proposed(settings: Any, tmp_path: Path) -> Disposal:
    settings.MDPS_FILES = tmp_path
    contract = given_a_running_call_off()
    terminate(contract, reasons="Moved away.", by=given_an_officer(), on=TODAY)
    by = given_a("panel_administrator")
    return propose(contract.line.request.case_reference, reason=LOOKED, by=by, on=DUE)


def approving(disposal: Disposal, name: str) -> Callable[[], object]:
    by = given_a("head_of_service", name=name)
    return lambda: dispose.approve(disposal, reason="Yes.", by=by, on=DUE)


def holding(disposal: Disposal) -> Callable[[], object]:
    by, reference = given_a("panel_administrator", name="Holder"), disposal.case_reference
    return lambda: hold.place(reference, kind="litigation", reason="A claim.", by=by, on=DUE)


def unlocked(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """The requests of a case that nobody can lock."""

    def requests_of(reference: str) -> Any:
        found = cases.requests_of(reference)
        monkeypatch.setattr(found, "select_for_update", found.all, raising=False)
        return found

    return requests_of


def outcomes(results: list[object]) -> list[str]:
    return sorted(
        each.refusals[0].code if isinstance(each, Refused) else type(each).__name__
        for each in results
    )


def test_two_who_approve_at_once_dispose_once(proposed: Disposal) -> None:
    results = at_once(approving(proposed, "First Head"), approving(proposed, "Second Head"))
    assert outcomes(results)[0] == "Disposal"
    assert isinstance(results[0], Refused) != isinstance(results[1], Refused)
    assert AuditEvent.objects.filter(action="disposal.disposed").count() == 1
    assert OutboxMessage.objects.filter(topic="remove-files").count() == 1


def test_without_the_locks_two_approve_until_the_state_is_compared(
    proposed: Disposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both have looked and found nothing against it before the first one writes."""
    both, enforce = Barrier(2, timeout=SECONDS), dispose.enforce

    def together(*about: Any) -> None:
        enforce(*about)
        both.wait()

    monkeypatch.setattr(dispose, "requests_of", unlocked(monkeypatch))
    monkeypatch.setattr(Disposal.objects, "select_for_update", Disposal.objects.all)
    monkeypatch.setattr(dispose, "enforce", together)

    results = at_once(approving(proposed, "First Head"), approving(proposed, "Second Head"))
    assert outcomes(results) == ["Disposal", "wrong-state"]
    assert AuditEvent.objects.filter(action="disposal.disposed").count() == 1


def test_one_who_approves_and_one_who_holds_do_not_both(proposed: Disposal) -> None:
    results = at_once(approving(proposed, "First Head"), holding(proposed))
    assert outcomes(results) in (["Disposal", "no-case"], ["Hold", "held"])


def test_without_the_lock_a_case_is_held_and_disposed_of(
    proposed: Disposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both have looked before the first one writes."""

    for module in (dispose, hold):
        monkeypatch.setattr(module, "requests_of", unlocked(monkeypatch))
    enforce, holds_of = dispose.enforce, hold.holds_of

    def approves(wait: Callable[[], int]) -> object:
        def looked(*about: Any) -> None:
            enforce(*about)
            wait()

        monkeypatch.setattr(dispose, "enforce", looked)
        return approving(proposed, "First Head")()

    def holds(wait: Callable[[], int]) -> object:
        def looked(reference: str) -> Any:
            wait()
            return holds_of(reference)

        monkeypatch.setattr(hold, "holds_of", looked)
        return holding(proposed)()

    assert outcomes(at_once(approves, holds)) == ["Disposal", "Hold"]
    assert Hold.objects.filter(lifted_on=None).count() == 1
