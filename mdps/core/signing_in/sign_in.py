"""Signing in with a user name and password; in demonstration mode with one click."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from mdps.core.demonstration import accounts, is_demonstration_account
from mdps.core.models import User
from mdps.core.navigation import public_links
from mdps.core.signing_in import session_limits, sessions, single_sign_on
from mdps.core.ui import Link


class SignInForm(AuthenticationForm):
    """The same words whether the name or the password is wrong."""

    error_messages = {
        "invalid_login": "Enter a user name and password that belong together",
        "inactive": "Enter a user name and password that belong together",
    }
    submit = "Sign in"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "User name"
        self.fields["username"].help_text = "If you made the account yourself: your e-mail address"
        self.fields["username"].widget.attrs["class"] = "govuk-input--width-20"
        self.fields["password"].widget.attrs["class"] = "govuk-input--width-20"
        for name, thing in (("username", "user name"), ("password", "password")):
            self.fields[name].error_messages["required"] = f"Enter your {thing}"

    def get_invalid_login_error(self) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages["invalid_login"], code="invalid_login")


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The password is the first step; what has to follow it, django-allauth asks."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(
            title="Sign in",
            demo_accounts=accounts(),
            public=public_links(),
            sign_on=self.sign_on(),
            ended=session_limits.why_ended(self.request),
            **more,
        )

    def sign_on(self) -> Link | None:
        """The button of the council's single sign-on, where there is one."""
        if not single_sign_on.is_offered():
            return None
        url = reverse("openid_connect_login", args=[single_sign_on.COUNCIL])
        return Link(f"Sign in with your {settings.MDPS_SSO_NAME}", url)

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        account = form.get_user()
        login = Login(user=account, redirect_url=self.get_success_url())
        return perform_password_login(self.request, {"username": account.username}, login)


@method_decorator(login_not_required, name="dispatch")
class SignInToDemonstration(View):
    """One click signs in to a demonstration account; anywhere else there is no such page."""

    def post(self, request: HttpRequest, username: str) -> HttpResponse:
        if not settings.MDPS_DEMO or not is_demonstration_account(username):
            raise Http404
        account = get_object_or_404(User, username=username, is_active=True)
        sessions.begin(request, account, how="one click")
        return redirect("home")
