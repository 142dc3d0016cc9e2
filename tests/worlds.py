"""The worlds that stand beneath the tests that ask for them by name (tests/standing.py)."""

from tests.build.reporting import given_a_draft
from tests.contracts.under_way import given_a_scheme_under_way, given_suppliers_to_invite
from tests.reporting.drafts import given_a_monitoring_draft, given_a_panel_draft_of_one_request
from tests.reporting.panel_scenario import given_a_busy_quarter
from tests.reporting.return_scenario import given_a_return_of_somebody
from tests.reporting.round_scenario import given_a_round_with_answers
from tests.reporting.scenario import given_a_scheme_with_a_past
from tests.standing import Standing

WORLDS = {
    "under_way": Standing(given_a_scheme_under_way),
    "suppliers_to_invite": Standing(given_suppliers_to_invite),
    "a_return": Standing(given_a_return_of_somebody),
    "busy_quarter": Standing(given_a_busy_quarter),
    "round_with_answers": Standing(given_a_round_with_answers),
    "a_draft": Standing(given_a_draft),
    "a_monitoring_draft": Standing(given_a_monitoring_draft),
    "a_panel_draft": Standing(given_a_panel_draft_of_one_request),
    "past": Standing(given_a_scheme_with_a_past),
}
