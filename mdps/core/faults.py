"""What somebody sees when the service fails: what was kept, what to do next, and a reference.

A database that is away for a moment is 503 and passes; everything else is 500. Neither page asks
the database for anything.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

SECONDS_TO_WAIT = "30"


def page(request: HttpRequest) -> HttpResponse:
    """Django's handler500: called while the exception is being handled."""
    passes = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    template = "503.html" if passes else "500.html"
    reference = getattr(request, "reference", "")
    response = HttpResponse(
        loader.render_to_string(template, {"reference": reference}), status=503 if passes else 500
    )
    response.headers["Cache-Control"] = "no-store"
    if passes:
        response.headers["Retry-After"] = SECONDS_TO_WAIT
    return response
