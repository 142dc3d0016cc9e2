"""Several members at once decide the same line; and the control without the lock."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db.utils import IntegrityError

from mdps.core.rules import Refused
from panel import decide as deciding
from panel.models import AgendaItem, PanelDecision
from tests.build.panel import TODAY, given_an_open_item
from tests.build.people import given_a
from tests.core.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

MEMBERS = 8
TWO_LINES = [("Play therapy", 12, Decimal("720.00")), ("Mentoring", 10, Decimal("350.00"))]


def everybody_defers(item: AgendaItem) -> Counter[str]:
    line = item.request.lines.first()
    member = given_a("panel_member")

    def defer() -> None:
        mine = AgendaItem.objects.get(pk=item.pk)
        deciding.decide(mine, line, kind="defer", reasons="Later.", by=member, on=TODAY)

    return Counter(map(outcome, at_once(*[defer] * MEMBERS)))


def outcome(result: Any) -> str:
    if isinstance(result, Refused):
        return result.refusals[0].code
    return type(result).__name__ if isinstance(result, Exception) else "decided"


def test_one_decides_and_the_others_are_told():
    outcomes = everybody_defers(given_an_open_item(lines=TWO_LINES))

    assert outcomes == {"decided": 1, "already-decided": MEMBERS - 1}
    assert PanelDecision.objects.count() == 1


def test_control_without_the_lock_all_pass_the_rules_and_only_the_database_holds(monkeypatch):
    item = given_an_open_item(lines=TWO_LINES)
    monkeypatch.setattr(deciding, "_locked", lambda item: AgendaItem.objects.get(pk=item.pk))
    monkeypatch.setattr(deciding, "_locked_lines", lambda request: request.lines.all())
    monkeypatch.setattr(deciding, "_record", after_everybody(deciding._record))

    outcomes = everybody_defers(item)

    assert outcomes == {"decided": 1, IntegrityError.__name__: MEMBERS - 1}


def after_everybody(record: Callable[..., Any]) -> Callable[..., Any]:
    """`record`, once everybody has come so far."""
    barrier = Barrier(MEMBERS, timeout=20)

    def later(*args: Any, **options: Any) -> Any:
        barrier.wait()
        return record(*args, **options)

    return later
