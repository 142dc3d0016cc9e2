"""The forms by which people take part in a meeting: attendance, views, interests, reopening."""

from django import forms

from mdps.core.forms import PageForm
from panel.models import MemberView
from panel.models.members import Area


class AttendForm(PageForm):
    """One button of the attendance page: whom it marks, or the name of somebody else."""

    submit = "Add"

    present = forms.IntegerField(required=False, widget=forms.HiddenInput)
    apologies = forms.IntegerField(required=False, widget=forms.HiddenInput)
    left = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Name of somebody else who attends", required=False, max_length=150
    )


class ViewForm(PageForm):
    """What a member thinks. What is missing is for the rules to say, at its field."""

    submit = "Save my view"
    all_optional = True

    opinion = forms.ChoiceField(
        label="What do you think of this request?",
        choices=MemberView.Opinion.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What should change, why not, or your question",
        help_text="Only the panel reads it, and only once the item is opened in the meeting.",
        required=False,
        widget=forms.Textarea,
    )


class InterestForm(PageForm):
    """An interest in a request."""

    submit = "Declare my interest"
    all_optional = True

    words = forms.CharField(
        label="What is your interest?",
        help_text="For example, I worked on it. Leave out anything about the child.",
        required=False,
        max_length=300,
    )


class ReopenForm(PageForm):
    """Why an item is taken up again."""

    submit = "Reopen the item"
    all_optional = True

    reason = forms.CharField(
        label="Why is it reopened?",
        help_text="Shown in the minutes. Leave out anything about the child.",
        required=False,
        max_length=300,
    )


class SeatForm(PageForm):
    """What a member speaks for, and whether they chair when the chair is absent."""

    submit = "Save the seat"

    area = forms.ChoiceField(
        label="Area",
        choices=Area.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the member speaks for"},
    )
    is_deputy = forms.BooleanField(label="Chairs when the chair is absent", required=False)
