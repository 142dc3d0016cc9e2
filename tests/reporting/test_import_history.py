"""Importing the panel's history: all of it or nothing, every bad row named."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

import reporting
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from reporting.import_history import import_history
from reporting.models import PanelHistory
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

FILE = Path(reporting.__file__).parent / "data" / "panel-requests-by-category.csv"
HEADING = "financial_year,request_category,amount_requested,amount_approved"
TESTING = "DNA/Drug/Alcohol Testing"


def imported(*rows: str) -> int:
    return import_history("\n".join([HEADING, *rows]).encode(), by=None)


def reasons(*rows: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        imported(*rows)
    assert PanelHistory.objects.count() == 0
    return [each.message for each in refused.value.refusals]


def test_the_file_of_the_report_is_imported_to_the_penny():
    out = StringIO()
    call_command("import_panel_history", FILE, stdout=out)

    totals = {
        row["financial_year"]: (row["requested"], row["approved"])
        for row in PanelHistory.objects.order_by()
        .values("financial_year")
        .annotate(requested=Sum("requested"), approved=Sum("approved"))
    }
    assert out.getvalue() == "8 lines imported.\n"
    assert totals == {
        "2019-20": (Decimal("819083.17"), Decimal("623023.64")),
        "2020-21": (Decimal("1379093.01"), Decimal("1102982.06")),
    }


def test_the_same_again_changes_nothing():
    call_command("import_panel_history", FILE, stdout=StringIO())
    out = StringIO()
    call_command("import_panel_history", FILE, stdout=out)

    assert (out.getvalue(), PanelHistory.objects.count()) == ("Nothing new to import.\n", 8)


def test_every_bad_row_is_named_and_nothing_is_imported():
    assert reasons(
        f"2019-20,{TESTING},1.00,1.00",
        f"2019-21,{TESTING},1.00,1.00",
        "2019-20,Dinners,1.00,1.00",
        f"2020-21,{TESTING},1.005,lots",
        f"2019-20,{TESTING},2.00,1.00",
        f"2022-23,{TESTING},1.00,1.00",
    ) == [
        "Row 3: “2019-21” is not a financial year. Write it like 2019-20.",
        "Row 4: “Dinners” is not one of the request categories.",
        "Row 5: amount_requested is “1.005”. Enter an amount with no more than two digits after "
        "the point, like 1,234.50. amount_approved is “lots”. Enter an amount in pounds and pence, "
        "like 1,234.50.",
        "Row 6: 2019-20 has this category in an earlier row already.",
        "Row 7: 2022-23 is recorded here decision by decision, so it cannot be imported.",
    ]


def test_a_row_with_too_few_or_too_many_values_is_bad():
    assert reasons(f"2019-20,{TESTING},1.00") == [
        "Row 2: amount_approved is “”. Enter an amount in pounds and pence, like 1,234.50."
    ]
    assert "more cells than the first line" in reasons(f"2019-20,{TESTING},1.00,1.00,1.00")[0]


def test_what_was_reported_is_not_changed_by_another_amount():
    imported(f"2019-20,{TESTING},158528.60,131362.40")
    with pytest.raises(Refused) as refused:
        imported(f"2019-20,{TESTING},158528.61,131362.40")

    assert [each.message for each in refused.value.refusals] == [
        "Row 2: 2019-20 has £158,528.60 requested and £131,362.40 approved for this category "
        "already. What was reported is not changed by an import."
    ]
    assert PanelHistory.objects.get().requested == Decimal("158528.60")


def test_another_heading_is_refused():
    with pytest.raises(Refused) as refused:
        import_history(b"year,amount\n2019-20,1", by=None)
    assert "The first line has no financial_year" in refused.value.refusals[0].message


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("£".encode("cp1252"), "The first line has no"),
        (b"", "The file has no line in it"),
        (b"PK", "Nothing was imported"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(tmp_path, content, sentence):
    file = tmp_path / "history.csv"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=sentence):
        call_command("import_panel_history", file)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    file = tmp_path / "history.csv"
    file.write_text(f"{HEADING}\n2019-20,{TESTING},1.00,1.00\n", encoding="utf-8-sig")
    call_command("import_panel_history", file, stdout=StringIO())

    assert PanelHistory.objects.count() == 1


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_panel_history", tmp_path / "none.csv")


def test_somebody_who_makes_no_reports_imports_nothing():
    with pytest.raises(Forbidden):
        import_history(HEADING.encode(), by=given_a("leadership"))
