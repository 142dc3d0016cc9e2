"""The product's addresses and two more behind the same middleware: a page that asks one thing, and
one that sends what it is told."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path

from mdps.core.models import Team
from mdps.urls import handler500
from mdps.urls import urlpatterns as of_the_product

__all__ = ["ONE_QUERY", "SEND", "handler500", "to_send", "urlpatterns"]

ONE_QUERY, SEND = "/bench/one-query/", "/bench/send/"

to_send: list[Callable[[], None]] = []  # what the next POST does


def one_query(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{Team.objects.count()} teams")


def send(request: HttpRequest) -> HttpResponse:
    for each in to_send:
        each()
    return HttpResponseRedirect("/")


urlpatterns: list[URLPattern | URLResolver] = [
    path(ONE_QUERY[1:], one_query),
    path(SEND[1:], send),
    *of_the_product,
]
