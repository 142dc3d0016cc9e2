"""The forms of call-offs whose supplier is suspended."""

from typing import Any

from django import forms

from contracts.models import PackageSafeguard
from mdps.core.forms import PageForm
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.roles import holders_of


class ChoiceForm(PageForm):
    """What becomes of the call-off, and why."""

    submit = "Record the choice"

    choice = forms.ChoiceField(
        label="What becomes of it?",
        choices=PackageSafeguard.Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of the call-off"},
    )
    reason = forms.CharField(
        label="Reason",
        help_text="To continue, say which safeguards are in place. Write nothing that points to "
        "the child or the family.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter the reason for the choice"},
    )


class OwnerForm(PageForm):
    """Who chooses."""

    submit = "Make them the owner"

    owner = forms.ModelChoiceField(
        User.objects.none(),
        label="Owner",
        empty_label="Choose somebody",
        error_messages={"required": "Choose who decides about the call-off"},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = User.objects.holding(*holders_of(Permission.CONTRACT_AWARD)).order_by(
            "name"
        )
