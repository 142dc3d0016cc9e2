"""The controls of the sweeps: a fault is planted, and the very function of the sweep reports it."""

import contextlib
import dataclasses
import io
import zipfile

import pytest
from django.db import transaction
from django.db.models import CheckConstraint, Q
from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import get_resolver, path
from openpyxl import Workbook

from contracts.models import CallOffContract
from mdps.core import audit, clock, pdf
from mdps.core.accounts_page import AccountList, CloseAccount
from mdps.core.models import User
from mdps.core.roles import ROLES
from mdps.urls import urlpatterns as ours
from tests.build.people import given_a
from tests.build.referrals import given_a_request
from tests.sweeps import viewing
from tests.sweeps.access import PAGES
from tests.sweeps.canaries import Canaries
from tests.sweeps.constraints import missing
from tests.sweeps.drawn import problems
from tests.sweeps.inside import text_inside
from tests.sweeps.looking import otherwise, unlisted
from tests.sweeps.planted import differences
from tests.sweeps.posting import taken_back, unaudited
from tests.sweeps.spreadsheets import runs
from tests.sweeps.world import ANONYMOUS, OUTSIDERS, World, browser_of

DETAIL = "referrals:detail"
ACCOUNTS = next(each for each in PAGES if each.name == "accounts")
# An address of its own that nobody listed.
urlpatterns = [*ours, path("left-open/", lambda request: HttpResponse(""), name="left-open")]


@pytest.fixture
def people(db: None) -> World:
    """As little of a world as the control needs: everybody, and no record."""
    people = {role: given_a(role) for role in ROLES}
    people |= {name: given_a(role, name=name) for name, role in OUTSIDERS.items()}
    clients = {name: browser_of(person) for name, person in people.items()}
    return World(people, {}, clients | {ANONYMOUS: Client()})


def test_a_page_without_its_permission_check_is_noticed(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert otherwise(people, ACCOUNTS) == {}

    monkeypatch.setattr(AccountList, "check_permission", lambda page: None)
    found = otherwise(dataclasses.replace(people, pages={}), ACCOUNTS)

    assert len(found) == len(people.people) - 1
    assert found["provider"] == "200 instead of 403"


@pytest.mark.urls("tests.sweeps.test_controls")
def test_an_address_that_nobody_listed_is_noticed() -> None:
    assert unlisted(get_resolver(), PAGES) == ["left-open"]


def drawn(content: str) -> list[str]:
    """What is wrong with a page of the project's own base that shows `content`."""
    source = (
        '{% extends "base.html" %}{% block title %}A page{% endblock %}'
        f"{{% block content %}}<h1>A page</h1>{content}{{% endblock %}}"
    )
    template = engines["django"].from_string(source)
    return problems(template.render({}, RequestFactory().get("/")))


def test_a_script_a_handler_and_a_style_in_a_page_are_noticed() -> None:
    assert drawn("") == []
    assert drawn("<script>steal()</script>") == ["a script in the page"]
    assert drawn('<script src="//away.example/a.js"></script>') == ["a script in the page"]
    assert drawn('<p onclick="steal()">Here</p>') == ["a handler at <p>"]
    assert drawn('<p style="color: red">Here</p>') == ["a style at <p>"]


def test_a_control_without_a_label_and_a_form_without_its_token_are_noticed() -> None:
    assert drawn('<label for="a">A</label><input id="a" name="a">') == []
    assert drawn('<input id="a" name="a">') == ["a control without a label: a"]
    assert drawn('<select name="b"></select>') == ["a control without a label: b"]
    assert drawn('<form method="post"></form>') == ["1 forms sent by POST and 0 tokens"]


def test_what_only_a_programmer_reads_is_noticed() -> None:
    assert drawn("<p>Nobody at 0 Long Street</p>") == []
    assert drawn("<p>None</p>") == ["the words '>None<'"]
    assert drawn("<p>&lt;property object at 0x7ffa&gt;</p>") == [
        "the words '&lt;property object at 0x7ffa'"
    ]


def test_a_constraint_that_no_migration_made_is_noticed(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = CheckConstraint(name="value_is_positive_again", condition=Q(value__gt=0))
    declared = [*CallOffContract._meta.constraints, extra]
    monkeypatch.setattr(CallOffContract._meta, "constraints", declared)
    assert missing([CallOffContract]) == ["contracts_calloffcontract: value_is_positive_again"]


@pytest.mark.django_db(transaction=True)
def test_a_constraint_or_a_trigger_that_somebody_took_away_is_noticed(as_owner) -> None:
    assert missing([User, CallOffContract]) == []
    as_owner(
        "DROP INDEX user_name_once_in_any_case",
        "ALTER TABLE core_auditevent DISABLE TRIGGER mdps_append_only",
    )
    assert missing([User, CallOffContract]) == [
        "1 triggers are switched off",
        "core_user: user_name_once_in_any_case",
    ]


def test_a_form_that_takes_more_than_it_asks_for_is_noticed() -> None:
    plain = [("UPDATE core_user", "UPDATE core_user SET name = 'A' WHERE id = 1")]
    with_more = "UPDATE core_user SET name = 'A', roles = '{x}' WHERE id = 2"
    assert differences(plain, [("UPDATE core_user", plain[0][1].replace("1", "27"))]) == []
    assert differences(plain, [("UPDATE core_user", with_more)]) != []
    assert differences([], plain) == ["UPDATE core_user"]


@pytest.mark.django_db
def test_a_change_without_its_event_or_with_it_in_another_transaction_is_noticed() -> None:
    person = given_a("auditor")

    def change(name: str) -> None:
        User.objects.filter(pk=person.pk).update(name=name)

    def record() -> None:
        audit.record("user.changed", person, by=person)

    with taken_back() as together, transaction.atomic():
        change("A")
        record()
    with taken_back() as apart:
        with transaction.atomic():
            change("B")
        record()
    with taken_back() as alone:
        change("C")
    with taken_back() as rolled_back, contextlib.suppress(ValueError), transaction.atomic():
        change("D")
        raise ValueError
    found = [unaudited(each) for each in (together, apart, alone, rolled_back)]
    assert found == [[], ["core_user"], ["core_user"], []]


def test_a_look_at_a_child_that_leaves_no_view_or_two_is_noticed(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = given_a_request(need="Kestrelaa cannot sleep.")
    people.people["social_worker"] = request.requester
    people.clients["social_worker"] = browser_of(request.requester)
    people.ids["draft"] = request.pk
    access = next(each for each in PAGES if (each.name, each.records) == (DETAIL, ("draft",)))
    canaries = Canaries({"referrals_narrative.need": "aa"})

    def found() -> dict[str, list[str]]:
        return viewing.otherwise(dataclasses.replace(people, pages={}), access, canaries)

    assert found() == {}

    record_each = audit.record_each
    monkeypatch.setattr(audit, "record_each", lambda *_, **__: None)
    assert found()["social_worker"] == []

    def twice(action: str, subjects: list, **more: object) -> None:
        record_each(action, [*subjects, *subjects], **more)

    monkeypatch.setattr(audit, "record_each", twice)
    assert len(found()["social_worker"]) == 2

    def under_nothing(action: str, subjects: list, **more: object) -> None:
        record_each(action, [(each, "") for each, _ in subjects], **more)

    monkeypatch.setattr(audit, "record_each", under_nothing)
    assert found()["social_worker"] == [f"{request.reference} under "]


def test_the_act_itself_asks_too(people: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page forgets to ask, the act behind it still refuses, and nothing is written."""
    monkeypatch.setattr(CloseAccount, "check_permission", lambda page: None)
    account = people.people["auditor"]
    answer = people.clients["provider"].post(f"/accounts/{account.pk}/close/")
    account.refresh_from_db()
    assert (answer.status_code, account.is_active) == (403, True)


def test_a_word_inside_a_pdf_its_attachment_a_zip_and_a_workbook_is_noticed() -> None:
    attached = pdf.Attached(b"Kestrelab", "a.txt", "A file")
    made = pdf.lay_out("<h1>Kestrelaa</h1>", "", moment=clock.now(), attached=[attached])
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Kestrelac"])
    book.save(out)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", made)
        archive.writestr("Kestrelad.xlsx", out.getvalue())
    canaries = Canaries({"one": "aa", "two": "ab", "three": "ac", "four": "ad"})
    assert canaries.in_(text_inside(made)) == {"one", "two"}
    assert canaries.in_(text_inside(packed.getvalue())) == {"one", "two", "three", "four"}
    assert canaries.in_(text_inside(b"%PDF-1.7 nothing")) == set()


def test_a_line_that_a_spreadsheet_would_run_is_noticed() -> None:
    assert runs(["'=1+1,Severn", "Severn,'=1+1", "1,2", "-5.00"]) == []
    assert len(runs(["=1+1,Severn", "Severn,=1+1", 'Severn,"=1+1, x"', "@1+1"])) == 4
