"""Parts of a call-off: units are taken up from the first and given back from the last."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from contracts import parts
from contracts.parts import Part

PENCE = st.integers(1, 10_000).map(lambda pence: Decimal(pence) / 100)
PARTS = st.lists(st.builds(Part, units=st.integers(1, 50), amount=PENCE), max_size=5)

BASE = [Part(10, Decimal("1000.00")), Part(5, Decimal("450.00"))]


def test_the_first_units_keep_their_price() -> None:
    assert [parts.worth(count, BASE) for count in (0, 1, 10, 11, 15, 99)] == [
        Decimal("0.00"),
        Decimal("100.00"),
        Decimal("1000.00"),
        Decimal("1090.00"),
        Decimal("1450.00"),
        Decimal("1450.00"),
    ]


def test_the_first_units_are_cut_out_of_the_parts() -> None:
    assert parts.first(12, BASE) == [Part(10, Decimal("1000.00")), Part(2, Decimal("180.00"))]


@given(PARTS, st.integers(0, 300))
def test_what_is_taken_and_what_is_left_make_the_whole_to_the_penny(
    agreed: list[Part], count: int
) -> None:
    whole = parts.total(agreed)
    taken = parts.worth(count, agreed)
    assert Decimal(0) <= taken <= whole
    assert parts.units(parts.first(count, agreed)) == min(count, parts.units(agreed))
    assert parts.worth(count + 1, agreed) >= taken
    assert parts.worth(parts.units(agreed), agreed) == whole
