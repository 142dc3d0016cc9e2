"""Who was admitted to which lot on a day, suspensions included; and as a file."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock
from suppliers.reinstate import reinstate
from tests.build.browsing import cost, read_whole, signed_in
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_removal,
    given_a_supplier,
    given_a_suspension,
    given_an_admission,
)

pytestmark = pytest.mark.django_db

BEGAN = dt.date(2026, 6, 1)
ON = dt.date(2026, 9, 1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def client():
    return signed_in(given_a("auditor"))


def standings(client, on: dt.date) -> list[tuple[str, str]]:
    page = client.get(reverse("suppliers:on-a-day"), {"on": f"{on:%d %m %Y}"})
    return [(row[0].text, row[2].tag.text) for row in page.context["table"].rows]


def test_every_day_of_an_admissions_life(client, lot):
    admission = given_an_admission(given_a_supplier(), lot, BEGAN)
    given_a_suspension(admission, ON)
    by = given_a("commissioning_manager")
    reinstate(admission, consultation=consulted(ON), by=by, on=ON + 7 * DAY)
    given_a_removal(admission, ON + 30 * DAY)

    days = (BEGAN - DAY, BEGAN, ON - DAY, ON, ON + 6 * DAY, ON + 7 * DAY, ON + 30 * DAY)
    found = [[tag for _, tag in standings(client, day)] for day in (*days, ON + 31 * DAY)]

    assert found == [
        [],
        ["Admitted"],
        ["Admitted"],
        ["Suspended"],
        ["Suspended"],
        ["Admitted"],
        ["Removed that day"],
        [],
    ]


def test_it_is_of_today_unless_a_day_is_given(client, lot):
    given_an_admission(given_a_supplier(), lot, ON)

    with clock.at(ON):
        page = client.get(reverse("suppliers:on-a-day"))

    assert page.context["title"] == "On the lots on 1 September 2026"
    assert len(page.context["table"].rows) == 1


def test_a_day_that_is_none_is_refused_at_its_field(client):
    page = client.get(reverse("suppliers:on-a-day"), {"on": "31 2 2026"})

    assert page.context["filter_form"].errors == {"on": ["Enter a day like 1 6 2026"]}


def test_the_file_says_the_same(client, lot):
    given_a_suspension(given_an_admission(given_a_supplier(), lot, BEGAN), ON)

    url = reverse("suppliers:on-a-day")
    answer = client.get(url, {"on": "2 9 2026", "as": "csv"})

    assert read_whole(answer).decode().splitlines()[1] == (
        'Severn Assessments,Lot 1,Suspended,"Safeguarding, from 1 September 2026",2026-06-01,'
    )


def test_three_rows_cost_as_many_queries_as_one(client, lot):
    url = reverse("suppliers:on-a-day")
    given_a_suspension(given_an_admission(given_a_supplier("One"), lot, BEGAN), ON)
    for_one = cost(client, url)
    for name in ("Two", "Three"):
        given_a_suspension(given_an_admission(given_a_supplier(name), lot, BEGAN), ON)

    assert cost(client, url) == for_one
