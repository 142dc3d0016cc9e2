"""What somebody signed in was shown is kept by no browser and by no proxy.

So the Back button after signing out shows nothing of a child, and a form that one goes back to
is asked for anew, with a key of its own (mdps.core.once). A page that says how it may be kept
is left as it is.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def keep_nowhere(answer: Answer) -> Answer:
    """Middleware; stands after the one that knows who is signed in."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answered
