"""What somebody sees when the service fails: what was kept, what to do next, and a reference.

A database that is away for a moment, or a full disk, is 503 and passes; everything else is 500.
What is more than the service takes in at once is 413. While MDPS_MAINTENANCE names a file that is
there, everything but the signs of life is 503. None of these pages asks the database for anything.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import loader
from django.views.defaults import bad_request

from mdps.core import stores, words

Answer = Callable[[HttpRequest], HttpResponseBase]

SECONDS_TO_WAIT = "30"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
MOST_FILES = 30  # times the limit of one file: more is in no form
SIGNS_OF_LIFE = ("/health/", "/metrics/")
UNREADABLE = {
    414: (
        "The address is too long",
        "A search or a filter made it longer than the service takes. Choose fewer filters, or "
        "search for fewer words.",
    ),
    431: (
        "Your browser sent too much with its request",
        "Delete the cookies of this service in your browser, then sign in again.",
    ),
    400: (
        "This is not a request that the service can read",
        "Go back, open the page again, and try once more.",
    ),
}


def page(request: HttpRequest) -> HttpResponse:
    """Django's handler500: called while the exception is being handled."""
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError | InterfaceError)
    template = "full.html" if stores.is_full(error) else "503.html" if away else "500.html"
    status = 500 if template == "500.html" else 503
    return _alone(template, status, reference=getattr(request, "reference", ""))


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: too much is 413, with the limit; everything else is a plain 400."""
    if isinstance(exception, TOO_MUCH):
        return too_much()
    return bad_request(request, exception)


def too_much() -> HttpResponse:
    """413: more than is taken in at once, and how much that is."""
    return _alone("413.html", 413, most=words.megabytes(settings.MDPS_UPLOAD_MOST))


def unreadable_page(status: int) -> HttpResponse:
    """414, 431 or 400: what the web server could not read as a request."""
    title, said = UNREADABLE[status]
    return _alone("unreadable.html", status, title=title, said=said)


def only_so_much(answer: Answer) -> Answer:
    """Middleware; stands before whatever reads a form. A body that says it is longer than any form
    here with all its files is not read at all, and so holds no thread; one that was cut off in the
    middle (mdps.web_worker) is no request."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        said = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.MDPS_UPLOAD_MOST * MOST_FILES
        if said.isdigit() and int(said) > most:
            return too_much()
        response = answer(request)
        is_cut = getattr(request.META.get("wsgi.input"), "is_cut", False)
        return unreadable_page(400) if is_cut else response

    return answered


def closed_for_maintenance(answer: Answer) -> Answer:
    """Middleware; stands before whatever asks the database. The first line of the file is shown."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        notice = settings.MDPS_MAINTENANCE
        if not notice or request.path.startswith(SIGNS_OF_LIFE):
            return answer(request)
        try:
            said = Path(notice).read_text(encoding="utf-8").strip().partition("\n")[0]
        except FileNotFoundError:
            return answer(request)
        return _alone("maintenance.html", 503, said=said)

    return answered


def _alone(template: str, status: int, **context: str) -> HttpResponse:
    response = HttpResponse(loader.render_to_string(template, context), status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = SECONDS_TO_WAIT
    return response
