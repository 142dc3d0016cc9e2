"""Lots in rounds: the rule, planning, changing and cancelling, and the moment of closing."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from psycopg.types.range import TimestamptzRange

from lots import rounds
from lots.models import AdmissionRound, Lot, LotInRound, LotRule
from lots.opening import now, refusals_against_applying
from lots.queries import rule_on
from lots.set_rule import set_rule
from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers.apply import apply
from suppliers.assess import start
from tests.build.browsing import cost, signed_in, words
from tests.build.lots import given_a_round, given_rounds_only
from tests.build.people import given_a
from tests.build.suppliers import given_a_supplier, given_an_application

pytestmark = pytest.mark.django_db

SECOND, DAY, WEEK = dt.timedelta(seconds=1), dt.timedelta(days=1), dt.timedelta(days=7)
ON = dt.date(2026, 6, 1)
OPENS = dt.datetime(2026, 6, 8, 9, tzinfo=clock.LONDON)
CLOSES = dt.datetime(2026, 6, 29, 12, tzinfo=clock.LONDON)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.refusals]


def refused_at(at: dt.datetime, act: Callable[[dt.date], object]) -> list[str]:
    """The codes with which `act` is refused at a moment; empty when it is done."""
    with clock.at(at):
        try:
            act(clock.today())
        except Refused as refused:
            return [each.code for each in refused.refusals]
    return []


def planned(*lots: Lot, opens: dt.datetime = OPENS, closes: dt.datetime = CLOSES) -> AdmissionRound:
    with clock.at(ON):
        return rounds.plan(
            title="Summer round",
            lots=lots,
            opens_at=opens,
            closes_at=closes,
            by=given_a("commissioner"),
        )


def test_every_lot_is_open_continuously_from_the_beginning(lot):
    before = [now(each, clock.noon(ON)).is_in_rounds for each in Lot.objects.all()]

    assert (before, refusals_against_applying(lot, clock.noon(ON))) == ([False] * 3, [])
    assert rule_on(lot, dt.date(2021, 11, 10)).opening == LotRule.Opening.CONTINUOUS


def test_the_latest_rule_that_has_begun_holds_and_all_are_kept(lot):
    by = given_a("commissioning_manager")
    given_rounds_only(lot, ON)
    set_rule(lot, opening="continuous", effective_from=ON + WEEK, reason="Too few.", by=by, on=ON)

    held = [now(lot, clock.noon(ON + n * DAY)).is_in_rounds for n in (-1, 0, 6, 7)]

    assert (held, lot.rules.count()) == ([False, True, True, False], 3)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"effective_from": ON - DAY}, ["in-the-past"]),
        ({"opening": "continuous"}, ["no-change"]),
        ({"reason": " "}, ["no-reason"]),
    ],
)
def test_a_rule_is_set_for_today_or_later_with_its_reason(lot, changes, expected):
    usual = {"opening": "rounds", "effective_from": ON, "reason": "A small market."}
    by = given_a("commissioning_manager")
    found = refused_at(clock.noon(ON), lambda on: set_rule(lot, **usual | changes, by=by, on=on))

    assert found == expected


def test_only_a_commissioning_manager_sets_the_rule(lot):
    with pytest.raises(Forbidden):
        set_rule(
            lot,
            opening="rounds",
            effective_from=ON,
            reason="Mine.",
            by=given_a("commissioner"),
            on=ON,
        )


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (OPENS - SECOND, False),
        (OPENS, True),
        (CLOSES - SECOND, True),
        (CLOSES, False),  # the closing moment itself is too late
        (CLOSES + SECOND, False),
    ],
)
def test_a_round_is_open_from_its_first_second_to_the_last_before_it_closes(lot, at, is_open):
    given_rounds_only(lot, ON)
    planned(lot)
    supplier = given_a_supplier()

    made = [*refused_at(at, lambda on: given_an_application(supplier, lot, on))]

    assert made == ([] if is_open else ["no-round-open"])
    assert [each.round.title for each in supplier.applications.all()] == ["Summer round"] * is_open


@pytest.mark.parametrize(
    ("opens", "closes", "last_minute", "first_late"),
    [
        # The clocks go forward on 29 March 2026 and back on 25 October 2026.
        ("2026-03-27T09:00", "2026-03-30T12:00", "2026-03-30T10:59", "2026-03-30T11:00"),
        ("2026-10-23T09:00", "2026-10-26T12:00", "2026-10-26T11:59", "2026-10-26T12:00"),
    ],
)
def test_a_round_closes_by_the_clock_on_the_wall_across_both_changes(
    lot, opens, closes, last_minute, first_late
):
    opens_at, closes_at = (
        dt.datetime.fromisoformat(each).replace(tzinfo=clock.LONDON) for each in (opens, closes)
    )
    given_rounds_only(lot, opens_at.date() - DAY)
    given_a_round(lot, opens=opens_at, closes=closes_at)
    in_utc = [
        dt.datetime.fromisoformat(each).replace(tzinfo=dt.UTC) for each in (last_minute, first_late)
    ]

    assert [bool(refusals_against_applying(lot, at)) for at in in_utc] == [False, True]


def test_who_is_too_early_is_told_when_the_next_round_opens(lot):
    given_rounds_only(lot, ON)
    planned(lot)

    [refusal] = refusals_against_applying(lot, clock.noon(ON))

    assert refusal.message == (
        "Lot 1 can be applied for in rounds, and no round is open now. The next round opens on "
        "8 June 2026 at 9am. You can write your application until then and submit it when the "
        "round is open."
    )


def test_a_lot_that_is_open_continuously_has_no_rounds_on_its_applications(lot):
    planned(lot)

    with clock.at(OPENS + DAY):
        application = given_an_application(given_a_supplier(), lot, clock.today())

    assert application.round is None


def test_the_time_to_decide_begins_when_the_round_closes(lot):
    given_rounds_only(lot, ON)
    planned(lot)

    with clock.at(OPENS):
        application = given_an_application(given_a_supplier(), lot, clock.today())

    assert application.due_on == dt.date(2026, 7, 13)  # the tenth working day after 29 June


def test_an_application_is_not_assessed_before_its_round_is_closed(lot):
    given_rounds_only(lot, ON)
    planned(lot)
    by = given_a("commissioner")
    with clock.at(OPENS):
        application = given_an_application(given_a_supplier(), lot, clock.today())

    with clock.at(CLOSES - SECOND), pytest.raises(Refused) as refused:
        start(application, by=by, on=clock.today())
    with clock.at(CLOSES):
        start(application, by=by, on=clock.today())

    assert (codes(refused), application.state) == (["round-open"], "under_assessment")


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        (CLOSES, CLOSES + WEEK, []),  # one opens when the other closes
        (OPENS - DAY, OPENS, []),
        (CLOSES - SECOND, CLOSES + WEEK, ["overlaps"]),
        (OPENS - DAY, OPENS + SECOND, ["overlaps"]),
        (OPENS + DAY, CLOSES - DAY, ["overlaps"]),
        (OPENS - DAY, CLOSES + DAY, ["overlaps"]),
        (CLOSES + DAY, CLOSES + DAY, ["closes-first"]),
        (CLOSES + WEEK, CLOSES + DAY, ["closes-first"]),
        (clock.noon(ON) - DAY, OPENS, ["opens-in-the-past"]),
    ],
)
def test_a_round_overlaps_none_of_its_lot_and_closes_after_it_opens(lot, opens, closes, expected):
    planned(lot)
    found = refused_at(clock.noon(ON), lambda on: planned(lot, opens=opens, closes=closes))

    assert found == expected


def test_a_round_without_a_lot_is_refused():
    with pytest.raises(Refused) as refused:
        planned()

    assert codes(refused) == ["no-lot"]


def test_rounds_of_different_lots_may_overlap():
    one, two, three = Lot.objects.all()

    planned(one, two)
    planned(three)

    assert LotInRound.objects.count() == 3


def test_the_refusal_names_the_round_and_its_moments(lot):
    planned(lot)

    with pytest.raises(Refused) as refused:
        planned(lot, opens=OPENS + DAY)

    assert refused.value.refusals[0].message == (
        "This round overlaps another one: Lot 1 is in Summer round from 8 June 2026 at 9am to "
        "29 June 2026 at midday. Enter other moments, or leave the lot out."
    )


def test_the_database_holds_no_two_rounds_of_a_lot_at_once(lot):
    first = planned(lot)
    other = planned(Lot.objects.get(number=2))

    with pytest.raises(IntegrityError, match="one_round_of_a_lot_at_a_time"), transaction.atomic():
        LotInRound.objects.create(
            round=other, lot=lot, window=TimestamptzRange(CLOSES - SECOND, CLOSES + DAY)
        )
    with pytest.raises(IntegrityError, match="round_closes_after_it_opens"), transaction.atomic():
        AdmissionRound.objects.filter(pk=first.pk).update(closes_at=OPENS)


def test_before_it_opens_everything_of_a_round_can_be_changed(lot):
    other = Lot.objects.get(number=2)
    summer = planned(lot)

    with clock.at(OPENS - SECOND):
        rounds.change(
            summer,
            title="July round",
            lots=[other],
            opens_at=OPENS + DAY,
            closes_at=CLOSES + DAY,
            by=given_a("commissioner"),
        )

    summer.refresh_from_db()
    [place] = summer.places.all()
    assert (summer.title, place.lot) == ("July round", other)
    assert (place.window.lower, place.window.upper) == (OPENS + DAY, CLOSES + DAY)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"closes_at": CLOSES + DAY}, []),
        ({"closes_at": CLOSES}, []),
        ({"closes_at": CLOSES - SECOND}, ["closes-earlier"]),
        ({"opens_at": OPENS - DAY}, ["open-already"]),
        ({"number": 2}, ["open-already"]),
    ],
)
def test_an_open_round_is_changed_only_to_close_later(lot, changes, expected):
    summer = planned(lot)
    changes = dict(changes)
    number = changes.pop("number", 1)
    usual = {"title": "Summer round", "opens_at": OPENS, "closes_at": CLOSES}
    lots, by = [Lot.objects.get(number=number)], given_a("commissioner")

    found = refused_at(OPENS, lambda on: rounds.change(summer, lots=lots, by=by, **usual | changes))

    assert found == expected


def test_a_closed_round_is_not_changed(lot):
    summer = planned(lot)

    with clock.at(CLOSES):
        found = rounds.refusals_against_change(summer)

    assert [each.code for each in found] == ["closed"]


def test_a_planned_round_is_cancelled_and_its_lot_is_free_again(lot):
    by = given_a("commissioner")
    summer = planned(lot)

    with clock.at(ON):
        rounds.cancel(summer, by=by)
        again = [each.code for each in rounds.refusals_against_cancel(summer)]
    planned(lot)

    assert (summer.stage(clock.noon(ON)), again) == ("cancelled", ["cancelled"])


def test_an_open_round_is_not_cancelled(lot):
    summer = planned(lot)

    with clock.at(OPENS), pytest.raises(Refused) as refused:
        rounds.cancel(summer, by=given_a("commissioner"))

    assert codes(refused) == ["open-already"]


def test_only_those_who_plan_rounds_do(lot):
    with pytest.raises(Forbidden), clock.at(ON):
        rounds.plan(
            title="Mine", lots=[lot], opens_at=OPENS, closes_at=CLOSES, by=given_a("auditor")
        )


def test_a_draft_may_be_recorded_only_when_the_round_is_open(lot):
    given_rounds_only(lot, ON)

    with clock.at(ON), pytest.raises(Refused, match="No further round is planned yet"):
        apply(
            given_a_supplier(), lot, statement="Ours.", by=given_a("commissioner"), on=clock.today()
        )


FORM = {
    "title": "Summer round",
    "opens_on_0": "8",
    "opens_on_1": "6",
    "opens_on_2": "2026",
    "opens_time": "9am",
    "closes_on_0": "29",
    "closes_on_1": "6",
    "closes_on_2": "2026",
    "closes_time": "12pm",
}


def test_a_round_is_planned_on_its_page_by_the_clock_in_london(lot):
    with clock.at(ON):
        page = signed_in(given_a("commissioner")).post(
            reverse("lots:plan-round"), FORM | {"lots": [lot.pk]}, follow=True
        )

    summer = AdmissionRound.objects.get()
    assert (summer.opens_at, summer.closes_at) == (OPENS, CLOSES)
    assert "8 June 2026 at 9am" in words(page)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"opens_on_0": "29", "opens_on_1": "3", "opens_time": "1:30am"},
            "opens_time",
            "The clocks go forward on 29 March 2026, so there is no 1:30am. Enter another time.",
        ),
        (
            {"closes_on_0": "25", "closes_on_1": "10", "closes_time": "1:30am"},
            "closes_time",
            "The clocks go back on 25 October 2026, so 1:30am comes twice. Enter another time.",
        ),
        (
            {"closes_on_0": "1"},
            "closes_on",
            "The round opens on 8 June 2026 at 9am and closes on 1 June 2026 at midday. Enter a "
            "closing moment after the opening.",
        ),
        ({"closes_time": "noonish"}, "closes_time", "Enter a time, like 9am or 12:30pm"),
    ],
)
def test_what_is_wrong_with_a_round_is_said_at_its_field(lot, changes, field, sentence):
    with clock.at(dt.date(2026, 3, 2)):
        page = signed_in(given_a("commissioner")).post(
            reverse("lots:plan-round"), FORM | changes | {"lots": [lot.pk]}
        )

    assert page.context["form"].errors == {field: [sentence]}
    assert AdmissionRound.objects.count() == 0


def test_the_list_of_rounds_costs_the_same_for_one_and_three(lot):
    client = signed_in(given_a("commissioner"))
    planned(lot)
    one = cost(client, reverse("lots:rounds"))
    planned(lot, opens=CLOSES, closes=CLOSES + WEEK)
    planned(lot, opens=CLOSES + WEEK, closes=CLOSES + 2 * WEEK)

    assert cost(client, reverse("lots:rounds")) == one


def test_the_lot_says_in_words_when_it_can_be_applied_for(lot):
    given_rounds_only(lot, ON)
    planned(lot)

    assert [now(lot, at).sentence for at in (clock.noon(ON), OPENS, CLOSES)] == [
        "Open for applications in rounds. The next one is from 8 June 2026 at 9am to 29 June 2026 "
        "at midday.",
        "Open for applications in a round until 29 June 2026 at midday. At that moment it is "
        "closed.",
        "Open for applications in rounds. No further round is planned yet.",
    ]
