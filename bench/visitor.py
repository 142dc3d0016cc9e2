"""Somebody who is signed in, and how long a page takes them: in all, and in the database."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

from bench import databases
from mdps.core.models import User
from tests.build.people import given_a


@dataclass(frozen=True)
class Sample:
    """One page: seconds in all, seconds of its SQL, and how many statements that was."""

    seconds: float
    sql: float
    queries: int


class Stopwatch:
    """An execute wrapper that adds up what the database took."""

    def __init__(self) -> None:
        self.seconds, self.queries = 0.0, 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.queries += 1


class Visitor:
    """A browser of somebody in one database, without the network."""

    def __init__(self, database: str, person: User):
        self.database = database
        self.client = Client(headers={"host": "localhost"})
        databases.use(database)
        self.client.force_login(person)

    @classmethod
    def of(cls, database: str, role: str) -> "Visitor":
        """Somebody of a role, made where there is nobody yet."""
        databases.use(database)
        return cls(database, given_a(role))

    @property
    def session(self) -> str:
        """The cookie by which they are known, for a browser over the network."""
        return self.client.cookies[settings.SESSION_COOKIE_NAME].value

    def look(self, url: str) -> Sample:
        """Ask for the page once, on a connection that is open already."""
        self._be_here()
        watch = Stopwatch()
        with connection.execute_wrapper(watch):
            began = time.perf_counter()
            response = self.client.get(url)
            body(response)
            seconds = time.perf_counter() - began
        if response.status_code != 200:
            raise SystemExit(f"{url} answered {response.status_code}.")
        return Sample(seconds, watch.seconds, watch.queries)

    def post(self, url: str, data: Mapping[str, Any]) -> HttpResponseBase:
        self._be_here()
        return self.client.post(url, data)

    def _be_here(self) -> None:
        databases.use(self.database)
        connection.ensure_connection()


def body(response: Any) -> bytes:
    """Everything the page sends, streamed or not."""
    if response.streaming:
        return b"".join(response.streaming_content)
    return bytes(response.content)
