"""The one row that every award changes stays small and quick to find."""

import pytest
from django.db import connection

from tests.conftest import Statements

pytestmark = pytest.mark.django_db(transaction=True)

CHANGES = 200
CHANGE = "UPDATE lots_scheme SET committed = committed + 1"
COUNTED = "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'lots_scheme'"


def asked(sql: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def test_its_changes_are_made_in_place(as_owner: Statements) -> None:
    """All but a few: what a transaction elsewhere in the cluster may still see is not cleared, and
    when the page is full of it a change goes to another one.
    """
    before = asked(COUNTED)
    as_owner(*[CHANGE] * CHANGES, "SELECT pg_stat_force_next_flush()")

    after = asked(COUNTED)
    changed, in_place = after[0] - before[0], after[1] - before[1]
    assert (changed, in_place >= CHANGES * 0.95) == (CHANGES, True)


def test_what_a_long_report_kept_from_being_cleared_goes_after_fifty_changes() -> None:
    [options] = asked("SELECT reloptions FROM pg_class WHERE relname = 'lots_scheme'")
    assert options == ["autovacuum_vacuum_threshold=50", "autovacuum_vacuum_scale_factor=0"]
