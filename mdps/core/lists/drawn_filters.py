"""The fields of a list's filters as HTML, kept for the next who sees the same.

To draw ten fields takes as long as to draw fifty rows, and the same fields with the same choices
and what was typed in them always look the same. So they are drawn once a process, and again when
any of it differs. What is kept is the page's own text, in memory, for as long as it is in use.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from functools import cache
from itertools import chain
from typing import Any

from crispy_forms.utils import render_crispy_form
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout, Size
from django.forms import ModelChoiceField
from django.utils.safestring import SafeString

from mdps.core import together
from mdps.core.together import HowMany, Often, Question

MOST_KEPT = 200
NO_FILTERS = ("after", "before", "as", "sort")

_lock = threading.Lock()
_kept: OrderedDict[Hashable, SafeString] = OrderedDict()


class _Records(list[Any]):
    """Records that are read, where Django expects a question."""

    _prefetch_related_lookups = ()

    def iterator(self) -> Iterator[Any]:
        return iter(self)


def read_choices(form: Any, *others: HowMany | Question) -> list[Any]:
    """Read the choices of all fields that are records; and what `others` find, which is returned.

    One query. Without a form there is nothing to choose. The choices are those of the fields as
    they were written down.
    """
    written = form.base_fields if form else {}
    names = [name for name, each in written.items() if isinstance(each, ModelChoiceField)]
    found = together.read(*others, *(_all_choices(written[name]).of() for name in names))
    fields: list[Any] = [form.fields[name] for name in names]
    for field, records in zip(fields, found[len(others) :], strict=True):
        choices: Any = field.choices
        choices.queryset = _Records(records)
        field.widget.choices = [(str(value), label) for value, label in choices]
    return found[: len(others)]


@cache
def _all_choices(written: Any) -> Often:
    """All records that may be chosen in a field."""
    return Often(lambda: written.queryset)


def drawn(form: Any) -> SafeString:
    """The fields of a ListFilter's form."""
    for field in form.fields.values():
        if hasattr(field, "choices") and not isinstance(field.widget.choices, list):
            field.widget.choices = list(chain(field.choices))
    looks = _looks(form)
    with _lock:
        if looks in _kept:
            _kept.move_to_end(looks)
            return _kept[looks]
    html = render_crispy_form(form, _helper(form))
    with _lock:
        _kept[looks] = html
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return html


def _helper(form: Any) -> FormHelper:
    """Small labels, and no button nor <form> of its own."""
    helper = FormHelper(form)
    helper.form_tag, helper.disable_csrf = False, True
    helper.label_size = Size.SMALL
    helper.layout = Layout(*form.fields)
    return helper


def _looks(form: Any) -> Hashable:
    """Everything that the fields show: names, choices, what was typed, what is wrong with it."""
    fields = tuple(
        (name, str(field.label), str(field.help_text), tuple(getattr(field.widget, "choices", ())))
        for name, field in form.fields.items()
    )
    typed = tuple(
        (name, tuple(values)) for name, values in form.data.lists() if name not in NO_FILTERS
    )
    return (type(form), fields, typed, repr(form.errors))
