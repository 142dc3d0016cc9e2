"""The form fields: every error leads to a control, and the defects of the packages are mended."""

import re

import pytest
from django.template import Context, Template

from mdps.core.gallery_forms import SampleForm, filled_form, wrong_form
from tests.core.page_reader import Element, PageReader

DRAWN = Template(
    "{% load mdps %}{% include 'components/error_summary.html' %}{% form_fields form %}"
)


def draw(form: SampleForm) -> PageReader:
    return PageReader(DRAWN.render(Context({"form": form})))


def error_links(read: PageReader) -> list[str]:
    return [e.attributes["href"][1:] for e in read.named("a") if "href" in e.attributes]


def described_by(element: Element) -> list[str]:
    return element.attributes.get("aria-describedby", "").split()


def test_every_error_leads_to_a_control_that_takes_focus() -> None:
    read = draw(wrong_form())

    assert error_links(read) == [
        "id_reference",
        "id_amount",
        "id_route_1",
        "id_lots_1",
        "id_starts_1",  # the month is what is missing
        "id_supplier",
        "id_reasons",
        "id_agreed",
    ]
    assert [read.by_id[link].focusable for link in error_links(read)] == [True] * 8


def test_a_date_that_was_left_out_leads_to_its_day() -> None:
    form = SampleForm({})
    form.full_clean()

    assert "id_starts_0" in error_links(draw(form))
    assert draw(form).by_id["id_starts_0"].focusable


def test_an_error_of_the_whole_form_leads_to_its_first_field() -> None:
    form = SampleForm({})
    form.full_clean()
    form.add_error(None, "The cap was reached while you were typing")

    assert error_links(draw(form))[0] == "id_reference"


def test_every_description_of_a_field_exists() -> None:
    read = draw(wrong_form())
    named = [name for element in read.elements for name in described_by(element)]

    assert named
    assert set(named) <= set(read.ids)


def test_no_id_is_used_twice() -> None:
    read = draw(wrong_form())
    assert sorted(read.ids) == sorted(set(read.ids))


def test_the_parts_of_a_date_are_typed_as_numbers_in_a_group() -> None:
    read = draw(filled_form())
    parts = [read.by_id[f"id_starts_{part}"].attributes for part in range(3)]

    assert [part["inputmode"] for part in parts] == ["numeric"] * 3
    assert [part["value"] for part in parts] == ["1", "12", "2026"]
    assert [e for e in read.named("fieldset") if e.attributes.get("role") == "group"]


def test_an_amount_wears_a_pound_sign_and_keeps_what_was_typed() -> None:
    assert len(draw(filled_form()).classed("govuk-input__prefix")) == 1
    assert draw(filled_form()).by_id["id_amount"].attributes["value"] == "12,400.00"
    assert draw(wrong_form()).by_id["id_amount"].attributes["value"] == "12.345"


def test_what_was_chosen_is_still_chosen() -> None:
    read = draw(filled_form())
    chosen = [e.attributes["id"] for e in read.named("input") if "checked" in e.attributes]

    assert chosen == ["id_route_1", "id_lots_1", "id_lots_2"]
    assert [e.attributes["value"] for e in read.named("option") if "selected" in e.attributes] == [
        "1"
    ]


def test_only_what_may_be_left_out_is_called_optional() -> None:
    html = DRAWN.render(Context({"form": filled_form()}))
    labels = re.findall(r'<label[^>]*for="(\w+)"[^>]*>[^<]*<span class="mdps-optional">', html)
    assert labels == ["id_note"]


@pytest.mark.parametrize("form", [filled_form(), wrong_form()], ids=["filled", "wrong"])
def test_every_control_has_a_label(form: SampleForm) -> None:
    read = draw(form)
    labelled = {e.attributes.get("for") for e in read.named("label")}
    controls = [e.attributes["id"] for e in read.elements if e.focusable]

    assert set(controls) <= labelled
