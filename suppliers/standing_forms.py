"""The forms of suspending, of a removal and of leaving a lot."""

from typing import Any

from django import forms
from django.conf import settings

from mdps.core.forms import DayField, PageForm
from suppliers.forms import EXAMPLE, StandingForm
from suppliers.models import Admission, AdmissionSuspension
from suppliers.notice_rules import FEWEST, MOST

Kind = AdmissionSuspension.Kind


class LotField(forms.ModelMultipleChoiceField):
    """Admissions by their lots."""

    def label_from_instance(self, admission: Any) -> str:
        return str(admission.lot)


class SuspendForm(StandingForm):
    """Which kind of suspension, when, and whether of the other lots too."""

    kind = forms.ChoiceField(
        label="Kind of suspension",
        choices=[
            (Kind.SAFEGUARDING, "Safeguarding: from today, until another decision ends it"),
            (
                Kind.ADMINISTRATIVE,
                "Administrative: stops new awards only, and ends on its last day",
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of suspension"},
    )
    starts_on = DayField(
        label="First day, if administrative and later than today", help_text=EXAMPLE, required=False
    )
    until = DayField(
        label="Last day, if administrative",
        help_text=f"Awards are possible again from the day after. {EXAMPLE}",
        required=False,
    )
    others = LotField(
        Admission.objects.none(),
        label="Suspend it from these lots too",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    field_order = ("kind", "starts_on", "until", "others")

    def __init__(self, *args: Any, admission: Admission, **kwargs: Any):
        super().__init__(*args, **kwargs)
        others = admission.supplier.admissions.exclude(pk=admission.pk).filter(
            state=Admission.State.ADMITTED
        )
        if others.exists():
            self.fields["others"].queryset = others.select_related("lot").order_by("lot__number")  # type: ignore[attr-defined]
        else:
            del self.fields["others"]
            self.helper.layout.fields = [
                field for field in self.helper.layout.fields if "others" not in _names(field)
            ]


def _names(field: Any) -> tuple[str, ...]:
    return (field,) if isinstance(field, str) else tuple(field.fields)


class NoticeForm(PageForm):
    """Why the supplier may be removed, and how long it has to answer."""

    submit = "Give notice"

    reasons = forms.CharField(
        label="Reasons",
        help_text="They stand in the letter. Write nothing about a particular child.",
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": "Enter the reasons for the notice"},
    )
    days = forms.IntegerField(
        label="Working days for its statement",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        min_value=FEWEST,
        max_value=MOST,
        error_messages={
            "required": "Enter the working days for its statement",
            "invalid": "Enter a whole number, like 10",
            "min_value": f"Enter from {FEWEST} to {MOST} working days",
            "max_value": f"Enter from {FEWEST} to {MOST} working days",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["days"].initial = settings.MDPS_STATEMENT_DAYS


class StatementForm(PageForm):
    """What the supplier says."""

    submit = "Send the statement"

    statement = forms.CharField(
        label="Statement",
        help_text="Write nothing about a particular child.",
        widget=forms.Textarea,
        max_length=20_000,
        error_messages={"required": "Enter the statement"},
    )


class CancelNoticeForm(PageForm):
    """Why a notice is cancelled."""

    submit = "Cancel the notice"

    because = forms.CharField(
        label="Why it is cancelled",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter why the notice is cancelled"},
    )


class LeaveForm(PageForm):
    """From which day a supplier leaves a lot, and why."""

    submit = "Withdraw from the lot"

    leaves_on = DayField(
        label="From which day",
        help_text=f"From that day nothing more is awarded. {EXAMPLE}",
        missing="Enter the day from which it is withdrawn",
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter the reason"},
    )
