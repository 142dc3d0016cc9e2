"""The pages of a forgotten password. They say the same to whoever asks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from mdps.core.account_forms import NewPasswordForm, WhoForm
from mdps.core.models import User
from mdps.core.public_pages import PublicForm, PublicPage
from mdps.core.signing_in import reset
from mdps.core.ui import Link


class ForgotPassword(PublicForm):
    form_class = WhoForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Choose a new password",
            "lead": "We send a link to the e-mail address of your account.",
            "back": Link("Back to sign in", reverse("sign-in")),
        }

    def act(self, form: WhoForm) -> str:
        reset.ask_for_link(form.cleaned_data["who"])
        return reverse("password-link-sent")


class LinkSent(PublicPage):
    template_name = "pages/done.html"

    def content(self) -> dict[str, Any]:
        return {
            "title": "Check your e-mail",
            "next_steps": [
                "If there is an account with what you entered, and it has an e-mail address, we "
                "have sent a link there. It can be used once, within an hour.",
                "It can take a few minutes. Look in your junk mail if it does not come.",
                "If nothing comes, a system administrator can give you a temporary password.",
            ],
            "links": [Link("Back to sign in", reverse("sign-in"))],
        }


class NewPassword(PublicForm):
    form_class = NewPasswordForm
    record: User | None

    def find(self, whose: str, token: str) -> User | None:
        """The account of the link; a link that is nobody's says what one that has ended says.

        What is no link at all is not found.
        """
        if "-" not in token:
            raise Http404
        self.token = token
        return reset.account_of(whose)

    def content(self) -> dict[str, Any]:
        against = reset.refusals_against_link(self.record, self.token)
        if against:
            return {
                "title": "Choose a new password",
                "refusals": against,
                "links": [
                    Link("Ask for a new link", reverse("forgot-password")),
                    Link("Back to sign in", reverse("sign-in")),
                ],
            }
        return {
            "title": "Choose a new password",
            "lead": "You are signed out everywhere, and then sign in with the new one.",
            "submit": "Save password",
        }

    @property
    def template_name(self) -> str:  # type: ignore[override]
        closed = reset.refusals_against_link(self.record, self.token)
        return "pages/closed.html" if closed else "pages/form.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is nothing to send where the link has ended."""
        if reset.refusals_against_link(self.record, self.token):
            return self.get(request)
        return super().post(request, *args, **kwargs)

    def act(self, form: NewPasswordForm) -> str:
        assert self.record  # noqa: S101 - a link that has not ended is somebody's
        reset.choose(self.record, self.token, new=form.cleaned_data["new_password"])
        self.say("Your password is changed. Sign in with it.")
        return reverse("sign-in")
