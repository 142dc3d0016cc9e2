"""Refusals by the thousand: neither logged with their traceback, nor drawn again and again."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver


@contextmanager
def in_brief() -> Iterator[None]:
    """While it lasts no refusal is logged, and each is drawn once for each person and sentence:
    the page around it is the same thousands of times. Every answer has its status.
    """
    handler, drawn = URLResolver.resolve_error_handler, set()

    def once(resolver: URLResolver, status: int) -> Callable[..., HttpResponse]:
        def handle(request: HttpRequest, **told: Any) -> HttpResponse:
            seen = (request.user.pk, status, str(told.get("exception")))
            if seen in drawn:
                return HttpResponse(status=status)
            drawn.add(seen)
            return handler(resolver, status)(request, **told)

        return handle

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.getLogger("django.request"), "disabled", True)
        patch.setattr(URLResolver, "resolve_error_handler", once)
        yield
