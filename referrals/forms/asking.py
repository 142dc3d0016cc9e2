"""What is asked for: services with their amounts, a supplier, budgets, documents."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lots.fields import UnitsField
from lots.models import RequestCategory, Service
from mdps.core.forms import MoneyField, PageForm
from mdps.core.uploads import UploadField
from referrals.asking_rules import MOST_WEEKS
from referrals.forms.base import AnswersForm, choice_field, words_field
from referrals.models import Attachment, FundingSource
from suppliers.choice import SupplierField
from suppliers.models import Supplier

IN_ALL, A_WEEK = "in_all", "a_week"


class ServiceForm(AnswersForm):
    """A service and how many units of it; the services of the request's own kind come first."""

    submit = "Continue"

    service = forms.ModelChoiceField(
        label="Service",
        queryset=Service.objects.select_related("category", "lot"),
        empty_label="Select a service",
        error_messages={"required": "Select a service"},
    )
    units = UnitsField(
        label="How many units?",
        help_text="Assessments, tests, sessions, hours or visits, as the service is counted.",
    )
    every = forms.ChoiceField(
        label="Is that in all, or a week?",
        choices=[(IN_ALL, "In all"), (A_WEEK, "A week")],
        initial=IN_ALL,
        widget=forms.RadioSelect,
        required=False,
    )
    weeks = forms.IntegerField(
        label="Over how many weeks?",
        help_text="1 for something that is done once.",
        min_value=1,
        max_value=MOST_WEEKS,
        initial=1,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter the number of weeks as a whole number, like 12",
            "min_value": "Enter 1 week or more",
            "max_value": f"Enter {MOST_WEEKS} weeks or fewer",
        },
    )

    def __init__(self, *args: Any, category: RequestCategory | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if category:  # else it is not drawn, and what was chosen is only checked
            field: Any = self.fields["service"]
            field.choices = [("", field.empty_label), *_grouped(field.queryset, category)]

    def clean_weeks(self) -> int:
        return self.cleaned_data["weeks"] or 1

    def clean(self) -> dict[str, Any]:
        """The units of the whole line, which must still be a number that the service takes."""
        data = super().clean() or {}
        units, weeks = data.get("units"), data.get("weeks")
        if data.get("every") == A_WEEK and units and weeks:
            self.fields["units"].run_validators(units * weeks)
            data["units"] = units * weeks
        return data


class AmountForm(PageForm):
    """The amount to ask for, where it differs from the estimate or there is none."""

    submit = "Add this service"

    amount = MoneyField(
        label="How much do you ask for?",
        help_text="For all units together, without VAT.",
        error_messages={"required": "Enter the amount to ask for"},
    )
    amount_reason = words_field(
        "If it is none of the prices above, why?",
        hint="For example a quote, or what is different about this piece of work.",
    )


class RemoveForm(PageForm):
    submit = "Remove this service"


class SupplierForm(AnswersForm):
    """A supplier may be preferred; the panel and the commissioner read why."""

    preferred_supplier = SupplierField(
        label="Which supplier do you prefer?",
        queryset=Supplier.objects.order_by("name"),
        empty_label="No preference",
        required=False,
    )
    supplier_reason = words_field("Why this one?", hint="Leave this empty without a preference.")


def percent_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text="In percent",
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a whole number from 0 to 100"
        ),
    )


class FundingForm(AnswersForm):
    """The parts add up to 100%; an empty one is 0%."""

    section_17 = percent_field(FundingSource.SECTION_17.label)
    children_in_care = percent_field(FundingSource.CHILDREN_IN_CARE.label)

    @property
    def split(self) -> dict[str, int]:
        """Whole percent by FundingSource."""
        return {source.value: self.cleaned_data[source.value] or 0 for source in FundingSource}


class AttachmentForm(PageForm):
    submit = "Add this document"

    kind = choice_field(
        "What kind of document is it?", Attachment.Kind.choices, "Select the kind of document"
    )
    file = UploadField(
        label="Choose a file", error_messages={"required": "Choose the file of the document"}
    )


class RemoveAttachmentForm(PageForm):
    submit = "Remove this document"


def _grouped(services: Iterable[Service], first: RequestCategory | None) -> list[Any]:
    groups: dict[RequestCategory, list[tuple[int, str]]] = {first: []} if first else {}
    for service in services:
        label = f"{service.name} (by {service.get_unit_display()})"
        groups.setdefault(service.category, []).append((service.pk, label))
    return [(category.short_name, choices) for category, choices in groups.items()]
