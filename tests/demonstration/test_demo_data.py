"""The small demonstration as it stands in the database: whole, true, and with work on each desk."""

import datetime as dt
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField, RangeField
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import BinaryField, Model
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.competition import seal
from contracts.models import CallOffContract, Competition, Invoice, PackageSafeguard, Payment
from contracts.queries import past_their_end
from lots.queries import current_scheme
from mdps.core import clock, slots, together, worklist
from mdps.core.demonstration import accounts
from mdps.core.financial_years import financial_year
from mdps.core.models import AuditEvent, DecisionRecord, Notice, User
from mdps.core.roles import ROLES, RoleKey
from mdps.core.timeline import known_actions
from panel.models import PanelDecision, PanelMeeting
from referrals.models import RequestLine, SupportRequest
from reporting.figures import annual_cabinet, direct_awards, monitoring, panel_activity, reg_84
from reporting.models import (
    MonitoringRound,
    PackageRating,
    PanelHistory,
    Report,
    SupplierRating,
)
from reporting.periods import YEAR, ending
from suppliers.models import (
    Admission,
    Application,
    ExtraRate,
    PriceProposal,
    VolumeDiscount,
)
from tests import verapdf
from tests.demonstration.conftest import TODAY
from tests.reporting.again.annual import annual
from tests.reporting.again.direct import direct_awards as direct_awards_again
from tests.reporting.again.held import differences
from tests.reporting.again.monitoring import monitoring as monitoring_again
from tests.reporting.again.panel import panel
from tests.reporting.printed import figures_now, printed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]

EVERY_STATE = [
    (SupportRequest, "state", SupportRequest.State),
    (RequestLine, "state", RequestLine.State),
    (PanelDecision, "kind", PanelDecision.Kind),
    (PanelMeeting, "state", PanelMeeting.State),
    (Admission, "state", Admission.State),
]
MOST_QUERIES = 12  # of a home page, whatever waits there
# Who reads and answers for the whole has figures on the home page, and nothing to do.
NO_TASKS = {RoleKey.FINANCE_OFFICER, RoleKey.LEADERSHIP, RoleKey.AUDITOR}
WITHOUT_CASES = {RoleKey.SYSTEM_ADMINISTRATOR}


def can_be_read_together(model: type[Model]) -> bool:
    """Whether `together` can read the model whole: it has neither bytes nor ranges."""
    fields = model._meta.concrete_fields
    kinds = [*fields, *(field.base_field for field in fields if isinstance(field, ArrayField))]
    return not any(isinstance(kind, BinaryField | RangeField) for kind in kinds)


def values_of(record: Model) -> dict[str, object]:
    """What was read of it; words about a child are opened."""
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


def account(role: str) -> User:
    return User.objects.get(username=role.replace("_", "-") + ".demo")


@pytest.mark.parametrize(("model", "field", "choices"), EVERY_STATE)
def test_every_state_is_there(model, field, choices) -> None:
    there = set(model.objects.values_list(field, flat=True))
    assert there == set(choices.values)


def test_applications_are_at_every_step_but_withdrawn() -> None:
    there = set(Application.objects.values_list("state", flat=True))
    assert there == set(Application.State.values) - {"withdrawn"}


def test_the_committed_total_is_that_of_the_ledger() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(amount) FROM contracts_commitment")
        (total,) = cursor.fetchone()
    assert current_scheme().committed == total > 0


def test_what_is_over_is_completed_and_what_was_delivered_is_invoiced_and_mostly_paid() -> None:
    over = CallOffContract.objects.filter(
        past_their_end(TODAY - dt.timedelta(weeks=1)), safeguards=None
    )
    completed = CallOffContract.objects.filter(
        state=CallOffContract.State.COMPLETED, state_since__lt=TODAY - dt.timedelta(weeks=1)
    )
    delivered = completed.filter(deliveries__units__gt=0).distinct()

    assert list(over) == []
    assert completed.exists()
    assert set(Invoice.objects.values_list("contract", flat=True)) >= set(
        delivered.values_list("pk", flat=True)
    )
    assert Payment.objects.exists()


def test_one_award_is_above_the_threshold_and_names_its_decision_past_call_in() -> None:
    (contract,) = CallOffContract.objects.filter(value__gt=Decimal("500000.00"))
    decision = contract.cabinet_decision
    assert decision is not None
    assert decision.highest_value >= contract.value
    assert contract.awarded_on >= decision.effective_from > decision.decided_on


def test_every_delegated_act_consulted_the_cabinet_member_in_time() -> None:
    kinds = set(DecisionRecord.objects.values_list("kind", flat=True))
    assert kinds == set(DecisionRecord.Kind.values) - {"extension"}


def test_an_approval_is_a_few_pounds_short_of_the_cheapest_price() -> None:
    short = [
        line
        for line in RequestLine.objects.filter(state="approved", units=1)
        if line.decisions.filter(kind="approve_in_part").exists()
    ]
    assert short


@pytest.mark.parametrize("role", sorted(ROLES.keys() - NO_TASKS - WITHOUT_CASES))
def test_work_waits_on_the_home_page_of(role) -> None:
    assert worklist.waiting_for(account(role))


@pytest.mark.parametrize("role", sorted(NO_TASKS))
def test_the_home_page_shows_something_to(role) -> None:
    user = account(role)
    assert slots.fill("home", user)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_home_page_opens_and_asks_little_for(role, client: Client) -> None:
    client.force_login(account(role))
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    assert len(captured) <= MOST_QUERIES, [each["sql"] for each in captured]


@pytest.mark.parametrize(
    "model", [each for each in apps.get_models() if can_be_read_together(each)]
)
def test_records_read_together_are_what_they_are_alone(model: type[Model]) -> None:
    questions = model.objects.order_by("pk")[:20], model.objects.order_by("-pk")[:20]
    alone = [[values_of(record) for record in question] for question in questions]
    read = [[values_of(record) for record in found] for found in together.read(*questions)]
    assert read == alone


def test_one_mini_competition_waits_to_be_awarded_and_another_for_its_deadline() -> None:
    ranked, still_open = Competition.objects.order_by("closes_at")
    assert (ranked.state, still_open.state) == ("scored", "open")
    assert ranked.ranking[0]["supplier"] == ranked.winner.name
    assert seal.standing_quotes(still_open).count() > 0


def test_a_meeting_of_today_has_a_dozen_items_to_decide() -> None:
    meeting = PanelMeeting.objects.get(state="open")
    assert meeting.held_on == TODAY
    assert meeting.items.count() in range(10, 16)


def test_the_annual_report_is_published_and_the_monitoring_report_a_draft() -> None:
    made = set(Report.objects.values_list("kind", "state", "period_end"))
    end = TODAY.replace(month=6, day=1)
    assert made == {("annual_cabinet", "published", end), ("monitoring", "draft", end)}


def test_one_monitoring_round_is_finished_and_one_is_open() -> None:
    rounds = MonitoringRound.objects.order_by("period_start")
    states = [set(each.returns.values_list("state", flat=True)) for each in rounds]
    assert (len(states), states[0]) == (2, {"accepted"})
    assert states[1] >= {"open", "accepted"}
    assert SupplierRating.objects.filter(of_return__round=rounds[0]).exists()
    assert PackageRating.objects.exists()


def test_every_figure_of_every_report_is_what_plain_sql_says() -> None:
    """The annual report, both halves, a quarter of the panel, and the direct awards."""
    on, now = str(TODAY), clock.noon(TODAY)
    year = ending(TODAY.replace(month=5, day=31), months=YEAR)
    found = annual_cabinet.figures(year, now)
    assert differences(found, annual(str(year.start), str(year.last_day), on)) == []
    for each in MonitoringRound.objects.all():
        days = (str(each.period.start), str(each.period.last_day), on)
        found = monitoring.figures(each.period, now)
        assert found["round"]
        assert differences(found, monitoring_again(*days)) == []
    quarter = ending(TODAY.replace(month=5, day=31), months=3)
    found = panel_activity.figures(quarter, now)
    assert differences(found, panel(str(quarter.start), str(quarter.last_day), on)) == []
    for of in ("2024-25", "2025-26", "2026-27"):
        found = direct_awards.figures(of, now)
        assert differences(found, direct_awards_again(of, on)) == []


def test_every_paper_of_the_demonstration_keeps_to_both_standards(tmp_path) -> None:
    """Reports of each kind, the annex, the register, and the file of a call-off of each route."""
    papers = {kind: printed(kind, figures) for kind, figures in figures_now().items()}
    for contract in CallOffContract.objects.order_by("route", "id").distinct("route"):
        file = reg_84.figures(contract, clock.noon(TODAY))
        papers[f"reg_84-{contract.route}"] = printed("reg_84", file)

    found = verapdf.failures(tmp_path, **papers)
    assert {name: broken for name, broken in found.items() if broken} == {}
    assert len(found) == len(verapdf.STANDARDS) * len(papers)


def test_the_history_of_the_panel_is_there() -> None:
    assert PanelHistory.objects.count() == 8


def test_the_table_of_the_report_stands_beside_the_years_since(client: Client) -> None:
    """CR ¶8 to the penny, and each year of the scheme with more than nothing."""
    client.force_login(account(RoleKey.LEADERSHIP))

    page = client.get(reverse("reporting:panel")).text

    for total in ("£819,083.17", "£623,023.64", "£1,379,093.01", "£1,102,982.06"):
        assert total in page
    decided = PanelDecision.objects.standing().filter(amount__gt=0).values_list("decided_on")
    for year in {financial_year(day) for (day,) in decided}:
        assert f'id="year-{year}"' in page, year


def test_nobody_has_more_than_a_few_unread_notices() -> None:
    unread = [person.notices.filter(read_at=None).count() for person in User.objects.all()]
    assert 0 < max(unread) <= 3
    assert not Notice.objects.filter(created_at__date__lt=TODAY.replace(day=1)).exists()


def test_every_recorded_act_has_its_sentence() -> None:
    recorded = set(AuditEvent.objects.values_list("action", flat=True))
    assert recorded - known_actions() == set()


def test_no_act_is_dated_after_today() -> None:
    assert not AuditEvent.objects.filter(at__date__gt=TODAY).exists()


def test_the_accounts_are_one_for_each_role_and_only_they_have_a_password() -> None:
    assert [each.role_key for each in accounts()] == list(ROLES)
    able = {user.username for user in User.objects.all() if user.has_usable_password()}
    assert able == {each.username for each in accounts()}


def test_the_accounts_are_listed_as_json_and_as_a_table() -> None:
    as_json, as_table = StringIO(), StringIO()
    call_command("demo_accounts", "--json", stdout=as_json)
    call_command("demo_accounts", stdout=as_table)
    listed = json.loads(as_json.getvalue())
    assert [account["role"] for account in listed] == [role.name for role in ROLES.values()]
    assert {tuple(account) for account in listed} == {("role", "name", "username", "password")}
    heading, *rows = as_table.getvalue().splitlines()
    assert heading.split() == ["Role", "Name", "User", "name", "Password"]
    assert len(rows) == len(ROLES)


def test_each_account_can_sign_in(client: Client) -> None:
    wrong = [
        each.username
        for each in accounts()
        if not client.login(username=each.username, password=each.password)
    ]
    assert wrong == []


def test_progress_and_the_figures_are_printed(small: str) -> None:
    lines = small.splitlines()
    assert lines[0] == "Making demonstration data as of 15 June 2026"
    assert lines[-1].endswith("committed")
    assert len(lines) > 4


def test_a_second_run_does_nothing_and_says_so() -> None:
    printed, before = StringIO(), AuditEvent.objects.count()
    call_command("demo_data", size="full", stdout=printed)
    assert printed.getvalue() == (
        "The demonstration data is there already (small, as of 15 June 2026). Nothing was done.\n"
    )
    assert AuditEvent.objects.count() == before


def test_an_account_of_somebody_else_is_found() -> None:
    User.objects.create_user("jo.bloggs", name="Jo")
    with pytest.raises(CommandError, match=r"not of the demonstration: jo\.bloggs"):
        call_command("demo_data", size="small")


def test_nothing_is_made_outside_a_demonstration() -> None:
    with override_settings(MDPS_DEMO=False), pytest.raises(CommandError, match="MDPS_DEMO"):
        call_command("demo_data", size="small")


def test_rate_cards_have_discounts_extras_and_a_proposal_that_waits() -> None:
    assert VolumeDiscount.objects.filter(from_units=21).exists()
    assert any(len(each.parts) > 1 for each in CallOffContract.objects.all())
    assert set(ExtraRate.objects.values_list("kind", flat=True)) == set(ExtraRate.Kind.values)
    assert PriceProposal.objects.get().state == "open"


def test_a_supplier_is_suspended_for_safeguarding_and_one_package_waits_for_a_choice() -> None:
    choices = sorted(PackageSafeguard.objects.values_list("choice", flat=True))
    assert choices == ["", "continue", "pause"]
    (waiting,) = [
        group
        for group in worklist.waiting_for(account("commissioner"))
        if group.title == "Call-offs of suspended suppliers"
    ]
    assert len(waiting.tasks) == 1
