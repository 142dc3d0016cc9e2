"""Market engagement: who came, and how many of them applied and were admitted since."""

import datetime as dt

import pytest
from django.urls import reverse

from lots.models import Lot
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers.engage import Guest, attended, change, correct, read_lines, record
from suppliers.models import Attendance, EngagementEvent
from suppliers.reach import events, guests
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.joining import given_an_event
from tests.build.people import given_a
from tests.build.suppliers import given_a_supplier, given_an_admission, given_an_application

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 6, 2)
DAY = dt.timedelta(days=1)


def figures(event: EngagementEvent) -> tuple[int, int, int]:
    found = events().get(pk=event.pk)
    return found.came, found.applied, found.admitted


def test_of_those_who_came_it_is_counted_who_applied_and_who_was_admitted(lot):
    one, two, three, four = (given_a_supplier(name) for name in ("Avon", "Severn", "Thames", "Wye"))
    event = given_an_event(lot, "Avon", "SEVERN", "Thames", "Nobody Known", on=ON)
    given_an_admission(one, lot, on=ON)
    given_an_application(two, lot, on=ON + DAY)
    given_an_application(four, lot, on=ON + DAY)

    assert figures(event) == (4, 2, 1)
    assert three.applications.count() == 0


def test_what_was_before_the_event_or_for_another_lot_does_not_count(lot):
    event = given_an_event(lot, "Avon", "Severn", on=ON)
    given_an_admission(given_a_supplier("Avon"), lot, on=ON - DAY)
    given_an_application(given_a_supplier("Severn"), Lot.objects.get(number=2), on=ON)

    assert figures(event) == (2, 0, 0)


def test_a_guest_who_registers_later_is_matched_by_the_address(lot):
    event = record(
        title="Fair",
        kind="fair",
        held_on=ON,
        place="Hall",
        is_online=False,
        lots=[lot],
        by=given_a("commissioner"),
    )
    attended(event, [Guest("R. Hall", "OFFICE@example.org")], by=given_a("commissioner"))

    given_an_application(given_a_supplier("Robin Hall"), lot, on=ON)

    [guest] = guests(event)
    assert (guest.supplier, guest.applied, guest.admitted) == (None, True, False)
    assert figures(event) == (1, 1, 0)


def test_a_known_name_is_linked_to_its_supplier(lot):
    supplier = given_a_supplier("Avon")

    event = given_an_event(lot, "avon")

    assert event.attendances.get().supplier == supplier


def test_an_event_without_guests_counts_nobody(lot):
    event = record(
        title="Fair",
        kind="fair",
        held_on=ON,
        place="Hall",
        is_online=False,
        lots=[lot],
        by=given_a("commissioner"),
    )

    assert figures(event) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avon", [("Avon", "")]),
        ("Avon, a@b.org\nSevern", [("Avon", "a@b.org"), ("Severn", "")]),
        (
            "Avon\ta@b.org\r\n\r\n  Wye  Valley ;w@b.org ",
            [("Avon", "a@b.org"), ("Wye Valley", "w@b.org")],
        ),
        ("Hall, Lee and Sons, h@b.org", [("Hall, Lee and Sons", "h@b.org")]),
        (" \n", []),
    ],
)
def test_pasted_lines_are_read(text, expected):
    assert [(each.organisation, each.email) for each in read_lines(text)] == expected


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("Avon\navon", "twice"),
        ("SEVERN", "recorded"),
        ("Avon, not an address", "not-an-address"),
        (", a@b.org", "nobody"),
        ("A" * 201, "too-long"),
    ],
)
def test_wrong_lines_are_refused_and_nothing_is_half_done(lot, lines, code):
    event = given_an_event(lot, "Severn")
    client = signed_in(given_a("commissioner"))

    with pytest.raises(Refused) as refused:
        attended(event, read_lines(lines), by=given_a("commissioner"))
    page = client.post(reverse("suppliers:guests", args=[event.pk]), {"lines": lines})

    assert [each.code for each in refused.value.refusals] == [code]
    assert list(page.context["form"].errors) == ["lines"]
    assert Attendance.objects.count() == 1


def test_one_guest_is_corrected(lot):
    event = given_an_event(lot, "Severn", "Avon")
    guest = event.attendances.get(organisation="Severn")
    by = given_a("commissioner")

    correct(guest, Guest("Severn Ltd", "s@b.org"), by=by)
    with pytest.raises(Refused):
        correct(guest, Guest("AVON"), by=by)

    guest.refresh_from_db()
    assert (guest.organisation, guest.email) == ("Severn Ltd", "s@b.org")


def test_an_event_is_somewhere(lot):
    client = signed_in(given_a("commissioner"))
    typed = {
        "title": "Briefing",
        "kind": "briefing",
        "held_on_0": 2,
        "held_on_1": 6,
        "held_on_2": 2026,
        "place": " ",
        "lots": [lot.pk],
    }

    page = client.post(reverse("suppliers:record-event"), typed)
    led = posted(client.post(reverse("suppliers:record-event"), typed | {"is_online": "on"}))

    assert "Enter the place" in page.context["form"].errors["place"][0]
    assert led == EngagementEvent.objects.get().get_absolute_url()


def test_an_event_is_changed(lot):
    event = given_an_event(lot, "Avon")
    other = Lot.objects.get(number=2)

    change(
        event,
        title="Workshop",
        kind="workshop",
        held_on=ON,
        place="",
        is_online=True,
        lots=[other],
        by=given_a("commissioner"),
    )

    event.refresh_from_db()
    assert (event.title, list(event.lots.all())) == ("Workshop", [other])


def test_others_record_nothing(lot):
    event = given_an_event(lot, "Avon")

    with pytest.raises(Forbidden):
        attended(event, [Guest("Severn")], by=given_a("auditor"))


def test_the_pages_show_the_figures_and_cost_the_same_for_one_and_three(lot):
    client = signed_in(given_a("commissioner"))
    urls = (reverse("suppliers:events"), given_an_event(lot, "Avon").get_absolute_url())
    for_one = [cost(client, url) for url in urls]

    for number in range(2):
        given_an_event(lot, f"Guest {number}")
        attended(
            EngagementEvent.objects.first(), [Guest(f"More {number}")], by=given_a("commissioner")
        )

    assert [cost(client, url) for url in urls] == for_one
    assert "Provider briefing" in words(client.get(urls[0]))
