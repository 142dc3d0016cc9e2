"""Whoever leaves hands over what is open in their name; nothing is left without an owner."""

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from lots.models import Lot
from mdps.core import accounts, clock, handover
from mdps.core.account_details import Details
from mdps.core.change_account import change
from mdps.core.models import AuditEvent, Notice, User
from mdps.core.rules import Refused
from panel.keep_budgets import name_custodian
from panel.models import PanelMeeting
from referrals.deputise import deputise
from referrals.endorse import endorse
from referrals.models import Deputy, SupportRequest
from reporting.monitoring.act import set_action
from suppliers import assess
from suppliers.conflicts import declare_conflict
from tests.build.browsing import signed_in
from tests.build.budgets import given_a_budget
from tests.build.contracts import given_an_admitted_supplier, given_an_award, given_an_officer
from tests.build.monitoring import given_a_return
from tests.build.panel import given_a_meeting
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    given_a_manager_of,
    given_a_request,
    given_a_submitted_request,
    given_an_endorsed_request,
)
from tests.build.suppliers import given_a_supplier, given_a_suspension, given_an_application

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 2)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def admin() -> User:
    return given_a("system_administrator")


def keys(person: User) -> list[str]:
    return [each.key for each in handover.held_by(person, on=TODAY)]


def test_who_holds_nothing_hands_over_nothing(admin: User) -> None:
    worker = given_a("social_worker")
    accounts.close(worker, by=admin)
    assert keys(worker) == []


def test_open_requests_go_to_the_manager_of_the_team_unless_somebody_is_named(admin: User) -> None:
    draft = given_a_request(on=TODAY)
    worker, manager = draft.requester, given_a_manager_of(draft)
    colleague = given_a("social_worker", name="Named Colleague", team=draft.team)
    second = given_a_request(by=given_a("social_worker", name="Other Leaver"), on=TODAY)

    accounts.close(worker, by=admin)
    accounts.close(second.requester, by=admin, to={"requests": colleague})

    draft.refresh_from_db()
    second.refresh_from_db()
    assert (draft.requester, second.requester) == (manager, colleague)
    said = AuditEvent.objects.filter(action="request.handed_over").order_by("id")
    assert [each.detail for each in said] == [
        {"was": worker.name, "to": manager.name},
        {"was": "Other Leaver", "to": "Named Colleague"},
    ]
    assert Notice.objects.filter(to=manager).get().subject == (
        f"You take over requests of {worker.name}"
    )


def test_who_endorsed_a_request_cannot_take_it_over(admin: User) -> None:
    request = given_an_endorsed_request(on=TODAY)
    worker, manager = request.requester, request.endorser
    assert [each.takers for each in handover.held_by(worker, on=TODAY)] == [[]]

    given_a("social_worker", name="Another", team=request.team)
    with pytest.raises(Refused) as refused:
        accounts.close(worker, by=admin, to={"requests": manager})

    assert [each.code for each in refused.value.refusals] == ["nobody-takes-over"]
    worker.refresh_from_db()
    assert worker.is_active is True


def test_where_nobody_could_take_it_the_account_closes_all_the_same(admin: User) -> None:
    draft = given_a_request(on=TODAY)
    accounts.close(draft.requester, by=admin)
    draft.refresh_from_db()
    assert (draft.requester.is_active, draft.requester.name) == (False, "The social worker")


def test_what_is_over_stays_with_who_did_it(admin: User) -> None:
    request = given_a_submitted_request(on=TODAY)
    given_a_manager_of(request)
    SupportRequest.objects.filter(pk=request.pk).update(state="withdrawn")
    accounts.close(request.requester, by=admin)
    request.refresh_from_db()
    assert request.requester.name == "The social worker"


def test_a_team_that_loses_its_only_manager_has_another_stand_in_for_three_months(
    admin: User,
) -> None:
    request = given_a_submitted_request(on=TODAY)
    manager = given_a_manager_of(request)
    other = given_a("team_manager", name="Other Manager", team=given_a_team("Elsewhere"))

    accounts.close(manager, by=admin, to={"endorsements": other})

    named = Deputy.objects.get()
    assert (named.manager, named.deputy) == (manager, other)
    assert (named.starts_on, named.ends_on) == (TODAY, dt.date(2026, 9, 1))
    endorse(request, by=other, on=TODAY)
    request.refresh_from_db()
    assert request.endorser == other


def test_a_second_manager_of_the_team_or_a_deputy_is_enough(admin: User) -> None:
    request = given_a_submitted_request(on=TODAY)
    manager = given_a_manager_of(request)
    other = given_a("team_manager", name="Other Manager", team=given_a_team("Elsewhere"))
    assert keys(manager) == ["endorsements"]
    deputise(deputy=other, starts_on=TODAY, ends_on=TODAY, by=manager, on=TODAY)
    assert (keys(manager), keys(other)) == ([], ["endorsements", "deputies"])
    given_a("team_manager", name="Second", team=manager.team)
    given_a("team_manager", name="Third", team=other.team)
    assert (keys(manager), keys(other)) == ([], ["deputies"])

    accounts.close(other, by=admin)

    assert Deputy.objects.get().ended_on == TODAY


def test_the_meetings_to_come_have_another_chair(admin: User) -> None:
    meeting = given_a_meeting(on=TODAY + dt.timedelta(days=7))
    chair, other = meeting.chair, given_a("panel_chair", name="Other Chair")
    over = PanelMeeting.objects.create(
        held_on=TODAY - dt.timedelta(days=7),
        starts_at=dt.time(9),
        place="Here",
        chair=chair,
        papers_due_at=clock.now(),
        state="cancelled",
    )
    accounts.close(chair, by=admin, to={"meetings": other})
    meeting.refresh_from_db()
    over.refresh_from_db()
    assert (meeting.chair, over.chair) == (other, chair)


def test_a_budget_has_its_next_custodian_from_the_next_day(admin: User) -> None:
    leaver, other = given_a("commissioner"), given_a("commissioner", name="Next Custodian")
    budget, last = given_a_budget(on=TODAY, custodian=False), dt.date(2026, 8, 31)
    name_custodian(
        budget,
        person=leaver,
        body="The hub",
        starts_on=TODAY - dt.timedelta(days=1),
        ends_on=last,
        by=given_a("finance_officer"),
    )

    accounts.close(leaver, by=admin, to={"budgets": other})

    held = budget.custodians.order_by("starts_on")
    assert [(each.person, each.ends_on) for each in held] == [(leaver, TODAY), (other, last)]
    assert held[1].starts_on == TODAY + dt.timedelta(days=1)


def test_an_application_is_assessed_by_another_without_a_conflict(admin: User) -> None:
    lot = Lot.objects.get(number=1)
    application = given_an_application(given_a_supplier("Wye Therapies"), lot)
    leaver, other = given_a("commissioner"), given_a("commissioner", name="Another")
    barred = given_a("commissioner", name="Barred")
    assess.start(application, by=leaver, on=TODAY)
    declare_conflict(application, reason="I worked there.", by=barred)
    assert [each.takers for each in handover.held_by(leaver, on=TODAY)] == [[other]]
    accounts.close(leaver, by=admin, to={"applications": other})
    application.refresh_from_db()
    assert application.assessor == other


def test_choices_about_call_offs_and_monitoring_actions_have_another_owner(admin: User) -> None:
    officer = given_an_officer(on=TODAY)
    other = given_a("commissioner", name="Another")
    supplier = given_an_admitted_supplier("Taff Assessments")
    given_an_award(by=officer, on=TODAY, supplier=supplier)
    suspension = given_a_suspension(supplier.admissions.get(), TODAY)
    action = set_action(
        given_a_return(),
        text="Send reports in time.",
        owner=officer,
        due_on=TODAY,
        by=other,
        on=TODAY,
    )
    assert keys(officer) == ["safeguards", "actions"]
    accounts.close(officer, by=admin, to={"safeguards": other, "actions": other})
    action.refresh_from_db()
    assert (suspension.packages.get().owner, action.owner, keys(officer)) == (other, other, [])


def test_the_page_shows_what_is_open_and_asks_who_takes_it_over(
    client: Client, admin: User
) -> None:
    draft = given_a_request(on=TODAY)
    colleague = given_a("social_worker", name="Named Colleague", team=draft.team)
    browser, url = signed_in(admin), reverse("close-account", args=[draft.requester_id])

    page = browser.get(url)
    empty = browser.post(url, {"requests": ""})
    done = browser.post(url, {"requests": colleague.pk})

    rows = {row.key: row.value for row in page.context["figures"]}
    assert rows["Support requests"] == f"1: {draft.reference}"
    assert empty.context["form"].errors == {"requests": ["Choose who takes over: Support requests"]}
    draft.refresh_from_db()
    assert (done.url, draft.requester) == (reverse("accounts"), colleague)


def test_whose_new_roles_do_not_allow_it_hands_over_as_somebody_who_leaves(admin: User) -> None:
    draft = given_a_request(on=TODAY)
    worker, manager = draft.requester, given_a_manager_of(draft)
    now = Details(name=worker.name, roles=("social_worker", "auditor"), team=worker.team)
    change(worker, now, by=admin)
    draft.refresh_from_db()
    assert (draft.requester, keys(worker)) == (worker, ["requests"])

    change(worker, replace(now, roles=("commissioner",)), by=admin)

    draft.refresh_from_db()
    worker.refresh_from_db()
    assert (draft.requester, keys(worker), worker.is_active) == (manager, [], True)
    said = AuditEvent.objects.filter(action="user.changed").order_by("id").last()
    assert said is not None
    assert said.detail["given"] == f"Support requests: 1 record to {manager.name}"


def test_the_only_manager_of_a_team_does_not_go_to_another_one(admin: User) -> None:
    manager = given_a_manager_of(given_a_request(on=TODAY))
    elsewhere = given_a_team("Elsewhere")
    roles = ("team_manager",)
    with pytest.raises(Refused) as refused:
        change(manager, Details(name=manager.name, roles=roles, team=elsewhere), by=admin)
    assert [each.code for each in refused.value.refusals] == ["team-without-manager"]
    assert refused.value.refusals[0].field == "team"

    given_a("team_manager", name="Second Manager", team=manager.team)
    change(manager, Details(name=manager.name, roles=roles, team=elsewhere), by=admin)
    manager.refresh_from_db()
    assert manager.team == elsewhere


def test_the_page_asks_who_takes_over_only_what_the_new_roles_do_not_allow(admin: User) -> None:
    draft = given_a_request(on=TODAY)
    worker = draft.requester
    colleague = given_a("social_worker", name="Named Colleague", team=draft.team)
    browser, address = signed_in(admin), reverse("change-account", args=[worker.pk])
    sent = {"name": worker.name, "team": draft.team_id, "roles": ["commissioner"]}
    asked = "Who takes over: Support requests?"

    assert asked not in browser.get(address).text
    answer = browser.post(address, sent)
    assert (answer.status_code, asked in answer.text) == (200, True)
    assert "Choose who takes over: Support requests" in answer.text
    answer = browser.post(address, sent | {"requests": colleague.pk})

    draft.refresh_from_db()
    assert (answer.status_code, draft.requester) == (302, colleague)
