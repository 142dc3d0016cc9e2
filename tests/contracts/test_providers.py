"""Names of providers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.providers import key_of


@pytest.mark.parametrize(
    "name",
    [
        "Wye Psychology",
        "Wye Psychology Ltd",
        "WYE PSYCHOLOGY LIMITED",
        "  Wye  Psychology, Ltd. ",
        "Wye-Psychology CIC",
    ],
)
def test_one_provider_has_one_key(name: str) -> None:
    assert key_of(name) == "wye psychology"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Rees & Daughters", "rees and daughters"),
        ("Limited Horizons Ltd", "limited horizons"),
        ("Ltd", "ltd"),
        ("!!!", "!!!"),
    ],
)
def test_what_is_part_of_the_name_stays(name: str, key: str) -> None:
    assert key_of(name) == key


@given(st.text(min_size=1))
def test_a_key_is_its_own_key(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name)
