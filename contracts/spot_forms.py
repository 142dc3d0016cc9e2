"""The forms of spot purchases, recorded or found afterwards, and of the period of leakage."""

from typing import Any

from django import forms

from contracts.forms import those_who_may
from contracts.models import SpotPurchase
from lots.fields import UnitsField
from lots.models import RequestCategory, Service
from mdps.core.forms import NOTHING_OF_THE_CHILD, DayField, MoneyField, PageForm
from mdps.core.models import Team, User
from mdps.core.permissions import Permission


class OutsideForm(PageForm):
    """From whom something was bought outside the scheme."""

    provider_name = forms.CharField(
        label="Provider",
        max_length=200,
        error_messages={"required": "Enter the name of the provider"},
    )
    email = forms.EmailField(
        label="E-mail address, to invite the provider to join",
        help_text="It gets a link to apply for the lot. Leave it empty if it is invited already.",
        required=False,
        error_messages={"invalid": "Enter an address like name@example.org"},
    )


class SpotForm(OutsideForm):
    """What was bought outside the scheme, and why."""

    submit = "Record the spot purchase"

    units = UnitsField()
    amount = MoneyField(
        label="Amount",
        help_text="What the council pays, in pounds ex VAT; of a joint instruction its share.",
        error_messages={"required": "Enter the amount"},
    )
    reason = forms.ChoiceField(
        label="Why outside the scheme",
        choices=[(each.value, each.label) for each in SpotPurchase.ON_A_LINE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it is bought outside the scheme"},
    )
    explanation = forms.CharField(
        label="Explain the reason",
        help_text=NOTHING_OF_THE_CHILD,
        widget=forms.Textarea,
        error_messages={"required": "Explain why it is bought outside the scheme"},
    )
    authorised_by = forms.ModelChoiceField(
        label="Authorised by",
        queryset=User.objects.none(),
        error_messages={"required": "Choose who authorised it"},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        authoriser: Any = self.fields["authorised_by"]
        authoriser.queryset = those_who_may(Permission.AUTHORITY_MANAGE)


class FoundForm(OutsideForm):
    """What a team bought outside the scheme without anybody having recorded it."""

    submit = "Record the purchase"

    purchased_on = DayField(label="Day of the purchase", missing="Enter the day of the purchase")
    amount = MoneyField(
        label="Amount", help_text="Pounds, ex VAT.", error_messages={"required": "Enter the amount"}
    )
    team = forms.ModelChoiceField(
        label="Team that bought it",
        queryset=Team.objects.all(),
        error_messages={"required": "Choose the team"},
    )
    category = forms.ModelChoiceField(
        label="Category",
        queryset=RequestCategory.objects.order_by("position"),
        error_messages={"required": "Choose the category"},
    )
    service = forms.ModelChoiceField(
        label="Service, if it is one of the list", queryset=Service.objects.all(), required=False
    )
    reason = forms.ChoiceField(
        label="Why outside the scheme",
        choices=SpotPurchase.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it was bought outside the scheme"},
    )
    explanation = forms.CharField(
        label="Explain the reason",
        help_text=NOTHING_OF_THE_CHILD,
        widget=forms.Textarea,
        error_messages={"required": "Explain why it was bought outside the scheme"},
    )
    approver = forms.CharField(
        label="Who approved the spending",
        help_text="A name and a post, or that nobody did.",
        max_length=150,
        error_messages={"required": "Enter who approved it, or that nobody did"},
    )
    is_another = forms.BooleanField(
        label="It is another purchase than one of the same provider, day and amount",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A service belongs to one category."""
        data = super().clean() or {}
        service, category = data.get("service"), data.get("category")
        if service and category and service.category_id != category.pk:
            self.add_error("category", f"{service} belongs to the category {service.category}")
        return data


class PeriodForm(forms.Form):
    """From which day to which. Sent by GET, so that it can be bookmarked."""

    since = DayField(label="First day", help_text="For example, 1 6 2026")
    until = DayField(label="Last day", help_text="For example, 31 5 2027")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be on or after the first day")
        return data
