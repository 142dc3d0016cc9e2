"""Each request has a reference: in its lines of the log, in its answer, on the page of an error.

The line of a request names the page by its view, the record by its number and the account by its
number. An address may hold a token or what somebody typed, so it is not written.
"""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponseBase

from mdps.core import measures

Answer = Callable[[HttpRequest], HttpResponseBase]
HEADER = "X-Request-ID"
NOWHERE = "nowhere"  # an address that leads to no view

log = structlog.get_logger(__name__)


def refer_and_log(answer: Answer) -> Answer:
    """Middleware; stands first, so that it sees whatever becomes of the request."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        request.reference = uuid4().hex  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.reference)  # type: ignore[attr-defined]
        response = answer(request)
        seconds = time.perf_counter() - began
        response.headers[HEADER] = request.reference  # type: ignore[attr-defined]
        page = view_of(request)
        measures.answered(page, response.status_code, seconds)
        say = log.debug if page.startswith("health") else log.info
        say(
            "request",
            status=response.status_code,
            ms=round(seconds * 1000),
            **about(request),
        )
        structlog.contextvars.clear_contextvars()
        return response

    return answered


def view_of(request: HttpRequest) -> str:
    """The name of the page that was asked for."""
    match = request.resolver_match
    return match.view_name or NOWHERE if match else NOWHERE


def about(request: HttpRequest) -> dict[str, Any]:
    """What a line says about a request. Nobody is looked up for it."""
    match, user = request.resolver_match, getattr(request, "_cached_user", None)
    numbers = [each for each in (match.kwargs if match else {}).values() if isinstance(each, int)]
    return {
        "method": request.method,
        "view": view_of(request),
        "records": numbers,
        "user_id": user.pk if user else None,
    }


def log_the_fault(request: HttpRequest | None = None, **_: Any) -> None:
    """A line for what nobody caught, with where in the code it was."""
    if request is not None:
        log.exception("request_failed", **about(request))


got_request_exception.connect(log_the_fault, dispatch_uid="mdps.request_log")
