"""What is asked of a requester and of their manager. Rules are asked by the actions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lots.fields import UnitsField
from lots.models import RequestCategory, Service
from mdps.core.forms import DayField, MoneyField, PageForm
from referrals.draft_rules import NO_NAME, REQUIRED
from referrals.models import SupportRequest, case_reference


class AnswersForm(PageForm):
    """Answers that may be posted again after going back: the last ones count, not the first."""

    def clean_one_time_key(self) -> None:
        return None


class CategoryField(forms.ModelChoiceField):
    """The four kinds of support by their short names."""

    def label_from_instance(self, category: Any) -> str:
        return category.short_name


class CaseReferenceField(forms.CharField):
    """The reference of the case system, in capitals however it was typed."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").upper()


def case_reference_field() -> CaseReferenceField:
    return CaseReferenceField(
        label="Case reference",
        help_text="From the case system, like LCS-4821937. Never a name.",
        max_length=40,
        validators=[case_reference],
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": NO_NAME},
    )


class AboutForm(PageForm):
    """Who the request is for, what kind of support, and by when."""

    case_reference = case_reference_field()
    subject = forms.ChoiceField(
        label="Who is the support for?",
        choices=SupportRequest.Subject.choices,
        widget=forms.RadioSelect,
        error_messages={"required": REQUIRED["subject"]},
    )
    category = CategoryField(
        label="What kind of support is it?",
        queryset=RequestCategory.objects.all(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of support"},
    )
    needed_by = DayField(
        label="When is it needed by?",
        help_text="For example, 27 3 2027",
        missing="Enter the day by which the support is needed",
    )


class AboutAgainForm(AnswersForm, AboutForm):
    """The first page, once the draft exists."""


class BasisForm(AnswersForm):
    """The section of the Children Act 1989 that the request rests on."""

    legal_basis = forms.ChoiceField(
        label="Which section of the Children Act 1989?",
        choices=SupportRequest.LegalBasis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": REQUIRED["legal_basis"]},
    )


class NeedForm(AnswersForm):
    """What is said about the child."""

    need = forms.CharField(
        label="What is needed, and why?",
        help_text="What has been tried, and what happens without it. Do not use names.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": REQUIRED["need"]},
    )
    outcome = forms.CharField(
        label="What should be different afterwards?",
        help_text="How the panel will know that it worked. Do not use names.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": REQUIRED["outcome"]},
    )


class ServiceForm(AnswersForm):
    """A service and how many units of it; the services of the request's own kind come first."""

    submit = "Continue"

    service = forms.ModelChoiceField(
        label="Service",
        queryset=Service.objects.select_related("category"),
        empty_label="Select a service",
        error_messages={"required": "Select a service"},
    )
    units = UnitsField(
        label="How many units?",
        help_text="Assessments, tests, sessions, hours or visits, as the service is counted.",
    )

    def __init__(self, *args: Any, category: RequestCategory | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["service"]
        field.choices = [("", field.empty_label), *_grouped(field.queryset, category)]


class AmountForm(PageForm):
    """The amount to ask for, where it differs from the estimate or there is none."""

    submit = "Add this service"

    amount = MoneyField(
        label="How much do you ask for?",
        help_text="For all units together, without VAT.",
        error_messages={"required": "Enter the amount to ask for"},
    )


class RemoveForm(PageForm):
    submit = "Remove this service"


class SubmitForm(PageForm):
    submit = "Submit to the team manager"


class EndorseForm(PageForm):
    submit = "Endorse this request"


class WithdrawForm(PageForm):
    submit = "Withdraw this request"


class ReturnForm(PageForm):
    """Why a request goes back."""

    submit = "Return this request"

    reason = forms.CharField(
        label="What must change before you endorse it?",
        help_text="Shown on the request, and never mailed. Do not use names.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter what must change before you endorse it"},
    )


class FindCaseForm(AnswersForm):
    """Sent by POST, since a case reference does not belong in an address."""

    submit = "Find requests"

    case_reference = case_reference_field()


def _grouped(services: Iterable[Service], first: RequestCategory | None) -> list[Any]:
    groups: dict[RequestCategory, list[tuple[int, str]]] = {first: []} if first else {}
    for service in services:
        label = f"{service.name} (by {service.get_unit_display()})"
        groups.setdefault(service.category, []).append((service.pk, label))
    return [(category.short_name, choices) for category, choices in groups.items()]
