"""Pages are sent compressed: a list of fifty requests is a tenth of its size then."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class Pages(GZipMiddleware):
    """Django's, for pages alone: a file is compressed as it lies, and an export is made while it is
    sent.

    The length of a compressed page says something of what stands in it (the attack is called
    BREACH). Django adds a random number of bytes, masks the token of each form anew, and no other
    site can have a page fetched with somebody's session, since its cookie stays at home (SameSite).
    """

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.streaming or not is_page:
            return response
        return super().process_response(request, response)
