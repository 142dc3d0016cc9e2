"""The release package: valid by its schema, one process a call-off, and no word about a child."""

import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from django.core.management import call_command

from contracts.models import CallOffContract
from mdps.core import clock
from reporting.open_data import ocds
from suppliers.models import Admission, Supplier
from tests.build.reporting import TODAY
from tests.reporting.recomputed import rows

pytestmark = [pytest.mark.usefixtures("past"), pytest.mark.django_db]

[SCHEMA] = Path(__file__).parent.glob("ocds/*.schema.json")
PUBLISHED = """
    SELECT contract.id, sum(line.amount) FILTER (WHERE line.amount > 0) AS most,
           sum(line.amount) AS net
    FROM contracts_calloffcontract contract
    JOIN contracts_commitment line ON line.contract_id = contract.id
    GROUP BY contract.id HAVING sum(line.amount) FILTER (WHERE line.amount > 0) > 5000
"""
ABOUT_A_CHILD = ("LCS-", "SR-", "RL-", "sessions", "school", "year of birth")


@pytest.fixture
def package(past, db):
    return json.loads(ocds.as_json(ocds.package(clock.noon(TODAY))))


def test_it_is_valid_by_the_schema_of_the_standard(package):
    schema = json.loads(SCHEMA.read_text())
    kind = jsonschema.validators.validator_for(schema)
    checker = jsonschema.FormatChecker()

    assert [
        error.message for error in kind(schema, format_checker=checker).iter_errors(package)
    ] == []
    broken = package | {"publishedDate": None}
    assert list(kind(schema, format_checker=checker).iter_errors(broken))


def test_the_scheme_is_one_process_and_each_call_off_above_5000_another(package):
    contracts = rows(PUBLISHED)
    ocids = Counter(release["ocid"] for release in package["releases"])

    assert set(ocids) == {
        "ocds-mdps00-mdps",
        *(f"ocds-mdps00-mdps-CO-{row['id']:05d}" for row in contracts),
    }
    assert len({release["id"] for release in package["releases"]}) == len(package["releases"])


def test_each_admission_is_an_award_and_whoever_left_has_it_cancelled(package):
    scheme = [each for each in package["releases"] if each["ocid"] == "ocds-mdps00-mdps"]
    awards = [(each["tag"][0], each["awards"][0]["status"]) for each in scheme[1:]]
    left = Admission.objects.filter(ended_on__lte=TODAY).count()

    assert scheme[0]["tender"]["techniques"]["hasDynamicPurchasingSystem"] is True
    assert Counter(awards) == {
        ("award", "active"): Admission.objects.count(),
        ("awardUpdate", "cancelled"): left,
    }
    assert left == 2
    assert not any("contracts" in each for each in scheme)


def test_the_last_value_of_each_contract_is_the_ledgers_to_the_penny(package):
    latest = {}
    for release in package["releases"]:
        for contract in release.get("contracts", ()):
            latest[contract["id"]] = contract["value"]["amount"]

    assert latest == {f"CO-{row['id']:05d}": float(row["net"]) for row in rows(PUBLISHED)}


def test_a_call_off_names_the_scheme_and_how_its_supplier_was_chosen(package):
    first = next(each for each in package["releases"] if "relatedProcesses" in each)

    assert first["tag"] == ["award", "contract"]
    assert first["tender"]["competitive"] is False
    assert first["relatedProcesses"][0]["relationship"] == ["framework"]
    assert first["relatedProcesses"][0]["identifier"] == "ocds-mdps00-mdps"
    assert first["contracts"][0]["awardID"] == first["awards"][0]["id"]
    assert first["date"] == "2023-09-14T00:00:00+01:00"


def test_there_is_nothing_about_a_child_no_address_and_no_empty_value(package):
    Supplier.objects.update(kind="sole_trader", registered_number="AB123456C", phone="01452 1")
    text = ocds.as_json(ocds.package(clock.noon(TODAY)))
    told = [
        *ABOUT_A_CHILD,
        "AB123456C",
        "01452 1",
        "address",
        "@",
        *(str(each.reason) for each in CallOffContract.objects.exclude(reason="")),
    ]

    assert [words for words in told if words in text] == []
    assert not any(empty in text for empty in (': ""', ": []", ": {}", ": null"))


def test_the_command_writes_it(tmp_path):
    path = tmp_path / "ocds.json"
    with clock.at(TODAY):
        call_command("export_ocds", "--output", str(path))

    assert path.read_text() == ocds.as_json(ocds.package(clock.noon(TODAY)))
