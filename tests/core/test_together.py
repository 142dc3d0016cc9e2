"""Several questions asked as one: the answers are those of asking one by one."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import CharField, Count, F, Value

from mdps.core import clock, together
from mdps.core.models import CaseKey, Notice, OutboxMessage, Team, User
from mdps.core.money import money_field
from mdps.core.together import HowMany, Often
from tests.build.people import given_a, given_a_team

pytestmark = pytest.mark.django_db

LATE = dt.datetime(2026, 6, 2, 23, 30, 0, 123456, tzinfo=dt.UTC)


def test_each_question_is_answered_in_its_order_by_one_query(django_assert_num_queries: Any):
    ada, grace = given_a("auditor", name="Ada"), given_a("provider", name="Grace")
    team = given_a_team()
    with django_assert_num_queries(1):
        people, teams, nobody = together.read(
            User.objects.order_by("-name"),
            Team.objects.all(),
            User.objects.filter(name="Nobody"),
        )
    assert (people, teams, nobody) == ([grace, ada], [team], [])


def test_a_record_is_what_it_is_when_it_is_read_alone():
    user = given_a("panel_member", "auditor", team=given_a_team())
    Notice.objects.create(to=user, subject='"So", \\ 100% – né', url="/", created_at=LATE)
    notices = Notice.objects.select_related("to__team")
    [[together_read]], [alone] = together.read(notices), notices
    values = [
        {name: value for name, value in vars(each).items() if name != "_state"}
        for record in (together_read, alone)
        for each in (record, record.to, record.to.team)
    ]
    assert values[:3] == values[3:]
    assert together_read.created_at == LATE


def test_what_is_computed_keeps_its_kind():
    given_a("auditor", team=given_a_team())
    price = Value(Decimal("12.50"), output_field=money_field())
    found = Team.objects.annotate(many=Count("people"), price=price, called=F("name"))
    [[team]] = together.read(found)
    assert (team.many, team.price, str(team.price), team.called) == (
        1,
        Decimal("12.50"),
        "12.50",
        team.name,
    )


def test_json_is_read_as_it_was_written():
    payload = {"a": [1, 1.5, None, "x"], "b": {"c": True}}
    now = clock.now()
    OutboxMessage.objects.create(topic="email", payload=payload, created_at=now, due_at=now)
    [[message]] = together.read(OutboxMessage.objects.all())
    assert message.payload == payload


def test_how_many_there_are_is_asked_along(django_assert_num_queries: Any):
    for name in ("Ada", "Grace", "Jean"):
        given_a("auditor", name=name)
    everybody = User.objects.order_by("name").annotate(team_name=F("team__name"))
    with django_assert_num_queries(1):
        [first], in_all, at_most, none = together.read(
            everybody[:1],
            HowMany(everybody),
            HowMany(everybody[:2]),
            HowMany(User.objects.none()),
        )
    assert (first.name, in_all, at_most, none) == ("Ada", 3, 2, 0)


def test_nothing_is_asked_where_nothing_can_be_found(django_assert_num_queries: Any):
    with django_assert_num_queries(0):
        assert together.read(User.objects.none(), Team.objects.filter(pk__in=[])) == [[], []]
        assert together.read() == []


def test_a_question_may_be_asked_again_and_is_not_changed():
    everybody = User.objects.order_by("pk")
    given_a("auditor", name="Ada")
    before = together.read(everybody)
    given_a("auditor", name="Grace")
    assert (len(before[0]), len(together.read(everybody)[0]), len(everybody)) == (1, 2, 2)


def test_what_a_question_prefetches_is_read_too(django_assert_num_queries: Any):
    ada = given_a("auditor", team=given_a_team())
    with django_assert_num_queries(2):
        [[team]] = together.read(Team.objects.prefetch_related("people"))
        assert list(team.people.all()) == [ada]


def test_bytes_are_refused_and_can_be_left_out():
    given = CaseKey.objects.create(wrapped=b"\x00\x01")
    with pytest.raises(TypeError, match="is of a kind that is not read"):
        together.read(CaseKey.objects.all())
    assert together.read(CaseKey.objects.defer("wrapped")) == [[given]]


def test_one_record_is_not_another_of_its_columns_name():
    """Columns of two tables with one name stand apart."""
    user = given_a("auditor", team=given_a_team("North"))
    [[read]] = together.read(User.objects.select_related("team"))
    assert (read.name, read.team.name, read.pk) == (user.name, "North", user.pk)


def test_what_is_asked_often_is_answered_for_the_values_of_each(django_assert_num_queries: Any):
    called = Often(lambda name: User.objects.filter(name=name), {"name": CharField()})
    how_many = Often(lambda name: HowMany(User.objects.filter(name=name)), {"name": CharField()})
    ada, grace = given_a("auditor", name="Ada"), given_a("provider", name="Grace")
    with django_assert_num_queries(1):
        found = together.read(
            called.of(name="Grace"), how_many.of(name="Nobody"), called.of(name="Ada")
        )
    assert found == [[grace], 0, [ada]]
    assert together.read(called.of(name="Grace")) == [[grace]]


def test_what_is_asked_often_sees_what_has_changed():
    teams = Often(lambda: Team.objects.all())
    assert together.read(teams.of()) == [[]]
    team = given_a_team()
    assert together.read(teams.of()) == [[team]]
