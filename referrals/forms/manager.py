"""What the team manager says to a request, and how its requester takes it back or withdraws it."""

from typing import Any

from django import forms

from mdps.core.forms import DayField, PageForm
from mdps.core.models import User
from mdps.core.roles import RoleKey
from referrals.forms.base import AnswersForm, case_reference_field


class SubmitForm(PageForm):
    submit = "Submit to the team manager"


class EndorseForm(PageForm):
    submit = "Endorse this request"


class WithdrawForm(PageForm):
    submit = "Withdraw this request"


class TakeBackForm(PageForm):
    submit = "Take it back to change it"


def reason_field(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text="Shown on the request, and never mailed. Do not use names.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": missing},
    )


class ReturnForm(PageForm):
    """Why a request goes back."""

    submit = "Return this request"

    reason = reason_field(
        "What must change before you endorse it?", "Enter what must change before you endorse it"
    )


class DeclineForm(PageForm):
    """Why a request goes no further."""

    submit = "Decline this request"

    reason = reason_field("Why do you decline it?", "Enter why you decline this request")


class DeputyForm(PageForm):
    """Who stands in, and when."""

    submit = "Name this deputy"

    deputy = forms.ModelChoiceField(
        label="Who stands in for you?",
        help_text="A team manager, of whichever team.",
        queryset=User.objects.none(),
        empty_label="Select a team manager",
        error_messages={"required": "Select who stands in for you"},
    )
    starts_on = DayField(
        label="First day", help_text="For example, 27 3 2027", missing="Enter the first day"
    )
    ends_on = DayField(label="Last day", help_text="It is included.", missing="Enter the last day")

    def __init__(self, *args: Any, manager: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["deputy"]
        managers = User.objects.holding(RoleKey.TEAM_MANAGER).exclude(pk=manager.pk)
        field.queryset = managers.select_related("team").order_by("name", "id")
        field.label_from_instance = lambda person: (
            f"{person.name}, {person.team.name}" if person.team else person.name
        )


class EndDeputyForm(PageForm):
    submit = "End it today"


class FindCaseForm(AnswersForm):
    """Sent by POST, since a case reference does not belong in an address."""

    submit = "Find requests"

    case_reference = case_reference_field()
