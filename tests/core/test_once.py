"""A form posted twice does its act once."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from mdps.core import audit, once
from mdps.core.models import AuditEvent, OneTimeKey, User
from mdps.core.rules import Refusal, Refused
from tests.build.people import given_a
from tests.core.racing import at_once, until_somebody_waits


@pytest.fixture
def person(db: None) -> User:
    return given_a("commissioner")


def done() -> int:
    return AuditEvent.objects.filter(action="test.done").count()


def act_of(person: User, url: str = "/contracts/7/") -> Callable[[], str]:
    def act() -> str:
        audit.record("test.done", person, by=person)
        return url

    return act


@pytest.mark.django_db
def test_the_second_post_is_led_to_where_the_first_one_led(person: User) -> None:
    key = uuid4()
    led = [
        once.run(key, act_of(person), by=person),
        once.run(key, act_of(person, "/elsewhere/"), by=person),
    ]
    assert (led, done()) == (["/contracts/7/"] * 2, 1)


@pytest.mark.django_db
def test_another_key_is_another_act(person: User) -> None:
    for _ in range(2):
        once.run(uuid4(), act_of(person), by=person)
    assert done() == 2


@pytest.mark.django_db
def test_a_refused_act_leaves_the_key_free(person: User) -> None:
    key = uuid4()

    def refuse() -> str:
        audit.record("test.done", person, by=person)
        raise Refused([Refusal("over-cap", "The award is £9,000.00 but £8,999.99 is left.")])

    with pytest.raises(Refused):
        once.run(key, refuse, by=person)
    assert (OneTimeKey.objects.count(), done()) == (0, 0)

    assert once.run(key, act_of(person), by=person) == "/contracts/7/"
    assert done() == 1


@pytest.mark.django_db
def test_somebody_elses_key_leads_home_and_does_nothing(person: User) -> None:
    key = uuid4()
    once.run(key, act_of(person), by=person)
    other = given_a("finance_officer")
    assert (once.run(key, act_of(other), by=other), done()) == ("/", 1)


@pytest.mark.django_db
def test_whoever_is_not_signed_in_acts_once_too(person: User) -> None:
    key = uuid4()
    led = [once.run(key, act_of(person), by=None) for _ in range(2)]
    assert (led, done()) == (["/contracts/7/"] * 2, 1)
    assert once.outcome(str(key), by=None) == "/contracts/7/"
    assert (once.outcome(str(key), by=person), once.run(key, act_of(person), by=person)) == (
        None,
        "/",
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_a_second_post_waits_for_the_first_and_is_led_to_its_outcome(person: User) -> None:
    key = uuid4()

    def slow() -> str:
        until_somebody_waits()
        return act_of(person)()

    led = at_once(*[lambda: once.run(key, slow, by=person)] * 2)

    assert (led, done()) == (["/contracts/7/"] * 2, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_a_second_post_that_waited_acts_itself_when_the_first_is_refused(person: User) -> None:
    key, posts = uuid4(), []

    def refuse_the_first() -> str:
        posts.append("post")
        if len(posts) == 1:
            until_somebody_waits()
            raise Refused([Refusal("once", "Not the first time.")])
        return act_of(person)()

    outcomes = at_once(*[lambda: once.run(key, refuse_the_first, by=person)] * 2)

    assert sorted(map(str, outcomes)) == ["/contracts/7/", "Not the first time."]
    assert done() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_key_both_posts_act(person: User) -> None:
    """The control: looking whether it was done, without writing the key first, is not enough."""

    def unless_done(meet: Callable) -> None:
        already = done()
        meet()
        if not already:
            act_of(person)()

    at_once(unless_done, unless_done)
    assert done() == 2


@pytest.mark.django_db
def test_where_a_key_led_is_told_to_whoever_posted_it_and_to_nobody_else(person: User) -> None:
    key = uuid4()
    assert once.outcome(str(key), by=person) is None
    once.run(key, act_of(person), by=person)
    other = given_a("finance_officer")
    assert once.outcome(str(key), by=person) == "/contracts/7/"
    assert once.outcome(str(key), by=other) is None


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "nonsense", "\x00", "{}", "9" * 500])
def test_what_is_no_key_led_nowhere(person: User, key: str) -> None:
    assert once.outcome(key, by=person) is None
