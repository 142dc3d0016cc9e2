"""Filters of a list: text search that uses its index, and the chips that take a filter away."""

import copy
import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import CharFilter, DateFilter, Filter, FilterSet
from django_filters.fields import ChoiceField, ModelChoiceField

from mdps.core.ui import Link
from mdps.core.words import day

SHORTEST_SEARCH, LONGEST_SEARCH = 3, 100


class _OfOneRequest(dict[str, Any]):
    """The filters of a list, as they were written down.

    The library copies them for each request, deeply, so that each knows for whom it narrows. All
    else that they hold stays as it is, and need not be copied.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return {name: _own(each) for name, each in self.items()}


def _own(written: Filter) -> Filter:
    own = copy.copy(written)
    if own.method:
        own.method = own.method  # what it calls finds the request through it
    return own


class ListFilter(FilterSet):
    """The base of every list's filters: GOV.UK fields, which are the same whoever looks."""

    _form_class: Any = None

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        return _OfOneRequest(super().get_filters())

    def get_form_class(self) -> Any:
        """Made once: each form has copies of its fields."""
        of = type(self)
        if "_form_class" not in vars(of):
            made = super().get_form_class()
            for field in made.base_fields.values():
                field.required = False
            of._form_class = made
        return of._form_class

    def ended_by(self) -> str:
        """The field of the first day up to which the list is narrowed; empty where it is not."""
        typed = self.form.cleaned_data if self.form.is_valid() else {}
        ends = (
            each.field_name
            for name, each in self.filters.items()
            if isinstance(each, DayFilter) and each.lookup_expr == "lte" and typed.get(name)
        )
        return next(ends, "")


class SearchFilter(CharFilter):
    """Finds text anywhere in a column with a trigram index on UPPER(column).

    A search of one or two letters cannot use the index, so it is refused at its field.
    """

    def __init__(self, field_name: str, *, label: str = "Search", **options: Any):
        super().__init__(
            field_name=field_name,
            lookup_expr="icontains",
            label=label,
            min_length=SHORTEST_SEARCH,
            max_length=LONGEST_SEARCH,
            help_text=f"At least {SHORTEST_SEARCH} letters",
            error_messages={
                "min_length": f"Enter at least {SHORTEST_SEARCH} letters to search",
                "max_length": f"Enter at most {LONGEST_SEARCH} letters to search",
            },
            **options,
        )


class ReferenceFilter(CharFilter):
    """Finds a record by its reference (SR-000123) or just its number."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        digits = value.rpartition("-")[2].strip()
        return (
            qs.filter(pk=int(digits))
            if digits.isascii() and digits.isdigit() and len(digits) < 18
            else qs.none()
        )


DAY_FORMATS = ["%d %m %Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]
NOT_A_DAY = "Enter a day like 1 6 2026"


class DayFilter(DateFilter):
    """A day as people write it; an empty one narrows nothing."""

    def __init__(self, *, label: str, **options: Any):
        super().__init__(
            label=label,
            input_formats=DAY_FORMATS,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            help_text="For example, 1 6 2026",
            error_messages={"invalid": NOT_A_DAY},
            validators=[
                MinValueValidator(dt.date(2000, 1, 1), NOT_A_DAY),
                MaxValueValidator(dt.date(2099, 12, 31), NOT_A_DAY),
            ],
            **options,
        )


def chips(filterset: FilterSet | None, asked: QueryDict) -> list[Link]:
    """A link for each filter in use that takes it away."""
    if not filterset or not filterset.form.is_valid():
        return []
    data = filterset.form.cleaned_data
    return [
        Link(f"{field.label}: {_in_words(field, data[name])}", _without(asked, name))
        for name, field in filterset.form.fields.items()
        if data.get(name) not in (None, "", [])
    ]


def _in_words(field: Any, value: Any) -> str:
    if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField):
        return str(dict(field.choices).get(value, value))
    return day(value) if isinstance(value, dt.date) else str(value)


def _without(asked: QueryDict, name: str) -> str:
    query = asked.copy()
    for key in [key for key in query if key in (name, "after", "before")]:
        del query[key]
    return f"?{query.urlencode()}"
