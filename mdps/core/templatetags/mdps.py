"""Template tags that every page shares: sections, forms, and cells that know their heading.

They only draw. What is shown, and whether, is decided by the views.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.utils import render_crispy_form
from crispy_forms_gds.helper import FormHelper
from django import template
from django.forms import BaseForm, BoundField, RadioSelect
from django.forms.widgets import CheckboxSelectMultiple, MultiWidget
from django.template.context import Context
from django.template.engine import Engine
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from mdps.core import addresses, drawn_cells, kept_parts, money, words
from mdps.core.forms import MoneyField
from mdps.core.lists import drawn_filters
from mdps.core.ui import Cell, Heading, Section, Tag

register = template.Library()

LONG_WORDS = re.compile(r"(\S{30,})")


@register.simple_tag(takes_context=True)
def section(context: Context, section: Section) -> str:
    """Draw `section` by its template, with its context on top of the page's."""
    with context.push(section.context):
        return Engine.get_default().get_template(section.template).render(context)


@register.simple_tag
def kept(template: str, **given: Any) -> SafeString:
    """Draw a component of what it is `given`, and of nothing else of the page; once for all who see
    the same."""
    return kept_parts.drawn(template, **given)


@register.simple_tag
def address(name: str) -> str:
    """The address of a page that has no record, as `{% url %}` gives it."""
    return addresses.of_page(name)


@register.simple_tag(takes_context=True)
def form_fields(context: Context, form: BaseForm) -> SafeString:
    """The fields of `form` in the GOV.UK look, without the <form> element and the button."""
    helper = getattr(form, "helper", None) or FormHelper(form)
    helper.form_tag = False
    helper.disable_csrf = True
    return render_crispy_form(form, helper, context)


@register.simple_tag
def filter_fields(form: BaseForm) -> SafeString:
    """The fields of a list's filters, without the <form> element and the button."""
    return drawn_filters.drawn(form)


@register.filter
def drawn(cell: Cell) -> SafeString:
    """The inside of a cell."""
    return drawn_cells.inside(cell)


@register.filter
def drawn_tag(tag: Tag | None) -> SafeString:
    """A state in its colour, or nothing."""
    return drawn_cells.as_tag(tag) if tag else SafeString("")


@register.filter
def drawn_under(rows: Sequence[Sequence[Cell]], headings: Sequence[Heading]) -> SafeString:
    """The rows of a table; each cell carries its heading, for narrow screens."""
    return drawn_cells.rows(rows, headings)


@register.filter
def foot_under(cells: Sequence[Cell], headings: Sequence[Heading]) -> SafeString:
    """The row of totals."""
    return drawn_cells.rows([cells], headings)


@register.filter
def gbp(amount: Decimal | None) -> str:
    """£12,400.00, or nothing for None."""
    return "" if amount is None else money.gbp(amount)


@register.filter
def day(date: dt.date | None) -> str:
    """1 June 2026, or nothing for None."""
    return words.day(date)


@register.filter
def moment(at: dt.datetime | None) -> str:
    """1 June 2026 at 2:30pm, or nothing for None."""
    return words.moment(at)


@register.filter
def is_money(field: BoundField) -> bool:
    """Whether the field takes an amount, and so wears a £."""
    return isinstance(field.field, MoneyField)


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    """The value of a key that a template cannot spell, like one with a hyphen."""
    return mapping.get(key)


@register.filter
def error_links(form: BaseForm) -> list[tuple[str, str]]:
    """(id of the control, message) of every error, in the order of the fields on the page.

    The id is that of something which can take focus: the first radio, checkbox or date part,
    or the part that is wrong. Errors of the whole form lead to its first field.
    """
    fields = form.visible_fields()
    first = _first_control(fields[0]) if fields else ""
    whole = [(first, str(message)) for message in form.non_field_errors()]
    return whole + [
        (_wrong_control(field, str(message)), str(message))
        for field in fields
        for message in field.errors
    ]


def _first_control(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return f"id_{field.html_name}_1"
    if isinstance(widget, MultiWidget):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


def _wrong_control(field: BoundField, message: str) -> str:
    parts: Sequence[Any] = getattr(field.field, "fields", ())
    for index, part in enumerate(parts):
        if message in map(str, getattr(part.widget, "errors", ())):
            return f"{field.auto_id}_{index}"
    return _first_control(field)


@register.filter
def breakable(text: str) -> SafeString:
    """`text` with each word of 30 characters or more marked, so that a table on paper may break
    it and keeps its other columns on the sheet."""
    parts = LONG_WORDS.split(str(text))
    if len(parts) == 1:
        return conditional_escape(text)
    marked = ('<span class="breakable">', "</span>")
    return format_html_join(
        "",
        "{}{}{}",
        (
            (SafeString(marked[0]), part, SafeString(marked[1])) if place % 2 else ("", part, "")
            for place, part in enumerate(parts)
        ),
    )
