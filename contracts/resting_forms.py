"""The forms of what awards rest on: authorisations, separateness, Cabinet, routes and limits."""

from typing import Any

from django import forms

from contracts.models import DirectAwardAuthorisation, Route
from lots.models import Lot
from mdps.core.forms import NOTHING_OF_THE_CHILD, DayField, MoneyField, PageForm
from mdps.core.uploads import UploadField
from suppliers.choice import SupplierField
from suppliers.models import Supplier


class OfSupplierForm(PageForm):
    """A form about a line and one of the suppliers it may be awarded to."""

    supplier = SupplierField(
        label="Supplier",
        queryset=Supplier.objects.none(),
        error_messages={"required": "Choose the supplier"},
    )

    def __init__(self, *args: Any, suppliers: Any, lot: Lot | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        supplier: Any = self.fields["supplier"]
        supplier.choose_from(suppliers, lot)


class AuthorisationForm(OfSupplierForm):
    """The Director's written authorisation of a direct award."""

    submit = "Record the authorisation"

    highest_value = MoneyField(
        label="Up to which value",
        help_text="Pounds, ex VAT: the award with whatever counts together with it.",
        error_messages={"required": "Enter the highest value"},
    )
    authorised_by = forms.CharField(
        label="Director of Policy, Performance and Governance",
        help_text="The name of who authorised it.",
        max_length=150,
        error_messages={"required": "Enter the name of the Director"},
    )
    authorised_on = DayField(label="Date of the authorisation")
    reason = forms.ChoiceField(
        label="Why it is awarded directly",
        choices=DirectAwardAuthorisation.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it is awarded directly"},
    )
    explanation = forms.CharField(
        label="Explain the reason",
        help_text=NOTHING_OF_THE_CHILD,
        widget=forms.Textarea,
        error_messages={"required": "Enter why it is awarded directly"},
    )
    document = UploadField(label="The letter, if there is a copy", required=False)


class SeparatenessForm(OfSupplierForm):
    """Why a proposed contract is separate from the others."""

    submit = "Record that they are separate"

    highest_value = MoneyField(
        label="Value of the proposed contract",
        help_text="Pounds, ex VAT. The record covers one contract up to this value.",
        error_messages={"required": "Enter the value of the proposed contract"},
    )
    reasons = forms.CharField(
        label="Why these contracts are separate",
        help_text=f"Each is listed in the annual report. {NOTHING_OF_THE_CHILD}",
        widget=forms.Textarea,
        error_messages={"required": "Enter why these are separate"},
    )


class AskCabinetForm(PageForm):
    """A request that Cabinet decides on one contract."""

    submit = "Ask Cabinet"

    value = MoneyField(
        label="Highest value of the contract",
        help_text="Pounds, ex VAT, over its whole life, options and expected extras included.",
        error_messages={"required": "Enter the highest value"},
    )
    meeting_on = DayField(label="Cabinet meeting it is meant for, if known", required=False)
    reasons = forms.CharField(
        label="Why the contract is needed",
        help_text=NOTHING_OF_THE_CHILD,
        widget=forms.Textarea,
        error_messages={"required": "Enter why the contract is needed"},
    )


class NoticeForm(PageForm):
    """The day on which the notice of a key decision was published."""

    submit = "Record the notice"

    notice_on = DayField(label="Day the notice was published")


class WithdrawCabinetForm(PageForm):
    submit = "Withdraw the request"


class RouteForm(PageForm):
    """Which values of a lot a route is allowed for, and from when on."""

    submit = "Set the rule"

    lot = forms.ModelChoiceField(
        label="Lot", queryset=Lot.objects.all(), error_messages={"required": "Choose the lot"}
    )
    route = forms.ChoiceField(
        label="Route",
        choices=Route.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the route"},
    )
    from_value = MoneyField(
        label="From this value",
        help_text="Pounds, ex VAT; this value is allowed.",
        error_messages={"required": "Enter the lower end"},
    )
    to_value = MoneyField(
        label="Up to this value",
        help_text="This value is allowed too. Leave empty for no upper end.",
        required=False,
    )
    effective_from = DayField(label="First day on which it holds")


def _whole(label: str, *, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": "Enter a whole number, like 28"},
    )


class AwardLimitsForm(PageForm):
    """The figures that awards are measured by, and from when on."""

    submit = "Set the figures"

    direct_award_above = MoneyField(
        label="A direct award above this needs written authorisation",
        help_text="Pounds, ex VAT.",
        error_messages={"required": "Enter the amount"},
    )
    published_above = MoneyField(
        label="A contract above this is published",
        help_text="Transparency Code. Pounds, ex VAT.",
        error_messages={"required": "Enter the amount"},
    )
    contracts_finder_above = MoneyField(
        label="A contract above this is notified on Contracts Finder",
        help_text="Pounds, ex VAT. £25,000 are the £30,000 inc VAT of the regulations.",
        error_messages={"required": "Enter the amount"},
    )
    light_touch_above = MoneyField(
        label="Above this the light-touch regime applies",
        help_text="Pounds, ex VAT. £552,950 are the £663,540 inc VAT of the regulations.",
        error_messages={"required": "Enter the amount"},
    )
    notice_days = _whole("Clear days of notice before a Cabinet decision", least=0, most=365)
    call_in_days = _whole("Clear working days of call-in after it", least=0, most=60)
    together_months = _whole(
        "Months in which contracts for the same child count together", least=1, most=60
    )
    effective_from = DayField(label="First day on which they hold")


class ChangeLimitsForm(PageForm):
    """Cabinet's decision on the cap and the threshold."""

    submit = "Record it and change the limits"

    minute = forms.CharField(
        label="Reference of the minute",
        max_length=60,
        error_messages={"required": "Enter the reference of the minute"},
    )
    decided_on = DayField(label="Date of the decision")
    cap = MoneyField(
        label="Cap on all contracts together",
        help_text="Pounds, ex VAT.",
        error_messages={"required": "Enter the cap"},
    )
    cabinet_threshold = MoneyField(
        label="A contract above this needs a Cabinet decision",
        help_text="Pounds, ex VAT.",
        error_messages={"required": "Enter the threshold"},
    )
    conditions = forms.CharField(
        label="Conditions that Cabinet made, if any", widget=forms.Textarea, required=False
    )
