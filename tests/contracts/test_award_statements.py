"""How many statements an award sends: as many, however many suppliers are compared."""

from typing import Any

import pytest
from django.db import connection, transaction

from contracts.award import award
from tests.build.contracts import given_an_admitted_supplier, given_an_officer, given_terms
from tests.build.panel import TODAY
from tests.build.suppliers import given_a_provider

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]

MOST = 25
REASON = "The child knows this supplier."


def statements_of_an_award(**options: Any) -> list[str]:
    """What the whole action sends, without the savepoint that a test makes of its transaction."""
    terms, officer, sent = given_terms(**options), given_an_officer(), list[str]()

    def listen(execute: Any, sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        award(terms, by=officer, on=TODAY)
    return [sql for sql in sent if "SAVEPOINT" not in sql]


def test_an_award_sends_few_statements_however_many_suppliers_are_compared() -> None:
    counts = []
    for others in (0, 2):
        with transaction.atomic():
            for number in range(others):
                given_an_admitted_supplier(f"Other {number}", price="1500.00")
            counts.append(len(statements_of_an_award(reason=REASON)))
            transaction.set_rollback(True)

    assert counts[0] == counts[1] <= MOST


def test_however_many_people_the_supplier_has_they_are_told_by_the_same_statements() -> None:
    supplier = given_an_admitted_supplier()
    for number in range(3):
        given_a_provider(supplier, f"Person {number}")

    assert len(statements_of_an_award(supplier=supplier, reason=REASON)) <= MOST
