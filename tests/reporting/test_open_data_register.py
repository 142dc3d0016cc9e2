"""The register of contracts: the Code's fields, and sums that are the ledger's to the penny."""

import csv
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from reporting.open_data import register, spend
from reporting.open_data.quarters import quarter
from suppliers.models import Supplier
from tests.reporting.recomputed import rows

pytestmark = [pytest.mark.usefixtures("past"), pytest.mark.django_db]

LEDGER = """
    SELECT count(*) AS contracts, coalesce(sum(net), 0) AS net FROM (
        SELECT sum(line.amount) AS net
        FROM contracts_calloffcontract contract
        JOIN contracts_commitment line
            ON line.contract_id = contract.id AND line."on" <= %(last)s
        WHERE contract.awarded_on BETWEEN %(first)s AND %(last)s
        GROUP BY contract.id HAVING sum(line.amount) > 5000
    ) found
"""


def lines(text: str) -> list[dict[str, object]]:
    found = register.lines(quarter(text))
    return [dict(zip(register.COLUMNS, line, strict=True)) for line in found]


@pytest.mark.parametrize("text", ["2023Q3", "2025Q2", "2025Q4", "2026Q1", "2026Q2", "2026Q3"])
def test_a_quarter_sums_to_the_ledger(text):
    period = quarter(text)
    found = [line["Sum to be paid over the length of the contract"] for line in lines(text)]
    ledger = rows(LEDGER, {"first": period.start, "last": period.last_day})[0]

    assert (len(found), sum(found)) == (ledger["contracts"], ledger["net"])


def test_it_says_what_the_code_asks_for():
    line = lines("2023Q3")[0]
    reference = line.pop("Reference number")

    assert str(reference).startswith("CO-")
    assert {name: str(value) for name, value in line.items()} == {
        "Title of agreement": "Lot 1: Psychological assessment",
        "Local authority department responsible": "Children’s Services",
        "Description of the goods and/or services being provided": (
            "Psychological assessment, called off from Lot 1, Independent specialist assessments, "
            "of the Modified Dynamic Purchasing System for professional services in children’s "
            "social care"
        ),
        "Supplier name and details": "Severn Assessments (Company, Companies House 01234567)",
        "Sum to be paid over the length of the contract": "12400.00",
        "Value Added Tax that cannot be recovered": "0.00",
        "Start date": "2023-09-28",
        "End date": "2023-12-07",
        "Review date": "2023-10-12",
        "Result of an invitation to quote or a published invitation to tender": (
            "No: direct award to a supplier that was admitted after a published invitation"
        ),
        "Small or medium-sized enterprise": "Yes",
        "Voluntary or community sector organisation": "No",
        "Registration number": "01234567",
    }


def test_of_a_sole_trader_there_is_a_name_and_nothing_else():
    Supplier.objects.filter(name="Severn Assessments").update(kind="sole_trader")
    line = lines("2023Q3")[0]

    assert line["Supplier name and details"] == "Severn Assessments (Sole trader)"
    assert line["Registration number"] == ""


def test_the_command_writes_the_same_and_refuses_what_is_no_quarter(tmp_path):
    path = tmp_path / "register.csv"
    call_command("export_contracts_register", "--quarter", "2023Q3", "--output", str(path))
    written = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))

    assert written == [
        list(register.COLUMNS),
        [str(value) for value in next(register.lines(quarter("2023Q3")))],
    ]
    with pytest.raises(CommandError, match="is not a quarter"):
        call_command("export_contracts_register", "--quarter", "soon", "--output", str(path))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_contracts_register", "--quarter", "2023Q3", "--output", "/nowhere/x")


def test_nothing_was_paid_so_there_is_no_spend():
    assert list(spend.lines(quarter("2025Q4"))) == []
    assert Decimal("500.00") == spend.ABOVE
