"""One's own second factors: setting up, seeing and changing them."""

import base64
import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage, Page
from mdps.core.rules import Refusal, Refused
from mdps.core.signing_in import change_factors, factors, recovery_codes
from mdps.core.signing_in.again import AsksForFactor
from mdps.core.signing_in.factor_forms import AppForm, PasskeyForm
from mdps.core.ui import Action, Empty, Link, Row
from mdps.core.words import count, moment

BROWSER_SAYS_NO = Refusal(
    "no-passkey",
    "The passkey was not made. Your browser gave it up, or it took longer than it may. Try "
    "again, or use an authenticator app.",
)


def as_data(options: Any) -> str:
    """What the script of a page hands to the browser."""
    return json.dumps(options, cls=DjangoJSONEncoder)


class OwnPage(Page):
    def check_permission(self) -> None:
        """Nobody needs a permission for how they sign in themselves."""


class SecondFactor(OwnPage):
    """What one has; for who needs one and has none, the choice of the first."""

    template_name = "core/second_factor.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if factors.is_due(request) and factors.of(self.user).exists():
            return HttpResponseRedirect(reverse("confirm-it-is-you"))
        return self.show()

    def content(self) -> dict[str, Any]:
        if factors.is_due(self.request):
            return {
                "title": "Set up a second step",
                "lead": "Your role sees what is said about children or commits the council's "
                "money. Besides your password you need something that only you have.",
                "choices": self.choices(),
            }
        has = list(factors.of(self.user))
        return {
            "title": "Second step of signing in",
            "breadcrumbs": [Link("My account", reverse("my-account"))],
            "rows": [_row(each) for each in has] + self.code_rows(),
            "empty": Empty(
                "You sign in with your password only",
                "With a second step nobody can sign in who only knows or guesses your password.",
            ),
            "choices": self.choices(),
        }

    def choices(self) -> list[Action]:
        return [
            Action("Use an authenticator app", reverse("add-app")),
            Action("Use a passkey", reverse("add-passkey"), secondary=True),
        ]

    def code_rows(self) -> list[Row]:
        left = recovery_codes.left(self.user)
        if left is None:
            return []
        return [
            Row(
                "Recovery codes",
                f"{count(left, 'code')} left. Each can be used once.",
                Link("Make new ones", reverse("new-recovery-codes")),
            )
        ]


def _row(factor: Authenticator) -> Row:
    name = factors.name_of(factor)
    used = moment(factor.last_used_at) or "not yet"
    return Row(
        name[0].upper() + name[1:],
        f"Added {moment(factor.created_at)}. Last used: {used}.",
        Link("Remove", reverse("remove-factor", args=[factor.pk])),
    )


class AddPage(AsksForFactor, OwnPage, ActionPage):
    """Adds a factor; with the first one come the recovery codes, which are shown next."""

    def added(self, codes: list[str]) -> str:
        factors.mark_used(self.request, self.user)
        if codes:
            recovery_codes.keep_to_show(self.request.session, codes)
            return reverse("recovery-codes")
        self.say("It is added. From now on you can sign in with it.")
        return reverse("second-factor")


class AddApp(AddPage):
    form_class = AppForm
    template_name = "core/add_app.html"

    def content(self) -> dict[str, Any]:
        secret = get_totp_secret(regenerate=self.request.method == "GET")
        address = get_adapter().build_totp_url(self.user, secret)
        picture = get_adapter().build_totp_svg(address).encode()
        return {
            "title": "Add an authenticator app",
            "breadcrumbs": [Link("Second step of signing in", reverse("second-factor"))],
            "picture": f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}",
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
            "cancel": Link("Cancel", reverse("second-factor")),
        }

    def act(self, form: AppForm) -> str:
        code = form.cleaned_data["code"]
        codes = change_factors.add_app(secret=get_totp_secret(), code=code, by=self.user)
        clear_totp_secret(self.request)
        return self.added(codes)


class AddPasskey(AddPage):
    form_class = PasskeyForm
    template_name = "core/add_passkey.html"

    def content(self) -> dict[str, Any]:
        return {
            "title": "Add a passkey",
            "breadcrumbs": [Link("Second step of signing in", reverse("second-factor"))],
            "lead": "A passkey is kept by your phone, your computer or a security key, and asks "
            "for your finger, your face or its PIN.",
            "passkey": as_data(webauthn.begin_registration(self.user, False)),
            "cancel": Link("Cancel", reverse("second-factor")),
        }

    def act(self, form: PasskeyForm) -> str:
        credential = form.cleaned_data["credential"]
        try:
            if not credential:
                raise Refused([BROWSER_SAYS_NO])
            webauthn.parse_registration_response(credential)
            webauthn.complete_registration(credential)
        except (ValidationError, ValueError, TypeError, KeyError) as error:
            raise Refused([BROWSER_SAYS_NO]) from error
        name = form.cleaned_data["name"]
        return self.added(
            change_factors.add_passkey(name=name, credential=credential, by=self.user)
        )


class RemoveFactor(AsksForFactor, ActionPage):
    record: Authenticator

    def find(self, pk: int) -> Authenticator:
        return get_object_or_404(factors.of(self.user), pk=pk)

    def check_permission(self) -> None:
        """It is one's own, or not found."""

    def content(self) -> dict[str, Any]:
        name = factors.name_of(self.record)
        return {
            "title": f"Remove your {name}",
            "consequences": [
                "You can no longer sign in with it.",
                "Remove it from your app or device as well; it is of no use there any more.",
            ],
            "refusals": change_factors.refusals_against_removing(self.record, by=self.user),
            "submit": "Remove",
            "danger": True,
            "cancel": Link("Keep it", reverse("second-factor")),
        }

    def act(self, form: PageForm) -> str:
        change_factors.remove(self.record, by=self.user)
        self.say("It is removed.")
        return reverse("second-factor")


class NewCodes(AsksForFactor, OwnPage, ActionPage):
    def find(self) -> None:
        if recovery_codes.left(self.user) is None:
            raise Http404

    def content(self) -> dict[str, Any]:
        return {
            "title": "Make new recovery codes",
            "consequences": ["The codes you have now no longer work."],
            "submit": "Make new codes",
            "cancel": Link("Cancel", reverse("second-factor")),
        }

    def act(self, form: PageForm) -> str:
        codes = change_factors.new_codes(by=self.user)
        recovery_codes.keep_to_show(self.request.session, codes)
        return reverse("recovery-codes")


class ShownOnce:
    """Recovery codes that were just made; seen or not, they are shown until they are said to be
    kept, in this session and in no other."""

    request: HttpRequest
    user: Any

    def find(self) -> list[str]:
        codes = recovery_codes.to_show(self.request.session)
        if not codes or recovery_codes.left(self.user) is None:
            raise Http404
        return codes


class RecoveryCodes(ShownOnce, OwnPage, ActionPage):
    template_name = "core/recovery_codes.html"

    def content(self) -> dict[str, Any]:
        return {
            "title": "Keep your recovery codes",
            "lead": "If you lose your app or your passkey, each of these lets you in once. They "
            "are shown only now.",
            "codes": [f"{each[:4]} {each[4:]}" for each in self.record],
            "downloads": [Link("Download them as a text file", reverse("recovery-codes-file"))],
            "submit": "I have kept them",
        }

    def act(self, form: PageForm) -> str:
        recovery_codes.are_kept(self.request.session)
        self.say("Your second step is set up.")
        return reverse("home")


class CodesFile(ShownOnce, OwnPage):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lines = ["Recovery codes. Each can be used once.", f"User name: {self.user.username}", ""]
        answer = HttpResponse(
            "\n".join([*lines, *self.record, ""]), content_type="text/plain; charset=utf-8"
        )
        answer["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
        return answer
