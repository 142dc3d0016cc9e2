"""New criteria: who is on the lot already shows by a day that it meets them."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from mdps.core.worklist import waiting_for
from suppliers.comply import asked_of, asking, comply, yet_to_comply
from suppliers.models import Admission, Supplier
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.lots import given_a_version, text
from tests.build.people import given_a
from tests.build.suppliers import (
    given_a_provider,
    given_a_removal,
    given_a_supplier,
    given_an_admission,
)

pytestmark = pytest.mark.django_db

ON, DAY = dt.date(2026, 6, 1), dt.timedelta(days=1)
UNTIL = ON + 30 * DAY


@pytest.fixture
def admission(lot) -> Admission:
    return given_an_admission(given_a_supplier(), lot)


def given_new_criteria(lot, heading: str = "Method", until: dt.date | None = UNTIL):
    return given_a_version(lot, "criteria", text(1, heading), on=ON, until=until)


def names(version) -> list[str]:
    return [each.supplier.name for each in yet_to_comply(version)]


def test_who_is_on_the_lot_already_has_to_show_it_and_who_comes_later_has_not(admission, lot):
    version = given_new_criteria(lot)
    given_an_admission(given_a_supplier("Wye Therapies"), lot, ON)

    assert names(version) == ["Severn Assessments"]


def test_without_a_transition_nothing_is_asked(admission, lot):
    given_new_criteria(lot, until=None)

    assert (list(asking()), list(asked_of(Supplier.objects.all()))) == ([], [])


def test_who_is_removed_has_nothing_to_show(admission, lot):
    version = given_new_criteria(lot)
    given_a_removal(admission, ON + DAY)

    assert names(version) == []


def test_the_providers_are_told_until_when(admission, lot):
    provider = given_a_provider(admission.supplier)
    stranger = given_a_provider(given_a_supplier("Wye Therapies"))

    given_new_criteria(lot)

    told = Notice.objects.filter(to__in=[provider, stranger])
    assert [(each.to, each.subject) for each in told] == [
        (provider, "Lot 1 has new selection criteria: show that you meet them by 1 July 2026")
    ]


def test_it_is_recorded_once_that_a_supplier_meets_them(admission, lot):
    version, by = given_new_criteria(lot), given_a("commissioner")

    comply(admission, version, note="Method statement seen.", by=by, on=ON)
    with pytest.raises(Refused) as refused:
        comply(admission, version, note="Again.", by=by, on=ON)

    assert names(version) == []
    assert [each.code for each in refused.value.refusals] == ["met-already"]


def test_who_has_shown_a_later_version_meets_the_one_before(admission, lot):
    first = given_new_criteria(lot)
    second = given_new_criteria(lot, "Other")
    comply(admission, second, note="Seen.", by=given_a("commissioner"), on=ON)

    assert ([each.number for each in asking()], names(first), names(second)) == ([3], [], [])


def test_what_was_seen_is_recorded_by_those_who_assess(admission, lot):
    version = given_new_criteria(lot)

    with pytest.raises(Refused, match="Enter what was seen"):
        comply(admission, version, note=" ", by=given_a("commissioner"), on=ON)
    with pytest.raises(Forbidden):
        comply(admission, version, note="Seen.", by=given_a("auditor"), on=ON)


def test_after_the_day_it_is_listed_and_nobody_is_removed(admission, lot):
    version = given_new_criteria(lot)
    by = given_a("commissioner")

    with clock.at(UNTIL):
        before = [group.title for group in waiting_for(by)]
    with clock.at(UNTIL + DAY):
        after = [group.title for group in waiting_for(by)]
        page = words(signed_in(by).get(version.get_absolute_url()))

    admission.refresh_from_db()
    title = "Criteria that were not shown in time"
    assert [title in titles for titles in (before, after)] == [False, True]
    assert "Not shown in time: 1 supplier" in page
    assert admission.state == "admitted"


def test_the_record_and_the_providers_home_say_until_when(admission, lot):
    given_new_criteria(lot)
    provider = given_a_provider(admission.supplier)

    with clock.at(ON):
        record = words(
            signed_in(given_a("commissioner")).get(admission.supplier.get_absolute_url())
        )
        home = words(signed_in(provider).get(reverse("home")))

    for page in (record, home):
        assert "Version 2 of the criteria, by 1 July 2026" in page
    assert "Show that you meet the new criteria of Lot 1" in home


def test_it_is_recorded_on_its_page(admission, lot):
    version = given_new_criteria(lot)
    client = signed_in(given_a("commissioner"))
    url = reverse("suppliers:comply", args=[admission.pk, version.pk])

    with clock.at(ON):
        led = posted(client.post(url, {"note": "Method statement seen."}))
        page = words(client.get(led))

    assert led == version.get_absolute_url()
    assert "Everybody on the lot meets this version." in page


def test_the_page_of_a_version_costs_the_same_for_one_and_three(admission, lot):
    for name in ("Wye Therapies", "Dean Play"):
        given_a_supplier(name)
    client = signed_in(given_a("commissioner"))
    version = given_new_criteria(lot)
    one = cost(client, version.get_absolute_url())
    for name in ("Wye Therapies", "Dean Play"):
        given_an_admission(given_a_supplier(name), lot, dt.date(2022, 6, 1))

    assert cost(client, version.get_absolute_url()) == one
