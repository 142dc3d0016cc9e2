"""What the council's single sign-on says is checked, and not only taken over TLS.

The service has to call itself what it is called in the settings (OpenID Connect Discovery 4.3). The
ID token has to be signed with one of its keys, for this service and no other, and to repeat the
nonce that this browser was sent away with; what it says besides is about the same person.
"""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, get_random_string

# Signatures that only who holds the private key can make.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
# In the session: the nonce while somebody is away, and where a session of the council's ends.
NONCE, ENDS_AT = "sign_on_nonce", "sign_on_ends_at"


def new_nonce(request: HttpRequest) -> None:
    """For one way to the service and back."""
    request.session[NONCE] = get_random_string(43)


class CheckedSignOn(OpenIDConnectOAuth2Adapter):
    """Raises OAuth2Error for whatever is not as it should be, and requests' RequestException where
    the service does not answer."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config = super().openid_config
        ours = settings.MDPS_SSO_URL.partition("/.well-known/")[0]
        if str(config.get("issuer", "")).rstrip("/") != ours.rstrip("/"):
            raise OAuth2Error("The service calls itself something else.")
        return config

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Who came back; where their session there is ended is kept in this one."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("There is no ID token.")
        login = super().complete_login(request, app, token, **kwargs)
        said = login.account.extra_data
        if said["userinfo"].get("sub") != said["id_token"].get("sub"):
            raise OAuth2Error("What is said is about somebody else.")
        if ends_at := self.openid_config.get("end_session_endpoint"):
            request.session[ENDS_AT] = ends_at
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            said = jwt.decode(
                id_token,
                self._key_of(id_token),
                algorithms=ALGORITHMS,
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("The ID token is not good.") from error
        wanted = self.request.session.pop(NONCE, "")
        if not wanted or not constant_time_compare(str(said.get("nonce")), wanted):
            raise OAuth2Error("The nonce is another one.")
        return said

    def _key_of(self, id_token: str) -> jwt.PyJWK:
        """The key that the token names; where it names none, the one there is."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config.get("jwks_uri", ""))
            answer.raise_for_status()
        keys = answer.json().get("keys", ())
        named = jwt.get_unverified_header(id_token).get("kid")
        found = [each for each in keys if named is None or each.get("kid") == named]
        if len(found) != 1:
            raise OAuth2Error("The key of the ID token is not one of the service's.")
        return jwt.PyJWK(found[0])
