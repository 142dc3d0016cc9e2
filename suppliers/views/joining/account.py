"""Making an account and confirming its e-mail address: pages without an account.

What they say is the same whether or not an address is known here.
"""

from typing import Any
from uuid import uuid4

from django.http import Http404
from django.urls import reverse

from mdps.core.public_pages import PublicForm, PublicPage
from mdps.core.signing_in import sessions
from mdps.core.ui import Link
from suppliers import links
from suppliers.confirm import confirm, refusals_against_link
from suppliers.joining_forms import AccountForm, ConfirmForm
from suppliers.models import Invitation, SignUp
from suppliers.sign_up import sign_up


class MakeAccount(PublicForm):
    form_class = AccountForm

    @property
    def invitation(self) -> Invitation | None:
        """The invitation whose link led here, if one did."""
        return links.record_of(Invitation, self.request.GET.get("invitation", ""))

    def form_options(self) -> dict[str, Any]:
        invited = self.invitation
        return {"initial": {"email": invited.email} if invited else {}}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Make an account",
            "lead": "You sign in with it to apply, and to see where your application stands.",
            "back": Link("Back to the lots", reverse("join:lots")),
        }

    def act(self, form: AccountForm) -> str:
        data = form.cleaned_data
        sign_up(
            key=data["one_time_key"] or uuid4(),
            name=data["name"],
            email=data["email"],
            password=data["new_password"],
            invitation=self.invitation,
        )
        return reverse("join:sent")


class Sent(PublicPage):
    template_name = "pages/done.html"

    def content(self) -> dict[str, Any]:
        return {
            "title": "Check your e-mail",
            "next_steps": [
                "We have sent an e-mail to the address you entered. Open the link in it within "
                "24 hours to confirm that the address is yours.",
                "It can take a few minutes. Look in your junk mail if it does not come.",
                "Then you sign in, say who you are and choose your lots.",
            ],
            "links": [Link("I entered a wrong address", reverse("join:account"))],
        }


class Confirm(PublicForm):
    form_class = ConfirmForm

    def find(self, token: str) -> SignUp:
        asked = links.record_of(SignUp, token)
        if asked is None:
            raise Http404
        return asked

    def content(self) -> dict[str, Any]:
        against = refusals_against_link(self.record)
        content: dict[str, Any] = {
            "title": "Confirm your e-mail address",
            "lead": "Enter the password you chose when you made the account.",
        }
        if against:
            content |= {
                "lead": "",
                "refusals": against,
                "links": [
                    Link("Sign in", reverse("sign-in")),
                    Link("Make an account", reverse("join:account")),
                ],
            }
        return content

    @property
    def template_name(self) -> str:  # type: ignore[override]
        closed = refusals_against_link(self.record)
        return "pages/closed.html" if closed else "pages/form.html"

    def act(self, form: ConfirmForm) -> str:
        account = confirm(self.record, password=form.cleaned_data["password"])
        sessions.begin(self.request, account, how="confirmed e-mail address and password")
        self.say("Your e-mail address is confirmed and you are signed in.")
        return reverse("join:organisation")
