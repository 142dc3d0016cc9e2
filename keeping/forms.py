"""What is asked of whoever keeps the cases."""

from django import forms

from keeping.models import Hold
from mdps.core.forms import NOTHING_OF_THE_CHILD, PageForm
from referrals.forms.base import case_reference_field, choice_field

MOST = 300


def reason_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=NOTHING_OF_THE_CHILD,
        max_length=MOST,
        widget=forms.Textarea,
        error_messages={
            "required": "Enter the reason",
            "max_length": f"Enter {MOST} characters or fewer",
        },
    )


class ProposeForm(PageForm):
    """A case, and why it is not needed any more."""

    submit = "Propose the disposal"

    case_reference = case_reference_field()
    reason = reason_field("What did you look at, and why is it not needed any more?")


class HoldForm(PageForm):
    """What a case is kept for, whatever its day."""

    submit = "Place the hold"

    case_reference = case_reference_field()
    kind = choice_field("What is it held for?", Hold.Kind.choices, "Select what it is held for")
    reason = reason_field("Why?")


class LiftForm(PageForm):
    submit = "Lift the hold"


class ApproveForm(PageForm):
    submit = "Dispose of this case"

    reason = reason_field("Why do you approve it?")


class RefuseForm(PageForm):
    submit = "Refuse the disposal"

    reason = reason_field("Why is it kept?")


class SubjectAccessForm(PageForm):
    """Whose data is put together."""

    submit = "Put everything together"

    case_reference = case_reference_field()
