"""What the council makes of a return: ratings, actions, and the way to a suspension."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from lots.models import Lot
from mdps.core import clock, papers, worklist
from mdps.core.letters import from_json
from mdps.core.models import Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from reporting.models import MonitoringReturn
from reporting.monitoring.act import finish, overdue, refusals_against_finish, remind, set_action
from reporting.monitoring.rate import rate
from reporting.pages.monitoring.return_actions import actions, reasons_to_suspend
from tests.build.monitoring import (
    OPENED,
    given_a_return,
    given_it_is_accepted,
    given_it_is_submitted,
)
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_return")]

DAY = dt.timedelta(days=1)
DUE = dt.date(2026, 12, 31)


@pytest.fixture
def record(settings, tmp_path) -> MonitoringReturn:
    settings.MDPS_FILES = tmp_path
    given_a_provider(given_a_supplier("Severn Assessments"))
    return given_a_return()


@pytest.fixture
def officer(db) -> User:
    return given_a("commissioner")


def provider() -> User:
    return given_a_provider(given_a_supplier("Severn Assessments"))


def given_an_action(record: MonitoringReturn, *, owner: User | None = None):
    return set_action(
        record,
        text="Send reports in time.",
        owner=owner or given_a("commissioner"),
        due_on=DUE,
        by=given_a("commissioner"),
        on=OPENED,
    )


def test_a_supplier_is_rated_once_its_return_is_accepted(record, officer):
    with pytest.raises(Refused, match="Accept it first"):
        rate(record, grade="good", reasons="Fine.", by=officer, on=OPENED)
    given_it_is_submitted(record)
    with pytest.raises(Refused, match="Accept it first"):
        rate(record, grade="good", reasons="Fine.", by=officer, on=DUE + DAY)


@pytest.mark.parametrize(("on", "refused"), [(DUE, True), (DUE + DAY, False)])
def test_or_when_it_has_not_come_in_time(record, officer, on, refused):
    if refused:
        with pytest.raises(Refused, match="wait until it is overdue"):
            rate(record, grade="inadequate", reasons="Nothing came.", by=officer, on=on)
    else:
        rate(record, grade="inadequate", reasons="Nothing came.", by=officer, on=on)
    assert record.ratings.count() == (not refused)


def test_a_rating_has_reasons_is_told_and_frozen_as_a_paper(record, officer):
    given_it_is_accepted(record)
    with pytest.raises(Refused, match="Enter the reasons"):
        rate(record, grade="good", reasons=" ", by=officer, on=OPENED)

    rate(record, grade="approaching", reasons="Two reports were late.", by=officer, on=OPENED)
    rate(record, grade="good", reasons="They were not.", by=officer, on=OPENED)

    assert [each.grade for each in record.ratings.all()] == ["good", "approaching"]
    assert [each.name for each in papers.about(record)] == [
        f"monitoring-{record.supplier.reference}-2026-11-30-2.pdf",
        f"monitoring-{record.supplier.reference}-2026-11-30-1.pdf",
    ]
    told = Notice.objects.filter(to=provider(), subject__startswith="How the council rates")
    assert told.count() == 2


def test_the_paper_is_for_the_council_and_its_supplier(record, officer):
    given_it_is_accepted(record)
    rate(record, grade="good", reasons="Fine.", by=officer, on=OPENED)
    paper = papers.about(record).get()
    rival = given_a_provider(given_a_supplier("Wye Psychology"))

    readers = {
        person.name: papers.may_read(person, paper)
        for person in (officer, given_a("leadership"), provider(), rival, given_a("social_worker"))
    }

    assert readers == {
        "The commissioner": True,
        "The leadership": True,
        "Somebody of Severn Assessments": True,
        "Somebody of Wye Psychology": False,
        "The social worker": False,
    }
    said = str(from_json(paper.document).as_json())
    assert "Fine." not in str(paper.document)
    contract = record.figures["packages"][0]["contract"]
    assert (contract in said, "LCS-" in said, "Fewer than 5 packages" in said) == (
        True,
        False,
        True,
    )
    assert papers.render(paper).startswith(b"%PDF-")


@pytest.mark.parametrize("role", ["auditor", "leadership", "provider"])
def test_only_commissioners_rate_and_set_actions(record, role):
    with pytest.raises(Forbidden):
        rate(record, grade="good", reasons="Fine.", by=given_a(role), on=OPENED)
    with pytest.raises(Forbidden):
        set_action(record, text="x", owner=given_a(role), due_on=DUE, by=given_a(role), on=OPENED)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": "  "}, "Enter what is to be done"),
        ({"due_on": OPENED - DAY}, "30 November 2026 is over"),
        ({"owner": "auditor"}, "cannot be the owner"),
    ],
)
def test_an_action_says_what_by_whom_and_until_when(record, officer, changes, message):
    given = {"text": "Train.", "due_on": OPENED, "owner": officer} | changes
    if isinstance(given["owner"], str):
        given["owner"] = given_a(given["owner"])

    with pytest.raises(Refused, match=message):
        set_action(record, **given, by=officer, on=OPENED)


def test_an_action_waits_for_its_owner_until_it_is_done(record, officer):
    action = given_an_action(record, owner=provider())

    def waits() -> list[str]:
        with clock.at(OPENED):
            groups = worklist.waiting_for(provider())
        return [task.url for group in groups for task in group.tasks if "actions" in group.title]

    assert waits() == [reverse("monitoring:done", args=[action.pk])]
    with pytest.raises(Refused, match="Enter what was done"):
        finish(action, outcome="", by=provider(), on=OPENED)
    finish(action, outcome="All in time now.", by=provider(), on=OPENED + DAY)

    assert waits() == []
    assert (action.done_on, action.done_by, action.outcome) == (
        OPENED + DAY,
        provider(),
        "All in time now.",
    )
    with pytest.raises(Refused, match="was done on 2 December 2026 already"):
        finish(action, outcome="Again.", by=officer, on=OPENED + DAY)


def test_a_supplier_does_not_finish_what_is_the_councils(record, officer):
    action = given_an_action(record)
    rival = given_a_provider(given_a_supplier("Wye Psychology"))

    assert [each.code for each in refusals_against_finish(action, by=provider())] == ["not-yours"]
    with pytest.raises(Forbidden):
        finish(action, outcome="Done.", by=rival, on=OPENED)


def test_what_is_overdue_is_told_once(record, officer):
    action = given_an_action(record, owner=provider())
    days = (DUE - DAY, DUE, DUE, DUE + DAY, DUE + 2 * DAY)

    assert [remind(on) for on in days] == [0, 1, 0, 1, 0]
    said = f"Action {action.reference} is overdue, after the monitoring of Severn Assessments"
    told = Notice.objects.filter(subject=said).values_list("to__name", flat=True)
    assert set(told) == {"Somebody of Severn Assessments", "The commissioner"}
    assert list(record.actions.filter(overdue(DUE))) == []
    assert list(record.actions.filter(overdue(DUE + DAY))) == [action]


def test_inadequate_or_overdue_leads_on_to_a_suspension_with_its_reasons(record, officer):
    manager = given_a("commissioning_manager")
    given_it_is_accepted(record)
    assert reasons_to_suspend(record, on=OPENED) == ""

    action = given_an_action(record)
    rate(record, grade="inadequate", reasons="No reports.", by=officer, on=OPENED)

    assert reasons_to_suspend(record, on=DUE) == (
        "Rated Inadequate in the monitoring of 1 June 2026 to 30 November 2026: No reports."
    )
    assert reasons_to_suspend(record, on=DUE + DAY).endswith(
        f"\n{action.reference}, due on 31 December 2026, is not done: Send reports in time."
    )
    with clock.at(DUE + DAY):
        offered = [each for each in actions(record, manager) if each.warning]
        page = Client()
        page.force_login(manager)
        assert "Rated Inadequate in the monitoring of" in page.get(offered[0].url).text
    assert [each.text for each in offered] == [f"Suspend from {Lot.objects.get(number=1).short}"]
    assert [each for each in actions(record, officer) if each.warning] == []
