"""One's own account: what it says, and changing one's own password.

Everybody signed in has this page. With a temporary password it is the only one they get.
"""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.urls import reverse

from mdps.core import passwords
from mdps.core.account_forms import PasswordForm
from mdps.core.account_pages import rows_of
from mdps.core.pages import ActionPage


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
            "figures": rows_of(self.user),
            "fields_title": "Change your password",
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
