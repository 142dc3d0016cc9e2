"""The link by which somebody comes to sign in for a supplier: no account is needed to open it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from mdps.core.account_forms import NewPasswordForm
from mdps.core.forms import PageForm
from mdps.core.models import User
from mdps.core.public_pages import PublicForm
from mdps.core.rules import Refusal
from mdps.core.signing_in import sessions
from mdps.core.ui import Link, Row
from suppliers import links
from suppliers.accept_contact import accept_as, accept_with_password, refusals_against_contact
from suppliers.models import ContactInvitation


class AcceptContact(PublicForm):
    record: ContactInvitation

    def find(self, token: str) -> ContactInvitation:
        invitation = links.record_of(ContactInvitation, token)
        if invitation is None:
            raise Http404
        return invitation

    @property
    def signed_in(self) -> User | None:
        """The person who opened the link with the account of its address."""
        user = self.request.user
        theirs = user.is_authenticated and user.email.lower() == self.record.email.lower()
        return user if theirs else None  # type: ignore[return-value]

    def refusals(self) -> list[Refusal]:
        """Why nobody, or not whoever is signed in now, can use the link."""
        user = self.request.user
        if user.is_authenticated and not self.signed_in:
            return [
                Refusal(
                    "somebody-else",
                    f"You are signed in as {user.name}. Sign out, then open the link in the "
                    "e-mail again.",
                )
            ]
        return refusals_against_contact(self.record)

    @property
    def form_class(self) -> type[PageForm]:  # type: ignore[override]
        return PageForm if self.signed_in else NewPasswordForm

    @property
    def template_name(self) -> str:  # type: ignore[override]
        return "pages/closed.html" if self.refusals() else "pages/form.html"

    def content(self) -> dict[str, Any]:
        supplier = self.record.supplier
        if against := self.refusals():
            return {
                "title": f"Sign in for {supplier.name}",
                "refusals": against,
                "links": [Link("Sign in", reverse("sign-in"))],
            }
        return {
            "title": f"Sign in for {supplier.name}",
            "lead": ""
            if self.signed_in
            else "Choose a password. You sign in with it and your e-mail address from now on.",
            "figures": [
                Row("Your name", self.record.name),
                Row("User name", self.record.email.lower()),
            ],
            "submit": f"Act for {supplier.name}" if self.signed_in else "Make my account",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is nothing to send where the page says why not."""
        if self.refusals():
            return self.get(request)
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        if user := self.signed_in:
            accept_as(self.record, by=user)
        else:
            password = form.cleaned_data["new_password"]
            account = accept_with_password(self.record, password=password)
            sessions.begin(self.request, account, how="invitation by e-mail")
        self.say(f"You sign in for {self.record.supplier} now.")
        return reverse("suppliers:mine")
