"""Forms: GOV.UK fields by crispy-forms-gds, styled in one place and nowhere else."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from mdps.core import money

TIMES = ["%H:%M", "%I:%M%p", "%I%p"]


# Under every field of free text that leaves the council or is read without the case.
NOTHING_OF_THE_CHILD = "Write nothing that points to the child or the family."


class MoneyField(forms.CharField):
    """An amount in pounds, GBP ex VAT: `1,234.50` and `£1,234.50` are accepted, £0.00 too."""

    def __init__(self, **options: Any):
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("class", "govuk-input--width-10")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        try:
            return money.parse_gbp(text)
        except money.NotMoney as error:
            raise forms.ValidationError(str(error), code="not-money") from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,.2f}" if isinstance(value, Decimal) else value


class DayField(DateInputField):
    """A day, entered in three parts; `missing` is what to say when none of them is entered."""

    def __init__(self, *, missing: str = "Enter the day, month and year", **options: Any):
        super().__init__(require_all_fields=False, **options)
        self.error_messages["required"] = missing

    def compress(self, data_list: Any) -> dt.date | None:
        try:
            day = super().compress(data_list)
        except (forms.ValidationError, OverflowError) as error:
            raise forms.ValidationError("Enter a real date, like 27 3 2026") from error
        if day and day.year < 1000:
            raise forms.ValidationError("Enter the year with four digits, like 2026")
        return day


class TimeOfDayField(forms.TimeField):
    """A time as people write it: 9:30am, 9.30am, 2pm, 14:30."""

    def __init__(self, **options: Any):
        super().__init__(input_formats=TIMES, widget=forms.TextInput, **options)
        self.widget.attrs.setdefault("class", "govuk-input--width-5")

    def prepare_value(self, value: Any) -> Any:
        """A time that is there already, as people write it."""
        return f"{value:%-I:%M%p}".lower() if isinstance(value, dt.time) else value

    def to_python(self, value: Any) -> dt.time | None:
        if isinstance(value, str):
            value = value.replace(" ", "").replace(".", ":").upper()
        return super().to_python(value)


class OneTimeKeyMixin(forms.Form):
    """Carries the key that makes a form posted twice do its act once (mdps.core.once)."""

    one_time_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class PageForm(OneTimeKeyMixin):
    """The base of every form that acts: one page, one button.

    `submit` is the verb on the button. Radios and checkboxes get their GOV.UK look from the
    widget; `legend` sizes and hints come from the field's label and help text.
    """

    submit = "Save and continue"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(*(self._laid_out(name) for name in self.fields))

    def _laid_out(self, name: str) -> Any:
        widget = self.fields[name].widget
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return Field.checkboxes(name, legend_size=Size.SMALL)
        if isinstance(widget, forms.RadioSelect):
            return Field.radios(name, legend_size=Size.SMALL)
        if isinstance(widget, forms.Textarea):
            return Field.textarea(name, label_size=Size.SMALL, rows=5)
        return name
