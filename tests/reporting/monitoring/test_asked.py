"""What a return asks: only what applies to its supplier and its lots."""

import pytest

from lots.models import Lot
from reporting.models import MonitoringReturn
from reporting.monitoring.asked import parts_of
from reporting.monitoring.questions import unanswered
from tests.build.lots import given_a_version, text
from tests.build.monitoring import (
    OPENED,
    given_a_monitoring_round,
    given_a_package,
    given_a_return,
)
from tests.build.panel import TODAY
from tests.build.suppliers import given_a_supplier

pytestmark = pytest.mark.django_db

EQUALITY = ["equality-age", "equality-sex", "equality-ethnicity", "equality-disability"]


def slugs(record: MonitoringReturn) -> list[str]:
    return [each.slug for each in parts_of(record.figures)]


def test_only_what_applies_is_asked():
    rows = (text(1, "Reports in time"),)
    given_a_version(Lot.objects.get(number=1), "standards", *rows, on=TODAY)
    given_a_package("Severn Assessments")
    given_a_supplier("Łucja Kowalska", kind="sole_trader")
    given_a_package("Łucja Kowalska", ends_on=OPENED)
    given_a_monitoring_round()

    assert slugs(given_a_return("Severn Assessments")) == [
        "narrative",
        "outcomes",
        "safeguarding",
        "complaints",
        "standards-1",
        "staffing",
        "social-value",
        *EQUALITY,
        "equality-actions",
    ]
    assert slugs(given_a_return("Łucja Kowalska")) == [
        "narrative",
        "safeguarding",
        "complaints",
        "standards-1",
        "alone",
        "social-value",
        *EQUALITY,
        "equality-actions",
    ]


def test_what_a_standard_lacks_is_asked_only_where_it_falls_short():
    given_a_version(Lot.objects.get(number=1), "standards", text(1, "Reports in time"), on=TODAY)
    standards = next(
        each for each in parts_of(given_a_return().figures) if each.slug == "standards-1"
    )

    def left(**given: str) -> list[str]:
        return [each.key for each in unanswered(standards, given)]

    assert left() == ["standard_1"]
    assert left(standard_1="met") == []
    assert left(standard_1="partly") == ["short_1"]
    assert left(standard_1="not_met", short_1="By March.") == []
