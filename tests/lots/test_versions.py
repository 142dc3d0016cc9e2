"""Versions of what is asked on a lot: written as a draft, put in force once, never changed."""

import datetime as dt
from contextlib import nullcontext

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from lots.compare import Change, compare
from lots.models import Lot, LotVersion, SelectionCriterion, VersionDraft
from lots.queries import criteria_on, newest, specification_on, standards_on
from lots.version_rules import ROW, Text
from lots.versions import discard, draft_of, put_in_force, rows_of, texts_of, write
from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from suppliers.criteria import criteria_of
from tests.build.browsing import posted, signed_in, words
from tests.build.lots import given_a_version, text
from tests.build.people import given_a
from tests.build.suppliers import given_a_supplier, given_an_application

pytestmark = pytest.mark.django_db

ON, DAY, WEEK = dt.date(2026, 6, 1), dt.timedelta(days=1), dt.timedelta(days=7)


def test_what_came_with_the_scheme_is_version_1(lot):
    version = criteria_on(lot, ON)

    assert (version.number, version.effective_from) == (1, dt.date(2021, 11, 10))
    assert [each.heading for each in texts_of(version)] == [
        "Safeguarding",
        "Insurance",
        "Data protection",
        "Professional standing",
    ]
    assert (specification_on(lot, ON), standards_on(lot, ON)) == (None, None)


def test_a_version_holds_from_its_day_until_the_next_ones(lot):
    given_a_version(lot, "standards", text(1, "Reports within 20 working days"), on=ON)
    given_a_version(
        lot, "standards", text(1, "Reports within 15 working days"), on=ON, from_=ON + WEEK
    )

    held = [standards_on(lot, ON + n * DAY) for n in (-1, 0, 6, 7)]

    assert [version and version.number for version in held] == [None, 1, 1, 2]
    assert [each.heading for each in held[3].clauses.all()] == ["Reports within 15 working days"]


def test_of_two_versions_of_one_day_the_later_one_holds(lot):
    given_a_version(lot, "standards", text(1, "One"), on=ON)
    given_a_version(lot, "standards", text(1, "Two"), on=ON)

    assert standards_on(lot, ON).number == 2


def test_versions_of_one_lot_are_not_those_of_another(lot):
    given_a_version(lot, "specification", text(1, "What is delivered"), on=ON)

    assert specification_on(Lot.objects.get(number=2), ON) is None


def test_an_application_is_judged_by_the_version_it_was_made_under(lot):
    before = given_an_application(given_a_supplier(), lot, ON)
    given_a_version(
        lot, "criteria", text(1, "Method", most_points=10, least_points=6), on=ON, from_=ON + DAY
    )
    after = given_an_application(given_a_supplier("Wye Therapies"), lot, ON + DAY)

    assert [each.criteria_version.number for each in (before, after)] == [1, 2]
    assert [criteria_of(each).count() for each in (before, after)] == [4, 1]


def test_a_draft_starts_as_a_copy_and_changes_nothing_that_is_in_force(lot):
    by = given_a("commissioning_manager")
    rows = texts_of(criteria_on(lot, ON))

    write(lot, "criteria", [*rows[:2], text(3, "Method")], by=by)

    assert [row.heading for row in rows_of(draft_of(lot, "criteria"))] == [
        "Safeguarding",
        "Insurance",
        "Method",
    ]
    assert texts_of(criteria_on(lot, ON)) == rows


def test_empty_rows_are_left_out_of_a_draft(lot):
    by = given_a("commissioning_manager")

    write(lot, "standards", [text(1, "One"), text(2, " ", " "), text(3, "Three")], by=by)

    rows = rows_of(draft_of(lot, "standards"))
    assert [(row.number, row.heading) for row in rows] == [(1, "One"), (2, "Three")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, []),
        ({"heading": " "}, [("no-heading", "heading_1")]),
        ({"most_points": 10, "least_points": 6}, []),
        ({"most_points": 10, "least_points": 10}, []),
        ({"most_points": 10, "least_points": 0}, []),
        ({"most_points": 10, "least_points": 11}, [("minimum-too-high", "least_points_1")]),
        ({"most_points": 10}, [("no-minimum", "least_points_1")]),
        ({"least_points": 5}, [("no-scale", "most_points_1")]),
        ({"most_points": 0, "least_points": 0}, [("no-scale", "most_points_1")]),
    ],
)
def test_a_row_has_a_heading_and_points_that_are_a_scale(row, expected):
    usual = {"number": 1, "heading": "Method", "text": ""}

    found = ask(ROW, Text(**usual | row))

    assert [(each.code, each.field) for each in found] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"effective_from": ON - DAY}, ["in-the-past"]),
        ({"effective_from": ON + WEEK, "transition_until": ON + WEEK}, []),
        ({"effective_from": ON + WEEK, "transition_until": ON}, ["transition-too-early"]),
        ({"reason": " "}, ["no-reason"]),
    ],
)
def test_a_version_is_put_in_force_today_or_later_with_its_reason(lot, changes, expected):
    by = given_a("commissioning_manager")
    write(lot, "criteria", [text(1, "Method")], by=by)
    usual = {"effective_from": ON, "reason": "Asked by Ofsted."}
    with pytest.raises(Refused) if expected else nullcontext() as refused:
        put_in_force(lot, "criteria", by=by, on=ON, **usual | changes)

    found = refused.value.refusals if expected else []
    assert [each.code for each in found] == expected
    assert VersionDraft.objects.exists() == bool(expected)


def test_nothing_and_no_change_are_not_put_in_force(lot):
    by = given_a("commissioning_manager")
    found = []
    for rows in ([], texts_of(criteria_on(lot, ON))):
        write(lot, "criteria", rows, by=by)
        with pytest.raises(Refused) as refused:
            put_in_force(lot, "criteria", effective_from=ON, reason="None.", by=by, on=ON)
        found.append([each.code for each in refused.value.refusals])

    assert found == [["empty"], ["no-change"]]


def test_a_version_does_not_come_before_the_one_written_before_it(lot):
    given_a_version(lot, "criteria", text(1, "Method"), on=ON, from_=ON + WEEK)

    with pytest.raises(Refused, match="in force from 8 June 2026"):
        given_a_version(lot, "criteria", text(1, "Other"), on=ON, from_=ON + WEEK - DAY)


def test_only_a_commissioning_manager_writes_versions(lot):
    by = given_a("commissioner")
    write(lot, "standards", [text(1, "One")], by=given_a("commissioning_manager"))

    for act in (
        lambda: write(lot, "standards", [], by=by),
        lambda: put_in_force(lot, "standards", effective_from=ON, reason="Mine.", by=by, on=ON),
        lambda: discard(draft_of(lot, "standards"), by=by),
    ):
        with pytest.raises(Forbidden):
            act()


@pytest.mark.parametrize("model", [LotVersion, SelectionCriterion])
def test_what_is_in_force_cannot_be_changed(model):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        model.objects.update(number=99)


def test_a_comparison_says_what_is_new_changed_and_gone():
    old = [text(1, "Safeguarding"), text(2, "Insurance", "£5m"), text(3, "Experience")]
    new = [text(1, "Insurance", "£10m"), text(2, "Safeguarding"), text(3, "Method")]

    assert [(each.kind, (each.new or each.old).heading) for each in compare(old, new)] == [
        (Change.Kind.CHANGED, "Insurance"),
        (Change.Kind.SAME, "Safeguarding"),
        (Change.Kind.NEW, "Method"),
        (Change.Kind.GONE, "Experience"),
    ]


def test_criteria_are_drafted_compared_and_put_in_force_on_the_pages(lot):
    client = signed_in(given_a("commissioning_manager"))
    draft = reverse("lots:draft", args=[lot.pk, "criteria"])
    with clock.at(ON):
        begun = client.get(draft)
        data = {
            name: value
            for name, value in begun.context["form"].initial.items()
            if value is not None
        }
        saved = client.post(draft, data | {"heading_5": "Method", "text_5": "How you work."})
        compared = words(client.get(reverse("lots:put-in-force", args=[lot.pk, "criteria"])))
        led = posted(
            client.post(
                reverse("lots:put-in-force", args=[lot.pk, "criteria"]),
                {
                    "effective_from_0": "1",
                    "effective_from_1": "7",
                    "effective_from_2": "2026",
                    "reason": "Method matters.",
                },
            )
        )

    assert saved.status_code == 302
    assert "New" in compared
    assert led == newest(lot, "criteria").get_absolute_url()
    assert newest(lot, "criteria").effective_from == dt.date(2026, 7, 1)


def test_the_page_of_a_lot_shows_what_is_asked_and_every_version(lot):
    given_a_version(lot, "standards", text(1, "Reports within 20 working days"), on=ON)

    with clock.at(ON):
        page = words(signed_in(given_a("leadership")).get(lot.get_absolute_url()))

    assert "Reports within 20 working days" in page
    assert "Open for applications at any time." in page
    assert "Minimum service standards, version 1" in page
