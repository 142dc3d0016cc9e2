"""Second factors in use: the second step of signing in, and saying once more who one is."""

from typing import Any

from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from mdps.core.pages import ActionPage
from mdps.core.rules import Refusal, Refused
from mdps.core.signing_in import again, factors, records
from mdps.core.signing_in.factor_forms import ConfirmByCodeForm, ConfirmForm, SecondStepForm
from mdps.core.signing_in.factor_pages import as_data
from mdps.core.ui import Link

WRONG = (
    "This did not work. Try it again; if it still does not, use a recovery code, or ask a system "
    "administrator to reset your second step."
)


class SecondStep(AuthenticateView):
    """The password was right. django-allauth checks the second factor and begins the session."""

    form_class = SecondStepForm
    template_name = "registration/second_step.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        account = self.stage.login.user
        records.failed_second(account, self.request)
        return super().form_invalid(form)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = super().get_context_data(**more)
        account = self.stage.login.user
        with_passkey = factors.of(account).filter(type=factors.Type.WEBAUTHN).exists()
        failed = self.request.method == "POST" and "code" not in self.request.POST
        return context | {
            "title": "Second step of signing in",
            "passkey": as_data(context["js_data"]["request_options"]) if with_passkey else "",
            "refusals": [Refusal("wrong-passkey", WRONG)] if failed else [],
            "back": Link("Back to sign in", reverse("sign-in")),
        }


class ConfirmItIsYou(ActionPage):
    """Who it is, once more: by a second factor, or by the password of those who have none."""

    template_name = "registration/confirm.html"

    def check_permission(self) -> None:
        """Everybody may say who they are."""

    @property
    def form_class(self) -> Any:  # type: ignore[override]
        return ConfirmByCodeForm if factors.of(self.user).exists() else ConfirmForm

    def content(self) -> dict[str, Any]:
        with_passkey = factors.of(self.user).filter(type=factors.Type.WEBAUTHN).exists()
        options = webauthn.begin_authentication(self.user) if with_passkey else None
        return {
            "title": "Confirm that it is you",
            "lead": "What comes next matters, so we ask once more. Then you go on where you were.",
            "passkey": as_data(options) if options else "",
        }

    def run(self, form: Any) -> str:
        """Not once: what was right before says nothing of now."""
        return self.act(form)

    def done_before(self, key: str) -> None:
        """Asked each time."""

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        if "password" in data:
            self.by_password(data["password"])
        else:
            self.by_factor(data)
            factors.mark_used(self.request, self.user)
        self.request.session.cycle_key()  # who had the one before has it no more
        again.confirmed(self.request, self.user)
        return self.back()

    def by_password(self, password: str) -> None:
        known = authenticate(self.request, username=self.user.username, password=password)
        if known is None or known.pk != self.user.pk:
            raise Refused(
                [Refusal("wrong-password", "This is not your password.", field="password")]
            )

    def by_factor(self, data: dict[str, Any]) -> None:
        try:
            forget = check_rate_limit(self.user)
        except ValidationError as error:
            raise Refused([Refusal("too-often", " ".join(error.messages))]) from error
        used = self.factor_of(data)
        if used is None:
            records.failed_second(self.user, self.request)
            raise Refused(
                [Refusal("wrong-code", WRONG, field="" if data["credential"] else "code")]
            )
        forget()
        used.record_usage()

    def factor_of(self, data: dict[str, Any]) -> Authenticator | None:
        """The factor that answered, if one did."""
        if data["credential"]:
            try:
                webauthn.parse_authentication_response(data["credential"])
                return webauthn.complete_authentication(self.user, data["credential"])
            except (ValidationError, ValueError, TypeError, KeyError):
                return None
        return factors.that_answers(self.user, data["code"])

    def back(self) -> str:
        """Where the person wanted to go; nowhere else."""
        wanted = self.request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return wanted if is_ours and wanted.startswith("/") else reverse("home")
