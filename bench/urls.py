"""The product's addresses and one more: a page behind the same middleware that asks one thing."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from mdps.core.models import Team
from mdps.urls import handler500
from mdps.urls import urlpatterns as of_the_product

__all__ = ["ONE_QUERY", "handler500", "urlpatterns"]

ONE_QUERY = "/bench/one-query/"


def one_query(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{Team.objects.count()} teams")


urlpatterns: list[URLPattern | URLResolver] = [path(ONE_QUERY[1:], one_query), *of_the_product]
