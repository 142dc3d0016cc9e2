"""How many statements an award sends: as many, however many suppliers are compared."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.award import award
from tests.build.contracts import given_an_admitted_supplier, given_an_officer, given_terms
from tests.build.panel import TODAY

pytestmark = pytest.mark.django_db

MOST = 25


def statements_of_an_award() -> list[str]:
    """What the whole action sends, without the savepoint that the test itself makes of it."""
    terms, officer = given_terms(), given_an_officer()
    with CaptureQueriesContext(connection) as sent:
        award(terms, by=officer, on=TODAY)
    return [each["sql"] for each in sent.captured_queries if "SAVEPOINT" not in each["sql"]]


@pytest.mark.parametrize("others", [0, 2])
def test_an_award_sends_few_statements_however_many_suppliers_are_compared(others: int) -> None:
    for number in range(others):
        given_an_admitted_supplier(f"Other {number}", price="1500.00")

    sent = statements_of_an_award()

    assert len(sent) <= MOST, "\n".join(sent)
