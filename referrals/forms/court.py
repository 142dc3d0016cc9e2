"""What a court directed, and what the letter to its expert says."""

from decimal import Decimal
from typing import Any

from django import forms

from mdps.core.forms import DayField
from referrals.forms.base import AnswersForm, choice_field, words_field
from suppliers.choice import SupplierField
from suppliers.models import Supplier

YES, NO = "yes", "no"
YES_OR_NO = [(YES, "Yes"), (NO, "No")]
MOST_TYPED = 1_000_000  # what is more is no percentage, whatever the rules say
EXAMPLE = "For example, 27 3 2027"


class DirectedForm(AnswersForm):
    directed = choice_field(
        "Did a court direct this work?", YES_OR_NO, "Select whether a court directed this work"
    )


class DirectionForm(AnswersForm):
    """The court's days, its expert, and what the council pays."""

    ordered_on = DayField(
        label="Date of the order", help_text=EXAMPLE, missing="Enter the date of the order"
    )
    filing_on = DayField(
        label="Filing date",
        help_text="The day by which the report must be filed.",
        missing="Enter the day by which the report must be filed",
    )
    hearing_on = DayField(
        label="Next hearing", help_text="Leave this empty if none is listed.", required=False
    )
    issued_on = DayField(
        label="Date the proceedings were issued",
        help_text="The 26 weeks are counted from this day. Leave it empty in pre-proceedings.",
        required=False,
    )
    expert_supplier = SupplierField(
        label="Expert named by the court: a supplier of the register",
        queryset=Supplier.objects.order_by("name"),
        empty_label="None, or not on this list",
        required=False,
    )
    expert_name = forms.CharField(
        label="Expert who is not on the list",
        help_text="The name of the expert or their organisation, as in the order.",
        max_length=150,
        required=False,
    )
    expert_email = forms.EmailField(
        label="E-mail address of that expert",
        help_text="They are invited to join the scheme. Nothing about the child is sent.",
        required=False,
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )
    joint = choice_field(
        "Are the parties jointly instructed?", YES_OR_NO, "Select whether the instruction is joint"
    )
    share_percent = forms.CharField(
        label="The council's share in percent",
        help_text="Only if the instruction is joint. Like 50, or 33.33.",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
    )
    above_legal_aid = choice_field(
        "Does the council pay more than the legal aid rate?",
        YES_OR_NO,
        "Select whether the council pays more than the legal aid rate",
    )
    top_up_reason = words_field(
        "Why more than the legal aid rate?", hint="Leave this empty if it does not."
    )

    def clean_share_percent(self) -> Decimal | None:
        text = self.cleaned_data["share_percent"].strip().removesuffix("%").strip()
        if not text:
            return None
        try:
            share = Decimal(text)
        except ArithmeticError:
            share = Decimal("NaN")
        if not share.is_finite() or abs(share) > MOST_TYPED or share != round(share, 2):
            raise forms.ValidationError("Enter a percentage like 50, or 33.33")
        return share

    @property
    def direction(self) -> dict[str, Any]:
        """What court.direct() is told."""
        data = dict(self.cleaned_data)
        for name in ("one_time_key", "joint", "above_legal_aid"):
            data.pop(name, None)
        return data | {
            "is_joint": self.cleaned_data["joint"] == YES,
            "is_above_legal_aid": self.cleaned_data["above_legal_aid"] == YES,
        }


class InstructionForm(AnswersForm):
    """The headings of Practice Direction 25C, paragraph 4.1, that a person must write."""

    submit = "Save the letter"

    context = words_field(
        "The context in which the opinion is sought",
        "Enter the context in which the opinion is sought",
        hint="Including any ethnic, cultural, religious or linguistic context.",
    )
    questions = words_field(
        "The questions approved by the court",
        "Enter the questions approved by the court",
        hint="One on each line.",
    )
    documents = words_field(
        "The documents provided",
        "Enter the documents provided",
        hint="As indexed and paginated, one on each line.",
    )
    not_available = words_field("Material that was not produced or is not available")
    people = words_field(
        "People the expert may talk to", hint="By role, like the health visitor, one on each line."
    )
    other_experts = words_field("Other experts instructed in the proceedings")
    terms = words_field("Terms of payment", hint="When it is paid, and any limit that was set.")
