"""With what a page encrypts what its person typed and has not saved (static/drafts.js).

256 bits for AES-GCM, made of SECRET_KEY and the account: the same at the person's next sign-in, so
that a draft outlives a session, and another one for everybody else. It is in no page and in no
cookie; the script asks for it and keeps it in memory. With another SECRET_KEY the drafts that wait
in a tab are not opened any more.
"""

import base64

from django.http import HttpRequest, JsonResponse
from django.utils.crypto import salted_hmac
from django.views import View

from mdps.core.models import User

PURPOSE = "mdps.core.signing_in.draft_key"


def key_of(account: User) -> bytes:
    """32 bytes."""
    return salted_hmac(PURPOSE, str(account.pk), algorithm="sha256").digest()


class DraftKey(View):
    """For the script: the key of whoever is signed in."""

    def get(self, request: HttpRequest) -> JsonResponse:
        account: User = request.user  # type: ignore[assignment]
        return JsonResponse({"key": base64.b64encode(key_of(account)).decode()})
