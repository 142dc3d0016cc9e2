"""The forms of suppliers."""

from typing import Any

from django import forms

from lots.models import Lot
from mdps.core.account_forms import typed
from mdps.core.decision_form import DecisionForm
from mdps.core.forms import DayField, PageForm
from mdps.core.models import User
from suppliers.give_access import free_accounts
from suppliers.models import EngagementEvent, Invitation, Supplier

EXAMPLE = "For example, 27 3 2026"


class RegisterForm(PageForm):
    """Who a supplier is and how to reach it."""

    submit = "Register supplier"

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter the name of the supplier"},
    )
    kind = forms.ChoiceField(
        label="Kind of supplier",
        choices=Supplier.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of supplier"},
    )
    registered_number = forms.CharField(
        label="Company or charity number, where it has one",
        help_text="Like 01234567, SC123456 or 1123456. Sole traders and public bodies have none.",
        max_length=20,
        required=False,
    )
    email = forms.EmailField(
        label="E-mail address",
        error_messages={"required": "Enter an e-mail address"},
    )
    phone = forms.CharField(label="Telephone number", max_length=30, required=False)
    is_sme = forms.BooleanField(
        label="Small or medium-sized enterprise", required=False, initial=True
    )
    is_vcse = forms.BooleanField(label="Voluntary, community or social enterprise", required=False)


class ChangeForm(RegisterForm):
    """The same, of a supplier that is registered."""

    submit = "Save changes"


class ContactForm(PageForm):
    """How a supplier is reached."""

    submit = "Save changes"

    email = forms.EmailField(
        label="E-mail address",
        error_messages={"required": "Enter an e-mail address"},
    )
    phone = forms.CharField(label="Telephone number", max_length=30, required=False)


class InviteContactForm(PageForm):
    """Who is invited to sign in for a supplier."""

    submit = "Send the invitation"

    name = typed("Name", "Enter the name of the person", max_length=150)
    email = forms.EmailField(
        label="E-mail address",
        help_text="Their own, not one that several people read. They sign in with it.",
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the e-mail address of the person",
            "invalid": "Enter an e-mail address like name@example.org",
        },
    )


class AccountField(forms.ModelChoiceField):
    """An account by its person and user name, since two people may have one name."""

    def label_from_instance(self, account: Any) -> str:
        return f"{account.name} ({account.username})"


class GiveAccessForm(PageForm):
    """Which account acts for a supplier."""

    submit = "Give access"

    account = AccountField(
        User.objects.none(),
        label="Account",
        help_text="Open accounts with the role of provider that act for no supplier.",
        empty_label="Choose an account",
        error_messages={
            "required": "Choose an account",
            "invalid_choice": "That account cannot be given access any more. Choose again.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = free_accounts()  # type: ignore[attr-defined]


class ApplyForm(PageForm):
    """An application for one lot."""

    submit = "Record application"

    lot = forms.ModelChoiceField(
        queryset=Lot.objects.all(),
        label="Lot",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Select a lot"},
    )
    statement = forms.CharField(
        label="What is offered under this lot",
        help_text="The services, the people who deliver them and their registrations.",
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": "Enter what is offered under this lot"},
    )
    portal_reference = forms.CharField(
        label="Reference in the e-tendering portal", max_length=40, required=False
    )


class StandingForm(DecisionForm):
    """A decision about an application or an admission."""

    reasons = forms.CharField(
        label="Reasons for the decision",
        help_text="The provider can read them.",
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": "Enter the reasons for the decision"},
    )


class InviteForm(PageForm):
    """Who is invited to which lot, and why. Nothing about a child but the request's reference."""

    submit = "Send the invitation"

    provider_name = forms.CharField(
        label="Name of the provider",
        max_length=200,
        error_messages={"required": "Enter the name of the provider"},
    )
    email = forms.EmailField(
        label="E-mail address of the provider",
        error_messages={
            "required": "Enter an e-mail address",
            "invalid": "Enter an e-mail address like name@example.org",
        },
    )
    lot = forms.ModelChoiceField(
        queryset=Lot.objects.all(),
        label="Lot",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Select a lot"},
    )
    reason = forms.ChoiceField(
        label="Why",
        choices=Invitation.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select why the provider is invited"},
    )
    request_reference = forms.RegexField(
        r"^SR-\d{1,12}$",
        label="Support request, where there is one",
        help_text="Its reference, like SR-000123. The provider does not see it.",
        required=False,
        error_messages={"invalid": "Enter the reference of a support request, like SR-000123"},
    )


class EventForm(PageForm):
    """An event of market engagement."""

    submit = "Save the event"

    title = forms.CharField(
        label="Title", max_length=150, error_messages={"required": "Enter a title"}
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=EngagementEvent.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of event"},
    )
    held_on = DayField(label="Date", help_text=EXAMPLE, missing="Enter the date of the event")
    place = forms.CharField(label="Place", max_length=150, required=False)
    is_online = forms.BooleanField(label="It is online, also or only", required=False)
    lots = forms.ModelMultipleChoiceField(
        Lot.objects.all(),
        label="Which lots is it about?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one lot"},
    )


class GuestsForm(PageForm):
    """Who came, one organisation a line."""

    submit = "Record them"

    lines = forms.CharField(
        label="Organisations",
        help_text="One a line: the organisation, then a comma and its e-mail address. Lines copied "
        "from a spreadsheet work too.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        error_messages={"required": "Enter at least one organisation"},
    )


class GuestForm(PageForm):
    """One organisation that came."""

    submit = "Save"

    lines = forms.CharField(
        label="Organisation",
        max_length=200,
        error_messages={"required": "Enter the name of the organisation"},
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )
