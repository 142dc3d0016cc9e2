"""The forms of second factors."""

import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from django import forms

from mdps.core.account_forms import password, typed
from mdps.core.forms import PageForm
from mdps.core.signing_in import factors


def code_field(label: str, missing: str, hint: str = "", **options: Any) -> forms.CharField:
    """A code of digits, however it is spaced."""
    attributes = {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "spellcheck": "false",
        "class": "govuk-input--width-10",
    }
    widget = forms.TextInput(attrs=attributes)
    return typed(label, missing, help_text=hint, max_length=20, widget=widget, **options)


class AppForm(PageForm):
    """The first code of a new authenticator app."""

    submit = "Add the app"

    code = code_field("Code that the app shows", "Enter the code that the app shows", "6 digits")

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class CredentialField(forms.CharField):
    """What a browser answers for a passkey, as JSON; filled in by the script of the page."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            read = json.loads(text) if text and len(text) < 100_000 else None
        except ValueError:
            read = None
        return read if isinstance(read, dict) else None

    def prepare_value(self, value: Any) -> str:
        """It is good for one try and never sent back."""
        return ""


class PasskeyForm(PageForm):
    """A new passkey: what it is called, and what the browser says of it."""

    submit = "Make the passkey"

    name = typed(
        "Name of the passkey",
        "Enter a name by which you know the passkey",
        help_text="Like “My phone”, so that you can tell it from others later.",
        max_length=60,
    )
    credential = CredentialField(required=False)


class SecondStepForm(AuthenticateForm, PageForm):
    """The second step of signing in: django-allauth counts what was wrong, and goes on."""

    submit = "Continue"

    code = code_field(
        "Code",
        "Enter the code that your app shows, or a recovery code",
        "6 digits from your authenticator app, or one of your recovery codes",
    )

    def clean_code(self) -> str:
        forget = check_rate_limit(self.user)
        code: str = self.cleaned_data["code"]
        used = factors.that_answers(self.user, code)
        if used is None:
            raise get_adapter().validation_error("incorrect_code")
        used.user, self.authenticator = self.user, used
        forget()
        return code


class ConfirmForm(PageForm):
    """Who it is, once more: the password of those who have no second factor."""

    submit = "Continue"

    password = password("Password", "Enter your password", autocomplete="current-password")


class ConfirmByCodeForm(PageForm):
    """Who it is, once more, by a second factor."""

    submit = "Continue"

    code = code_field(
        "Code",
        "Enter the code that your app shows, or a recovery code",
        "6 digits from your authenticator app, or one of your recovery codes",
        required=False,
    )
    credential = CredentialField(required=False)


class ResetForm(PageForm):
    """Why somebody's second factors are reset."""

    submit = "Reset second factors"

    reason = typed(
        "Why are they reset?",
        "Enter why the second factors are reset",
        help_text="Like “Phone lost; came to the service desk with a council pass”. It is kept on "
        "the audit trail.",
        max_length=200,
    )
