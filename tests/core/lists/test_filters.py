"""Filters of lists: what they refuse, and the chips that take them away."""

import pytest
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import get_resolver
from django_filters import ChoiceFilter

from mdps.core.lists.filters import ListFilter, ReferenceFilter, SearchFilter, chips
from mdps.core.models import User
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


class PeopleFilter(ListFilter):
    search = SearchFilter("name", label="Name")
    reference = ReferenceFilter(label="Reference")
    state = ChoiceFilter(field_name="is_active", label="State", choices=[("True", "Open")])

    class Meta:
        model = User
        fields: tuple[str, ...] = ()


class OwnFilter(ListFilter):
    mine = ChoiceFilter(label="Whose", choices=[("yes", "Mine")], method="of_the_user")

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def of_the_user(self, people: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return people.filter(pk=self.request.user.pk)


def asked(query: str) -> PeopleFilter:
    return PeopleFilter(QueryDict(query), queryset=User.objects.order_by("id"))


@pytest.fixture
def ann() -> User:
    UserFactory.create(name="Bob Bee")
    return UserFactory.create(name="Ann Other")


@pytest.mark.parametrize("typed", ["other", "OTHER", "nn o", "ann other"])
def test_text_is_found_anywhere_whatever_its_case(ann: User, typed: str) -> None:
    assert list(asked(f"search={typed}").qs) == [ann]


@pytest.mark.parametrize("typed", ["%25%25%25", "___", "ann%25"])
def test_signs_of_patterns_are_plain_text(ann: User, typed: str) -> None:
    assert list(asked(f"search={typed}").qs) == []


@pytest.mark.parametrize("typed", ["a", "an"])
def test_a_search_that_could_use_no_index_is_refused_at_its_field(ann: User, typed: str) -> None:
    found = asked(f"search={typed}")
    assert found.form.errors == {"search": ["Enter at least 3 letters to search"]}


@pytest.mark.parametrize("form", ["{}", "US-{:06d}", "US-{}", " us-{} "])
def test_a_record_is_found_by_its_reference_or_its_number(ann: User, form: str) -> None:
    assert list(asked(f"reference={form.format(ann.pk)}").qs) == [ann]


@pytest.mark.parametrize("typed", ["SR-", "abc", "²", "-", "9" * 30, "1.5"])
def test_what_is_no_reference_finds_nothing(ann: User, typed: str) -> None:
    assert list(asked(f"reference={typed}").qs) == []


def test_a_chip_says_what_it_narrows_and_takes_only_itself_away() -> None:
    query = "search=ann&state=True&after=key&sort=name"
    assert [(chip.text, chip.url) for chip in chips(asked(query), QueryDict(query))] == [
        ("Name: ann", "?state=True&sort=name"),
        ("State: Open", "?search=ann&sort=name"),
    ]


def test_there_are_no_chips_while_a_filter_is_wrong() -> None:
    query = "search=a&state=True"
    assert chips(asked(query), QueryDict(query)) == []


def test_there_are_no_chips_without_filters() -> None:
    assert chips(None, QueryDict("")) == []


def test_each_of_two_who_ask_at_once_is_answered_for_themselves(ann: User) -> None:
    people = [ann, UserFactory.create(name="Cy Dee")]
    requests = [RequestFactory().get("/?mine=yes") for _ in people]
    for request, person in zip(requests, people, strict=True):
        request.user = person
    found = [OwnFilter(each.GET, queryset=User.objects.all(), request=each) for each in requests]
    assert [list(each.qs) for each in found] == [[person] for person in people]


def test_what_one_typed_is_not_in_the_form_of_the_next(ann: User) -> None:
    first, second = asked("search=ann"), asked("")
    first.form.fields["search"].label = "Changed"
    assert (first.form["search"].value(), second.form["search"].value()) == ("ann", None)
    assert second.form.fields["search"].label == "Name"


def test_nothing_has_to_be_typed_to_narrow_a_list() -> None:
    assert asked("").form.errors == {}


def test_every_list_offers_the_same_choices_whoever_looks():
    """They are asked once for everybody (mdps/core/lists/drawn_filters.py): a choice that not
    everybody may see must not be among them.
    """
    assert get_resolver().url_patterns  # with them every page is there
    found, to_look_at = [], [ListFilter]
    while to_look_at:
        below = to_look_at.pop().__subclasses__()
        found += below
        to_look_at += below
    choices = {
        f"{each.__qualname__}.{name}": callable(one.extra["queryset"])
        for each in found
        for name, one in each.base_filters.items()
        if "queryset" in one.extra
    }
    assert choices == dict.fromkeys(choices, False)
    assert "RequestFilter.team" in choices
    assert {each.__init__ for each in found} == {ListFilter.__init__}
