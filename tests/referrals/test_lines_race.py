"""Two officers at once for what is left of a line; and the control without the lock."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection, transaction

from mdps.core.models import User
from mdps.core.rules import Refused
from referrals import lines
from referrals.models import RequestLine
from tests.build.people import given_a
from tests.referrals.test_lines import given_an_approved_line

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

CLIENTS = 8
EACH = Decimal("300.00")


def at_once(act: Callable[[RequestLine, User], None]) -> Counter[str]:
    """Everybody does `act` to the same line, each on their own connection."""
    line, officer = given_an_approved_line(), given_a("commissioner")
    barrier = threading.Barrier(CLIENTS)

    def one(_: int) -> str:
        try:
            mine = RequestLine.objects.get(pk=line.pk)
            barrier.wait(timeout=30)
            act(mine, officer)
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connection.close()
        return "bought"

    with ThreadPoolExecutor(CLIENTS) as pool:
        return Counter(pool.map(one, range(CLIENTS)))


def test_only_as_many_buy_as_fit():
    def with_lock(line: RequestLine, by: User) -> None:
        with transaction.atomic():
            held = RequestLine.objects.select_for_update().get(pk=line.pk)
            lines.commit(held, amount=EACH, units=1, by=by)

    outcomes = at_once(with_lock)

    line = RequestLine.objects.get()
    assert outcomes == {"bought": 3, "over-approved": CLIENTS - 3}
    assert (line.committed_amount, line.committed_units) == (Decimal("900.00"), 3)


def test_control_without_the_lock_everybody_buys_and_the_line_does_not_know():
    def without_lock(line: RequestLine, by: User) -> None:
        assert line.approved_left >= EACH
        line.committed_amount += EACH
        line.save()

    outcomes = at_once(without_lock)

    assert outcomes == {"bought": CLIENTS}
    assert RequestLine.objects.get().committed_amount == EACH
