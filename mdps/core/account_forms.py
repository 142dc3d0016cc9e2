"""The forms of accounts and passwords."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.layout import Layout
from django import forms

from mdps.core.account_details import Details
from mdps.core.add_account_rules import LONGEST
from mdps.core.forms import PageForm
from mdps.core.handover import Holding
from mdps.core.models import Team, User
from mdps.core.roles import ROLES


def typed(label: str, missing: str, **options: Any) -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, error_messages={"required": missing}, **options)


def password(label: str, missing: str, *, autocomplete: str, hint: str = "") -> forms.CharField:
    """A password: taken as it is typed, spaces too, and never sent back."""
    attributes = {"autocomplete": autocomplete, "class": "govuk-input--width-20"}
    return typed(
        label,
        missing,
        help_text=hint,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs=attributes),
    )


class HandingOver(PageForm):
    """Who takes over each kind of open work; the manager of the team is chosen already."""

    def __init__(self, *args: Any, person: User, held: Sequence[Holding], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.held = [each for each in held if each.takers]
        for each in self.held:
            self.fields[each.key] = forms.ModelChoiceField(
                User.objects.filter(pk__in=[taker.pk for taker in each.takers]).order_by("name"),
                label=f"Who takes over: {each.title}?",
                help_text=each.words,
                initial=each.usual(person),
                empty_label="Choose somebody",
                error_messages={"required": f"Choose who takes over: {each.title}"},
            )
        self.helper.layout = Layout(*(self._laid_out(name) for name in self.fields))

    @property
    def takers(self) -> dict[str, User]:
        """Who was chosen for each kind of work, by its key."""
        return {each.key: self.cleaned_data[each.key] for each in self.held}


class CloseForm(HandingOver):
    submit = "Close account"


class DetailsForm(PageForm):
    """Name, e-mail, roles and team."""

    submit = "Save changes"

    name = typed("Name", "Enter the name of the person", max_length=150)
    email = forms.EmailField(
        label="E-mail address",
        help_text="Notices go there. Without one they are only in the service.",
        required=False,
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        help_text="Select all that apply. A person may do what any of their roles allows.",
        choices=[Choice(key, role.name, hint=role.description) for key, role in ROLES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one role"},
    )
    team = forms.ModelChoiceField(
        Team.objects.all(),
        label="Team",
        help_text="Needed for the roles "
        + " and ".join(role.name.lower() for role in ROLES.values() if role.needs_team)
        + ".",
        required=False,
        empty_label="No team",
    )

    def details(self, *, kept_roles: Iterable[str] = ()) -> Details:
        """What was entered; `kept_roles` where the roles are not asked."""
        data = self.cleaned_data
        return Details(
            name=data["name"],
            email=data["email"],
            roles=tuple(data.get("roles", kept_roles)),
            team=data["team"],
        )


class ChangeForm(HandingOver, DetailsForm):
    """The same of an account that there is, and who takes over what its new roles do not allow."""


class OwnDetailsForm(ChangeForm):
    """On one's own account the roles are not asked."""

    roles = None  # type: ignore[assignment]


class AddForm(DetailsForm):
    submit = "Add account"
    field_order = ("username", "name", "email", "roles", "team")

    username = typed(
        "User name",
        "Enter a user name",
        help_text="What they sign in with, like ada.example. It cannot be changed later.",
        max_length=LONGEST,
    )


class WhoForm(PageForm):
    """Who has forgotten their password."""

    submit = "Send the link"

    who = typed(
        "User name or e-mail address",
        "Enter your user name or your e-mail address",
        max_length=254,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "spellcheck": "false",
                "class": "govuk-input--width-20",
            }
        ),
    )


class NewPasswordForm(PageForm):
    """A new password, typed twice."""

    submit = "Save password"

    new_password = password(
        "New password",
        "Enter a new password",
        hint="At least 12 characters. Three words that do not belong together are easy to "
        "remember and hard to guess.",
        autocomplete="new-password",
    )
    new_again = password(
        "New password again", "Enter the new password again", autocomplete="new-password"
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"new_password", "new_again"} <= data.keys() and data["new_password"] != data[
            "new_again"
        ]:
            self.add_error("new_again", "Enter the same new password in both boxes")
        return data


class PasswordForm(NewPasswordForm):
    """One's own new password, by whoever knows the one it replaces."""

    submit = "Change password"
    field_order = ("old_password", "new_password", "new_again")

    old_password = password(
        "Password you have now",
        "Enter the password you have now",
        autocomplete="current-password",
    )
