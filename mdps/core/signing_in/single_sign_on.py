"""The council's single sign-on: its people sign in with their council account (OpenID Connect).

Nobody gets an account by it. It lets in who has an open account of the council's own here, found by
the subject that was linked before, or the first time by the e-mail address. Providers never.

MDPS_SSO_SECOND_FACTOR says who answers for the second factor: `amr`, the council's service where
it says that it asked for one; `theirs`, always that service; `ours`, always this one.
"""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
    OAuth2View,
)
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from requests import RequestException, Session

from mdps.core import audit
from mdps.core.models import User
from mdps.core.rules import Refused, enforce
from mdps.core.signing_in.checked_sign_on import NONCE, CheckedSignOn, new_nonce
from mdps.core.signing_in.single_sign_on_rules import SIGN_ON, SignOnFacts

COUNCIL = "council"  # the one provider there is, as it is called in addresses and in the database
SESSION_KEY = "second_factor_by_council"
METHODS = {"mfa", "otp", "hwk", "fpt", "face", "sc", "phr", "phrh"}  # RFC 8176, FIDO
FAILED = (
    "Signing in with your council account did not work. Try again, or sign in with your user name "
    "and password."
)


def is_offered() -> bool:
    """Whether this installation has single sign-on."""
    return bool(settings.MDPS_SSO_URL)


class SignOnAdapter(DefaultSocialAccountAdapter):
    """What django-allauth asks of the service about who comes from the council's sign-on."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The one of the settings, if there is one; none is kept in the database."""
        if not is_offered() or provider not in (None, COUNCIL, "openid_connect"):
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=COUNCIL,
                name=settings.MDPS_SSO_NAME,
                client_id=settings.MDPS_SSO_CLIENT,
                secret=settings.MDPS_SSO_SECRET,
                settings={
                    "server_url": settings.MDPS_SSO_URL,
                    "oauth_pkce_enabled": True,
                    "auth_params": {"nonce": request.session.get(NONCE, "")},
                },
            )
        ]

    def get_requests_session(self) -> Session:
        """Of what is asked of the service by this one; a redirect is followed nowhere."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account, or lead back to the sign-in page with the reason."""
        said = sociallogin.account.extra_data
        claims = said.get("userinfo") or said.get("id_token") or {}
        linked = sociallogin.user if sociallogin.is_existing else None
        try:
            account = let_in(sociallogin.account.uid, claims, linked=linked)
        except Refused as refused:
            turn_away(request, " ".join(each.message for each in refused.refusals))
        link = SocialAccount.objects.get(provider=COUNCIL, uid=sociallogin.account.uid)
        sociallogin.account, sociallogin.user = link, account
        if has_second_factor(said.get("id_token") or {}):
            request.session[SESSION_KEY] = account.pk

    def on_authentication_error(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        turn_away(request, FAILED)


@transaction.atomic
def let_in(subject: str, claims: dict[str, Any], *, linked: User | None) -> User:
    """The account of the person with this subject, linked from now on.

    `linked` is the one that was linked before. Raises Refused where there is no open account of
    the council's own that the address points to alone.
    """
    email = str(claims.get("email") or "")
    found = [linked] if linked else list(User.objects.filter(email__iexact=email)[:2])
    account = found[0] if len(found) == 1 and (linked or email) else None
    facts = SignOnFacts(
        is_found=account is not None,
        is_open=bool(account and account.is_active),
        roles=tuple(account.roles) if account else (),
        address_is_theirs=linked is not None or claims.get("email_verified") is not False,
        is_linked_to_another=bool(
            account
            and not linked
            and SocialAccount.objects.filter(user_id=account.pk, provider=COUNCIL).exists()
        ),
    )
    enforce(SIGN_ON, facts)
    assert account  # noqa: S101 - the rules ask for it
    SocialAccount.objects.update_or_create(
        provider=COUNCIL, uid=subject, defaults={"user": account, "extra_data": {}}
    )
    if not linked:
        audit.record("user.sign_on_linked", account, by=account)
    return account


def has_second_factor(claims: dict[str, Any]) -> bool:
    """Whether the council's service answers for the second factor of this sign-in."""
    said = claims.get("amr") or []
    asked = bool(METHODS & set(said if isinstance(said, list) else [said]))
    return {"amr": asked, "theirs": True, "ours": False}[settings.MDPS_SSO_SECOND_FACTOR]


def turn_away(request: HttpRequest, why: str) -> NoReturn:
    """Back to the sign-in page, which says why."""
    messages.error(request, why)
    raise ImmediateHttpResponse(redirect("sign-in"))


class OwnSecondStep(AuthenticateStage):
    """The second step here, unless the council's service has taken it."""

    def _should_handle(self, request: HttpRequest) -> bool:
        by_council = request.session.get(SESSION_KEY)
        if by_council and by_council == self.login.user.pk:
            return False
        return super()._should_handle(request)


@method_decorator(login_not_required, name="dispatch")
class SignOn(View):
    """To the council's sign-on (POST), for where it is configured.

    By a page that leads on: a browser follows no form to another place (form-action of the policy).
    """

    view: type[OAuth2View] = OAuth2LoginView

    def dispatch(self, request: HttpRequest, provider_id: str) -> HttpResponseBase:
        if not is_offered() or provider_id != COUNCIL:
            raise Http404
        try:
            return self.led(request)
        except (RequestException, OAuth2Error):
            messages.error(request, FAILED)
            return redirect("sign-in")

    def led(self, request: HttpRequest) -> HttpResponseBase:
        """Where it goes on."""
        new_nonce(request)
        answer = self.step(request)
        if not isinstance(answer, HttpResponseRedirect) or url_has_allowed_host_and_scheme(
            answer.url, allowed_hosts=None
        ):
            return answer
        account = settings.MDPS_SSO_NAME
        shown = {"title": f"To your {account}", "account": account, "address": answer.url}
        return render(request, "registration/leaving.html", shown)

    def step(self, request: HttpRequest) -> HttpResponseBase:
        """django-allauth's."""
        return self.view.adapter_view(CheckedSignOn(request, COUNCIL))(request)


class SignedOn(SignOn):
    """And back from it."""

    view = OAuth2CallbackView

    def led(self, request: HttpRequest) -> HttpResponseBase:
        return self.step(request)
