"""The rules of each step to publication, at their edges."""

import datetime as dt

import pytest

from reporting import step_rules
from reporting.models import Report
from reporting.step_rules import Step
from tests.build.reporting import TODAY


def facts(**changes) -> Step:
    """A draft that can be reviewed, but for `changes`."""
    usual = {"state": "draft", "version": 1, "latest": 1, "as_at": TODAY, "on": TODAY}
    return Step(**(usual | changes))


@pytest.mark.parametrize(
    ("rule", "state", "code"),
    [
        (step_rules.is_a_draft, "draft", "not-draft"),
        (step_rules.is_reviewed, "reviewed", "not-reviewed"),
        (step_rules.is_signed_off, "signed_off", "not-signed-off"),
    ],
)
def test_a_step_is_taken_from_its_state_only(rule, state, code):
    found = {each.value: rule(facts(state=each)) for each in Report.State}

    assert found.pop(state) is None
    assert {refusal.code for refusal in found.values()} == {code}


def test_what_a_state_refuses_is_said_in_words():
    assert step_rules.is_signed_off(facts()).message == (
        "This version is draft. Only a report that is signed off can be published."
    )


def test_only_the_latest_version_goes_on():
    assert step_rules.is_the_latest(facts(version=1, latest=2)).message == (
        "Version 2 has been made since. Go on with that one."
    )
    assert step_rules.is_the_latest(facts(version=2, latest=2)) is None


def test_no_report_is_published_before_the_day_of_its_figures():
    day_before = TODAY - dt.timedelta(days=1)

    assert step_rules.is_not_before_its_figures(facts(on=day_before)).message == (
        "The figures are as at 15 June 2026, after 14 June 2026. Publish it later."
    )
    assert step_rules.is_not_before_its_figures(facts(on=TODAY)) is None


def test_the_author_of_the_commentary_does_not_sign_off():
    assert step_rules.is_not_its_author(facts(by_author=True)).code == "own-commentary"
    assert step_rules.is_not_its_author(facts(by_author=False)) is None


def test_of_two_periods_that_overlap_one_is_published():
    signed_off = facts(state="signed_off", overlapping="1 May 2026 to 31 May 2026")
    found = [rule(signed_off) for rule in step_rules.PUBLISH]

    assert [refusal.code for refusal in found if refusal] == ["overlaps"]


def test_what_tells_a_withheld_number_is_not_published():
    refusal = step_rules.tells_nothing_withheld(facts(tells=True))

    assert step_rules.tells_nothing_withheld(facts()) is None
    assert refusal is not None
    assert refusal.code == "tells-small-numbers"
    assert step_rules.tells_nothing_withheld in step_rules.PUBLISH


def test_what_is_incomplete_is_not_published():
    refusal = step_rules.is_of_a_period_that_was_over(facts(not_over=dt.date(2027, 5, 31)))

    assert refusal.message == (
        "The period runs to 31 May 2027, and the figures are as at 15 June 2026. Make the report "
        "again when the period is over, and publish that."
    )
    assert step_rules.is_of_a_period_that_was_over(facts()) is None
