"""The kinds of pages as views: what is asked in which order, and where a refusal is shown."""

from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from mdps.core.forms import MoneyField, PageForm
from mdps.core.models import User
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Forbidden, Permission
from mdps.core.rules import Refusal, Refused
from tests.build.people import given_a
from tests.core.page_reader import PageReader
from tests.sweeps.drawn import title
from tests.sweeps.twice import as_though_first, looking

pytestmark = pytest.mark.django_db

SHORT = Refusal("short", "There is £5.00 left. Enter £5.00 or less.", field="amount")
LATE = Refusal("late", "The meeting is over.", "CR 4")


class BuyForm(PageForm):
    submit = "Buy"
    amount = MoneyField(label="Amount", error_messages={"required": "Enter an amount"})
    reason = forms.CharField(label="Reason", required=False)


class Buy(ActionPage):
    """Buys; refuses whatever the test wants."""

    permission = Permission.CONTRACT_AWARD
    form_class = BuyForm
    refusals: tuple[Refusal, ...] = ()
    done: list[Any] = []

    def find(self, pk: int = 1) -> str:
        if pk != 1:
            raise Http404
        return "a record"

    def content(self) -> dict[str, Any]:
        return {"title": "Buy"}

    def act(self, form: BuyForm) -> str:
        if self.refusals:
            raise Refused(self.refusals)
        self.done.append(form.cleaned_data["amount"])
        return "/bought/"


def post(person: User, typed: dict[str, str], *refusals: Refusal, done: list | None = None, **kw):
    request = RequestFactory().post("/buy/", typed)
    request.user, request.session = person, SessionStore()
    view = Buy.as_view(refusals=refusals, done=[] if done is None else done)
    return view(request, **kw)


@pytest.fixture
def officer(db: None) -> User:
    return given_a("commissioner")


def test_a_record_that_is_not_there_is_not_found_whoever_asks(officer: User) -> None:
    for person in (officer, given_a("social_worker")):
        with pytest.raises(Http404):
            post(person, {}, pk=2)


def test_the_reason_against_is_raised_before_anything_is_read(officer: User) -> None:
    with pytest.raises(Forbidden, match="award call-off contracts"):
        post(given_a("social_worker"), {"amount": "nonsense"})


def test_what_is_done_leads_on(officer: User) -> None:
    done: list[Any] = []
    answer = post(officer, {"amount": "£1,234.50"}, done=done)
    assert (answer.status_code, answer["Location"], [str(each) for each in done]) == (
        302,
        "/bought/",
        ["1234.50"],
    )


def test_a_mistake_is_said_at_its_field_and_what_was_typed_is_kept(officer: User) -> None:
    page = post(officer, {"amount": "1.234", "reason": "Because"}).content.decode()
    fields = PageReader(page).by_id
    assert fields["id_amount"].attributes["value"] == "1.234"
    assert fields["id_reason"].attributes["value"] == "Because"
    assert "no more than two digits after the point" in page
    assert title(page) == "Error: Buy – MDPS"


def test_a_refusal_of_a_field_is_shown_there_and_the_others_above(officer: User) -> None:
    page = post(officer, {"amount": "6.00"}, SHORT, LATE).content.decode()
    reader = PageReader(page)
    assert reader.by_id["id_amount"].attributes["value"] == "6.00"
    assert (page.count(SHORT.message), page.count(LATE.message)) == (2, 1)
    assert [e for e in reader.named("a") if e.attributes.get("href") == "#id_amount"] != []
    assert title(page) == "Error: Buy – MDPS"


def test_a_second_post_of_a_form_leads_where_the_first_one_led(officer: User) -> None:
    done: list[Any] = []
    typed = {"amount": "5.00", "one_time_key": str(uuid4())}
    answers = [post(officer, typed, done=done) for _ in range(2)]
    assert ([a["Location"] for a in answers], len(done)) == (["/bought/"] * 2, 1)


def test_it_leads_there_also_when_the_record_is_gone_since(officer: User) -> None:
    typed = {"amount": "5.00", "one_time_key": str(uuid4())}
    post(officer, typed)
    assert post(officer, typed, pk=2)["Location"] == "/bought/"


@pytest.mark.parametrize("pk", [1, 2], ids=["refused", "gone"])
def test_it_leads_there_also_when_the_first_came_to_its_end_while_it_was_checked(
    officer: User, pk: int
) -> None:
    typed = {"amount": "5.00", "one_time_key": str(uuid4())}
    post(officer, typed)
    with as_though_first():
        answer = post(officer, typed | {"amount": ""}, pk=pk)
    assert (answer.status_code, answer["Location"]) == (302, "/bought/")


def test_without_a_second_look_it_would_say_that_the_record_is_gone(officer: User) -> None:
    """The control."""
    typed = {"amount": "5.00", "one_time_key": str(uuid4())}
    post(officer, typed)
    with looking(lambda really: None), pytest.raises(Http404):
        post(officer, typed, pk=2)


def test_a_refused_form_can_be_posted_again(officer: User) -> None:
    done: list[Any] = []
    typed = {"amount": "5.00", "one_time_key": str(uuid4())}
    assert post(officer, typed, LATE, done=done).status_code == 200
    assert post(officer, typed, done=done)["Location"] == "/bought/"
    assert len(done) == 1


def test_a_form_without_a_key_acts_each_time(officer: User) -> None:
    done: list[Any] = []
    for _ in range(2):
        post(officer, {"amount": "5.00"}, done=done)
    assert len(done) == 2


class Look(Page):
    permissions = (Permission.AUDIT_READ, Permission.SCHEME_READ)
    template_name = "pages/done.html"


def look(person: User) -> HttpResponse:
    request = RequestFactory().get("/look/")
    request.user, request.session = person, SessionStore()
    return Look.as_view()(request)


@pytest.mark.parametrize("role", ["auditor", "finance_officer"])
def test_any_of_the_permissions_opens_a_page(role: str) -> None:
    assert look(given_a(role)).status_code == 200


def test_without_any_the_first_reason_is_said() -> None:
    with pytest.raises(Forbidden, match="read the audit trail"):
        look(given_a("provider"))
