"""States: every pair of every model, and two people at once."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from mdps.core import states
from mdps.core.models import AuditEvent, User
from panel.models import PanelMeeting
from tests.build.panel import given_a_meeting
from tests.build.people import given_a
from tests.core.racing import at_once

MODELS = [model for model in apps.get_models() if hasattr(model, "TRANSITIONS")]
PAIRS = [(model, was, to) for model in MODELS for was in model.State for to in model.State]
FORBIDDEN = [(model, was, to) for model, was, to in PAIRS if to not in model.TRANSITIONS[was]]

PLANNED, OPEN, CLOSED, _ = PanelMeeting.State


def named(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(value)


def unsaved(model: type[Model], **fields: object) -> Model:
    """A record that is in no database, with what its name needs."""
    related = {
        field.name: field.related_model(pk=1)
        for field in model._meta.fields
        if isinstance(field, ForeignKey)
    }
    return model(pk=1, **related, **fields)


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_every_state_has_its_steps_and_can_be_reached(model: type[Model]) -> None:
    assert set(model.TRANSITIONS) == set(model.State)
    # A paper application begins submitted, one written in an account as a draft.
    begins = (model._meta.get_field("state").default, *getattr(model, "ALSO_BEGINS", ()))
    reached = set(begins)
    while more := {to for was in reached for to in model.TRANSITIONS[was]} - reached:
        reached |= more
    assert reached == set(model.State)


@pytest.mark.parametrize(("model", "was", "to"), FORBIDDEN, ids=named)
def test_a_step_that_is_not_listed_is_refused_in_words(
    model: type[Model], was: str, to: str
) -> None:
    record = unsaved(model, state=was)
    with pytest.raises(states.WrongState) as refused:
        states.move(record, to, by=None)
    said = f"is {was.label.lower()}, so it cannot become {to.label.lower()}."
    assert (record.state, refused.value.refusals[0].message.partition(" is ")[2]) == (
        was,
        said.removeprefix("is "),
    )


@pytest.mark.django_db
def test_a_step_is_written_with_its_changes_and_its_audit_line() -> None:
    meeting, chair = given_a_meeting(), given_a("panel_chair")
    states.move(meeting, OPEN, by=chair, place="Room 7")
    meeting.refresh_from_db()
    line = AuditEvent.objects.latest("id")
    assert (meeting.state, meeting.place) == (OPEN, "Room 7")
    assert (line.action, line.subject, line.actor, line.detail) == (
        "panelmeeting.open",
        meeting.reference,
        chair.name,
        {"was": "planned"},
    )


@pytest.mark.django_db
def test_whoever_looked_before_another_moved_it_is_told_and_changes_nothing() -> None:
    meeting = given_a_meeting()
    seen_before = PanelMeeting.objects.get(pk=meeting.pk)
    states.move(meeting, OPEN, by=None)

    with pytest.raises(states.WrongState) as refused:
        states.move(seen_before, OPEN, by=None, place="Somewhere else")

    assert refused.value.refusals[0].message == (
        f"{meeting.reference} was changed while you were looking at it. "
        "Refresh the page and try again."
    )
    meeting.refresh_from_db()
    assert meeting.place == "Committee room 2"
    assert AuditEvent.objects.filter(action="panelmeeting.open").count() == 1


def test_a_state_that_does_not_exist_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        states.move(unsaved(PanelMeeting, state=PLANNED), "nonsense", by=None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_of_two_people_at_once_one_moves_it() -> None:
    meeting, people = given_a_meeting(), [given_a("panel_chair", name=name) for name in "AB"]

    def move_as(person: User) -> Callable[[Callable], None]:
        def move(meet: Callable) -> None:
            mine = PanelMeeting.objects.get(pk=meeting.pk)
            meet()
            states.move(mine, OPEN, by=person)

        return move

    outcomes = at_once(*map(move_as, people))

    assert sorted(type(each).__name__ for each in outcomes) == ["NoneType", "WrongState"]
    assert AuditEvent.objects.filter(action="panelmeeting.open").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_comparison_both_would() -> None:
    """The control: looked at, then simply saved."""
    meeting = given_a_meeting()

    def move(meet: Callable) -> str:
        mine = PanelMeeting.objects.get(pk=meeting.pk)
        meet()
        mine.state = OPEN
        mine.save(update_fields=["state"])
        return mine.state

    assert at_once(move, move) == [OPEN, OPEN]


@pytest.mark.django_db
def test_nothing_leads_out_of_the_last_state() -> None:
    meeting = given_a_meeting(on=dt.date(2026, 3, 10))
    states.move(meeting, OPEN, by=None)
    states.move(meeting, CLOSED, by=None)
    assert PanelMeeting.TRANSITIONS[CLOSED] == ()
