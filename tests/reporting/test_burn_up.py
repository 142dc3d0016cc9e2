"""The picture of the cap: what stands where, at its edges."""

import datetime as dt
from decimal import Decimal

from reporting.burn_up import BurnUp, Drawing, Frame

START, ENDS = dt.date(2022, 6, 1), dt.date(2027, 5, 31)


def drawn(committed: str, on: dt.date = ENDS, cap: str = "10000000") -> Drawing:
    """A drawing of two points: nought at the start, `committed` on the day `on`."""
    chart = BurnUp(
        finding="",
        description="",
        cap=Decimal(cap),
        planned=Decimal(7_500_000),
        start=START,
        plan_ends=ENDS,
        series=((START, Decimal(0)), (on, Decimal(committed))),
        committed="",
        cap_text="",
        plan_text="",
    )
    return Drawing(chart, Frame(720, 268))


def test_nothing_stands_on_the_ground_and_the_cap_at_the_top():
    drawing = drawn("10000000")

    assert drawing.line == "44.0,244.0 710.0,26.0"
    assert (drawing.cap_y, drawing.end_y) == (26, 26)


def test_half_of_the_cap_is_half_way_up():
    assert drawn("5000000").end_y == Decimal("135.0")


def test_a_day_after_the_plan_makes_room_for_itself():
    assert drawn("1", on=dt.date(2029, 5, 31)).end_x == 710


def test_the_words_stand_beside_a_line_that_has_no_room_under_it():
    assert not drawn("100").words_inside
    assert not drawn("9000000", on=dt.date(2022, 9, 1)).words_inside
    assert drawn("9000000").words_inside


def test_a_cap_of_nought_is_drawn():
    drawing = drawn("0", cap="0")

    assert (drawing.cap_y, drawing.end_y) == (244, 244)


def test_every_scheme_year_has_its_tick():
    assert [tick.text for tick in drawn("1").years] == [f"Jun {year}" for year in range(2022, 2027)]
