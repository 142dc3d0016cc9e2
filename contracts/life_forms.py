"""The forms of a call-off's life and of its variations."""

from decimal import Decimal
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from contracts.increase import More
from contracts.models import CallOffContract, Variation
from contracts.queries import lines_for_increase
from lots.fields import UnitsField
from lots.models import Lot
from mdps.core.forms import NOTHING_OF_THE_CHILD, DayField, MoneyField, PageForm
from mdps.core.money import ZERO, gbp
from mdps.core.words import count
from referrals.models import RequestLine
from suppliers.choice import SupplierField
from suppliers.models import Supplier


class AcceptForm(PageForm):
    """A yes."""

    submit = "Accept the call-off"


class CompleteForm(PageForm):
    """A yes."""

    submit = "Complete the call-off"


class ReasonsForm(PageForm):
    """Why it is done."""

    reasons = forms.CharField(
        label="Reasons",
        help_text=NOTHING_OF_THE_CHILD,
        widget=forms.Textarea,
        error_messages={"required": "Enter the reasons"},
    )


class DeliveryForm(PageForm):
    """What was delivered and what was missed, from one day to another."""

    submit = "Record the delivery"

    since = DayField(label="First day", missing="Enter the first day")
    until = DayField(label="Last day", missing="Enter the last day")
    units = forms.IntegerField(
        label="Units delivered",
        initial=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter the units delivered, 0 if there were none",
            "invalid": "Enter the units as a whole number, like 4",
        },
    )
    missed = forms.IntegerField(
        label="Appointments missed",
        initial=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter the appointments missed, 0 if there were none",
            "invalid": "Enter the appointments as a whole number, like 1",
        },
    )
    extras = forms.DecimalField(
        label="Extras to be charged, in pounds ex VAT",
        help_text="Travel, reports, court attendance: up to what the call-off allows.",
        initial=Decimal("0.00"),
        max_digits=12,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
        error_messages={
            "invalid": "Enter the extras in pounds and pence, like 45.00",
            "max_decimal_places": "Enter the extras in pounds and pence, like 45.00",
        },
    )
    correction = forms.CharField(
        label="Why an earlier report is corrected",
        help_text="Only with a number below nought, which takes back what was reported before. "
        + NOTHING_OF_THE_CHILD,
        max_length=200,
        required=False,
    )

    def clean_extras(self) -> Decimal:
        """Nothing where nothing is entered."""
        return self.cleaned_data["extras"] or ZERO


class ReleaseForm(ReasonsForm):
    """An amount to give back."""

    submit = "Release the amount"
    field_order = ("amount", "reasons")

    amount = MoneyField(
        label="Amount to release",
        help_text="Pounds, ex VAT.",
        error_messages={"required": "Enter the amount to release"},
    )


class GroundedForm(ReasonsForm):
    """Why, and on which ground of reg 72; (d) is for another supplier alone."""

    ground = forms.ChoiceField(
        label="Ground in regulation 72",
        choices=[each for each in Variation.Ground.choices if each[0] != "d"],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the ground on which it is varied"},
    )


class DecreaseForm(GroundedForm):
    submit = "Take the units off"
    field_order = ("units", "ground", "reasons")

    units = UnitsField(label="Units to take off")


class DatesForm(GroundedForm):
    submit = "Change the dates"
    field_order = ("starts_on", "ends_on", "ground", "reasons")

    starts_on = DayField(label="First day of delivery", missing="Enter the first day of delivery")
    ends_on = DayField(label="Last day of delivery", missing="Enter the last day of delivery")


class NovationForm(ReasonsForm):
    submit = "Transfer the call-off"
    field_order = ("supplier", "reasons")

    supplier = SupplierField(
        label="The supplier who takes over",
        queryset=Supplier.objects.none(),
        error_messages={"required": "Choose the supplier who takes over"},
    )

    def __init__(self, *args: Any, suppliers: Any, lot: Lot, **options: Any):
        super().__init__(*args, **options)
        choice: Any = self.fields["supplier"]
        choice.choose_from(suppliers, lot)


class IncreaseTermsForm(forms.Form):
    """By which approved line, how many units, at which price, on which ground. Sent by GET."""

    line = forms.ModelChoiceField(
        label="The line by which the panel approved it",
        queryset=RequestLine.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose the line by which the panel approved it"},
    )
    units = UnitsField(label="Units to add")
    unit_price = MoneyField(
        label="Price for one of them, if lower",
        help_text="Pounds, ex VAT. Leave empty for the lower of this call-off's price and the "
        "supplier's rate card.",
        required=False,
    )
    ground = forms.ChoiceField(
        label="Ground in regulation 72",
        choices=[each for each in Variation.Ground.choices if each[0] != "d"],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the ground on which more is bought"},
    )

    submit = "Check the increase"

    def __init__(self, contract: CallOffContract, **options: Any):
        super().__init__(**options)
        choice: Any = self.fields["line"]
        choice.queryset = lines_for_increase(contract)
        choice.label_from_instance = _line
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(
            Field.radios("line", legend_size=Size.SMALL),
            "units",
            "unit_price",
            Field.radios("ground", legend_size=Size.SMALL),
        )

    def more(self, *, reasons: str = "", notice_published: bool = False) -> More:
        """What a valid form proposes."""
        return More(**self.cleaned_data, reasons=reasons, notice_published=notice_published)


class IncreaseForm(ReasonsForm):
    """The last step: the amount that was shown, why, and whether the notice is out."""

    field_order = ("reasons", "notice_published", "shown_amount")

    notice_published = forms.BooleanField(
        label="The notice of this modification is published",
        help_text="Needed on grounds (b) and (c).",
        required=False,
    )
    shown_amount = forms.DecimalField(max_digits=12, decimal_places=2, widget=forms.HiddenInput)


def _line(line: RequestLine) -> str:
    return f"{line.reference}: {gbp(line.approved_left)} for {count(line.units_left, 'unit')} left"
