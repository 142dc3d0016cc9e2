"""One's own account: what it says, one's own password, and when notices come by e-mail.

Everybody signed in has this page. With a temporary password it is the only one they get.
"""

from typing import Any

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.urls import reverse

from mdps.core import accounts, digest, passwords
from mdps.core.account_forms import PasswordForm
from mdps.core.account_pages import rows_of
from mdps.core.forms import PageForm
from mdps.core.models import User
from mdps.core.pages import ActionPage
from mdps.core.signing_in import sessions
from mdps.core.signing_in.factors import names_of
from mdps.core.ui import Link, Row


class MyAccount(ActionPage):
    form_class = PasswordForm
    template_name = "core/my_account.html"

    def check_permission(self) -> None:
        """Nobody needs a permission for their own account."""

    def content(self) -> dict[str, Any]:
        if self.user.must_change_password:
            return {
                "title": "Choose your own password",
                "lead": "You signed in with a temporary password that somebody else has seen.",
                "submit": "Save password",
            }
        return {
            "title": "My account",
            "figures": [
                *rows_of(self.user),
                Row(
                    "Notices by e-mail",
                    self.user.get_mail_display(),
                    Link("Change", reverse("my-notices")),
                ),
                Row(
                    "Second step of signing in",
                    names_of(self.user),
                    Link("Change", reverse("second-factor")),
                ),
            ],
            "fields_title": "Change your password",
            "links": [
                Link("Where you are signed in", reverse("my-sessions")),
                Link("Sign out everywhere else", reverse("sign-out-elsewhere")),
            ],
        }

    def act(self, form: PasswordForm) -> str:
        """This session stays; the others were begun with another password, and end."""
        data = form.cleaned_data
        was_temporary = self.user.must_change_password
        passwords.choose(old=data["old_password"], new=data["new_password"], by=self.user)
        self.user.refresh_from_db()
        update_session_auth_hash(self.request, self.user)
        self.say("Your password is changed. You are signed out everywhere else.")
        return reverse("home" if was_temporary else "my-account")


class SignOutElsewhere(ActionPage):
    """Ends every session of one's own but this one."""

    def check_permission(self) -> None:
        """Nobody needs a permission for their own account."""

    def content(self) -> dict[str, Any]:
        return {
            "title": "Sign out everywhere else",
            "lead": "Do this if you forgot to sign out somewhere, or have lost a device.",
            "consequences": [
                "You stay signed in here. In every other browser you are signed out at once.",
                "If somebody else may know your password, change it instead: that ends the other "
                "sessions too.",
            ],
            "submit": "Sign out everywhere else",
            "cancel": Link("Cancel", reverse("my-account")),
        }

    def act(self, form: PageForm) -> str:
        accounts.sign_out(self.user, by=self.user)
        self.user.refresh_from_db()
        sessions.keep(self.request, self.user)
        self.say("You are signed out everywhere else.")
        return reverse("my-account")


class MailForm(PageForm):
    """When notices come by e-mail."""

    submit = "Save"

    mail = forms.ChoiceField(
        label="When should notices come by e-mail?",
        choices=User.Mail.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when notices should come by e-mail"},
    )


class MyNotices(ActionPage):
    """When I am told by e-mail; in the system I always am."""

    form_class = MailForm

    def check_permission(self) -> None:
        """Nobody needs a permission for their own account."""

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"mail": self.user.mail}}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Notices by e-mail",
            "lead": "Whatever you choose, every notice is on your notices page. An e-mail holds a "
            "reference and a link, nothing else.",
            "cancel": Link("Cancel", reverse("my-account")),
        }

    def act(self, form: MailForm) -> str:
        digest.choose(form.cleaned_data["mail"], by=self.user)
        self.say("Your choice is saved.")
        return reverse("my-account")
