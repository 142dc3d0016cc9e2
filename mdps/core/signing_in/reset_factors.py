"""The page on which a system administrator resets the lost second factors of somebody."""

from typing import Any

from mdps.core.account_pages import find_account
from mdps.core.models import User
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.signing_in import change_factors, factors
from mdps.core.signing_in.factor_forms import ResetForm
from mdps.core.ui import Link, Row


class ResetFactors(ActionPage):
    permission = Permission.ACCOUNTS_MANAGE
    form_class = ResetForm
    record: User

    def find(self, pk: int) -> User:
        return find_account(pk)

    def content(self) -> dict[str, Any]:
        account = self.record
        return {
            "title": f"Reset the second step of {account.name}",
            "figures": [
                Row("User name", account.username),
                Row("Second step", factors.names_of(account)),
            ],
            "consequences": [
                "Their app, passkeys and recovery codes no longer work here, and they are signed "
                "out everywhere.",
                "At their next sign-in with their password they set up a new second step, if "
                "their role needs one. Be sure that it is them who asks.",
                "They are told, and the reason is kept on the audit trail.",
            ],
            "refusals": change_factors.refusals_against_reset(account, by=self.user),
            "danger": True,
            "cancel": Link("Cancel", account.get_absolute_url()),
        }

    def act(self, form: ResetForm) -> str:
        change_factors.reset(self.record, reason=form.cleaned_data["reason"], by=self.user)
        self.say(f"The second step of {self.record.name} is reset.")
        return self.record.get_absolute_url()
