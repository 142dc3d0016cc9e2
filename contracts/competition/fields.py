"""Fields that the forms of mini-competitions share."""

from typing import Any

from django import forms

from mdps.core.moments import NoSuchMoment, in_london


class SmallNumberField(forms.IntegerField):
    """A small whole number, typed: a weight in percent, or days."""

    widget = forms.TextInput

    def __init__(self, **options: Any):
        super().__init__(**options)
        self.widget.attrs |= {"class": "govuk-input--width-3", "inputmode": "numeric"}


class MomentMixin(forms.Form):
    """A form with a day and a time that are one moment on the clock in London."""

    moment = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day, time = data.get(f"{self.moment}_on"), data.get(f"{self.moment}_time")
        if day and time:
            try:
                data[f"{self.moment}_at"] = in_london(day, time)
            except NoSuchMoment as error:
                self.add_error(f"{self.moment}_time", str(error))
        return data
