"""Making a report: from the row to the stored PDF."""

import pytest

from tests.build.reporting import given_a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MDPS_FILES = tmp_path


def test_a_made_report_is_a_draft_with_figures_and_file():
    report = given_a_draft()

    assert report.state == "draft"
