"""How often is too often: pages that anybody may open, forms that anybody may send, and exports.

Counted in the database, so that all web processes count together; one statement a use. An address
is that of the client behind the service's own proxies, an account its number.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from mdps.core import clock
from mdps.core.models import UseCount
from mdps.core.origin import address_of
from mdps.core.words import count

COUNT = """
INSERT INTO core_usecount (kind, who, begins_at, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (kind, who, begins_at) DO UPDATE SET count = core_usecount.count + 1
RETURNING count
"""
KEPT = dt.timedelta(days=1)


@dataclass(frozen=True)
class Rate:
    """At most `most` uses in each stretch of `minutes`; the first `most` are answered."""

    kind: str
    most: int
    minutes: int
    what: str

    def begins_at(self, now: dt.datetime) -> dt.datetime:
        """When the stretch began that `now` is in."""
        seconds = self.minutes * 60
        passed = int(now.timestamp()) // seconds * seconds
        return dt.datetime.fromtimestamp(passed, dt.UTC)


PUBLIC_PAGE = Rate("public-page", 240, 1, "pages were opened")
PUBLIC_FORM = Rate("public-form", 30, 60, "forms were sent")
EXPORT = Rate("export", 60, 10, "files were asked for")


class TooMany(Exception):
    """It was used too often; `seconds` until it may be used again."""

    def __init__(self, rate: Rate, seconds: int):
        self.rate, self.seconds = rate, seconds
        super().__init__(
            f"More than {rate.most} {rate.what} in {count(rate.minutes, 'minute')}. "
            f"Wait {count(-(-seconds // 60), 'minute')}, then try again."
        )


def use(rate: Rate, request: HttpRequest) -> None:
    """Count one use by whoever asks. Raises TooMany beyond the most."""
    now = clock.now()
    begins_at = rate.begins_at(now)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [rate.kind, _who(request), begins_at])
        uses = cursor.fetchone()[0]
    if uses > rate.most:
        ends_at = begins_at + dt.timedelta(minutes=rate.minutes)
        raise TooMany(rate, max(1, int((ends_at - now).total_seconds())))


def _who(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    named = f"account {user.pk}" if user and user.is_authenticated else f"at {address_of(request)}"
    return salted_hmac("mdps.core.rates", named, algorithm="sha256").hexdigest()


def forget() -> int:
    """Delete counts that are a day old; how many."""
    return UseCount.objects.filter(begins_at__lt=clock.now() - KEPT).delete()[0]


class SayWhenTooMany:
    """Middleware: the page for TooMany, with the time to wait for programs too."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, TooMany):
            return None
        page = render(request, "429.html", {"reason": str(error)}, status=429)
        page["Retry-After"] = str(error.seconds)
        return page
