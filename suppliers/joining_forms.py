"""The forms of the provider's side."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from lots.models import Lot, SelectionCriterion, Service
from mdps.core.account_forms import password, typed
from mdps.core.forms import MoneyField, PageForm
from suppliers.draft_rules import price_field
from suppliers.exclusion import WORDS, Discretionary, Mandatory
from suppliers.forms import RegisterForm
from suppliers.questions import LONGEST, Part

YES, NO = "yes", "no"


def answer_field(criterion: int) -> str:
    """The name of the form field that holds the answer to a criterion."""
    return f"criterion_{criterion}"


class AccountForm(PageForm):
    """Who wants an account."""

    submit = "Make account"

    name = typed("Your name", "Enter your name", max_length=150)
    email = forms.EmailField(
        label="E-mail address",
        help_text="We send a link there to confirm it. You sign in with it.",
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address like name@example.org",
        },
    )
    new_password = password(
        "Password",
        "Enter a password",
        hint="At least 12 characters. Three words that do not belong together are easy to "
        "remember and hard to guess.",
        autocomplete="new-password",
    )


class ConfirmForm(PageForm):
    """The password that was chosen with the account."""

    submit = "Confirm and sign in"

    password = password("Password", "Enter your password", autocomplete="current-password")


class OwnOrganisationForm(RegisterForm):
    """Who the provider is."""

    submit = "Save and continue"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        labels = {
            "name": "Name of your organisation",
            "kind": "What are you?",
            "email": "E-mail address for your organisation",
            "is_sme": "We are small or medium-sized: fewer than 250 people, a sole trader too",
            "is_vcse": "We are a voluntary, community or social enterprise",
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["name"].help_text = "If you are a sole trader: your own name."
        self.fields["name"].error_messages["required"] = "Enter the name of your organisation"
        self.fields["kind"].error_messages["required"] = "Select what you are"


class LotsForm(PageForm):
    """For which lots one applies."""

    lots = forms.ModelMultipleChoiceField(
        Lot.objects.all(),
        label="Which lots do you apply for?",
        help_text="Select all that apply. What several lots ask, you answer once.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one lot"},
    )


class LaterForm(PageForm):
    """Questions that may stay open for now: one can stop and come back. They are answered before
    the application is submitted, so none is called optional."""

    all_optional = True


def part_form(part: Part) -> type[PageForm]:
    """The questions of one part."""
    fields: dict[str, Any] = {}
    for each in part.questions:
        area = forms.Textarea(attrs={"rows": each.lines})
        fields[each.key] = forms.CharField(
            label=each.text,
            help_text=each.hint,
            widget=area if each.lines > 1 else forms.TextInput(),
            max_length=LONGEST if each.lines > 1 else 200,
            required=False,
        )
    return type("PartForm", (LaterForm,), fields)


class GroundsForm(LaterForm):
    """Whether any exclusion ground applies, and which."""

    applies = forms.ChoiceField(
        label="Does any of the grounds below apply to you, or to a person who runs your "
        "organisation?",
        choices=[(NO, "No, none of them"), (YES, "Yes, at least one")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether any of the grounds applies"},
    )
    mandatory = forms.MultipleChoiceField(
        label="In the last five years",
        choices=[(each.value, WORDS[each]) for each in Mandatory],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    discretionary = forms.MultipleChoiceField(
        label="In the last three years",
        choices=[(each.value, WORDS[each]) for each in Discretionary],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @property
    def grounds(self) -> list[str]:
        """All that were ticked."""
        return [*self.cleaned_data["mandatory"], *self.cleaned_data["discretionary"]]


def since_form(grounds: Mapping[str, str]) -> type[PageForm]:
    """What was done since, for each declared ground."""
    fields = {
        ground: forms.CharField(
            label=WORDS[ground],
            help_text="What happened, when, and what you have done since.",
            widget=forms.Textarea,
            max_length=LONGEST,
            error_messages={"required": f"Enter what you have done since about “{WORDS[ground]}”"},
        )
        for ground in grounds
    }
    return type("SinceForm", (PageForm,), fields)


class LotForm(LaterForm):
    """What is offered under a lot; `lot_form(criteria)` adds a question for each criterion."""

    criteria: tuple[int, ...] = ()

    def answers(self) -> dict[int, str]:
        """Criterion id -> what was entered."""
        return {pk: self.cleaned_data[answer_field(pk)] for pk in self.criteria}


def lot_form(criteria: list[SelectionCriterion]) -> type[LotForm]:
    """A statement, then how each of `criteria` is met."""
    fields: dict[str, Any] = {
        "criteria": tuple(each.pk for each in criteria),
        "statement": forms.CharField(
            label="What do you offer under this lot?",
            help_text="The services, where, and for whom. Write nothing about a particular child.",
            widget=forms.Textarea,
            max_length=5000,
            required=False,
        ),
    }
    for each in criteria:
        fields[answer_field(each.pk)] = forms.CharField(
            label=f"How do you meet “{each.text}”?",
            help_text=each.guidance,
            widget=forms.Textarea,
            max_length=LONGEST,
            required=False,
        )
    return type("LotForm", (LotForm,), fields)


class PricesForm(LaterForm):
    """The price of one unit of each service; `prices_form(services)` adds the fields."""

    services: tuple[int, ...] = ()

    def prices(self) -> dict[int, Decimal | None]:
        """Service id -> its price (GBP ex VAT), None where none was entered."""
        return {pk: self.cleaned_data[price_field(pk)] for pk in self.services}


def prices_form(services: list[Service]) -> type[PricesForm]:
    """A price for each of `services`; those that are not offered stay empty."""
    fields: dict[str, Any] = {"services": tuple(each.pk for each in services)}
    for each in services:
        fields[price_field(each.pk)] = MoneyField(
            label=each.name, help_text=f"For one {each.get_unit_display()}", required=False
        )
    return type("PricesForm", (PricesForm,), fields)


class AnswerForm(PageForm):
    """The answer to a question of the council."""

    submit = "Send the answer"

    answer = forms.CharField(
        label="Your answer",
        help_text="Write nothing about a particular child.",
        widget=forms.Textarea,
        max_length=LONGEST,
        error_messages={"required": "Enter your answer"},
    )


class SubmitForm(PageForm):
    """The declaration."""

    submit = "Declare and submit"

    declared = forms.BooleanField(
        label="I declare that these answers are true, that I may submit them for the "
        "organisation, that it accepts the specification and the minimum service standards of "
        "each lot, and that I will tell the council when something in the answers changes.",
        required=False,
    )
