"""Sends a page's own forms as a person would who fills everything in, and notes what is written.

The words are plausible, not always right: a page may still refuse them. What matters is what a
person who may not do the act can change with them, which is nothing.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from mdps.core.changes import UNFOLLOWED
from tests.sweeps.drawn import is_page

WRITING = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
OF_THE_BROWSER = {"django_session", "core_opensession"}
DAY = {"_0": "2", "_1": "6", "_2": "2026"}
WORDS = "Because it is needed."
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class Form:
    """A form sent by POST: where to, and what it sends when filled in."""

    action: str
    data: dict[str, Any] = field(default_factory=dict)

    def filled(self, **more: Any) -> dict[str, Any]:
        """What is sent, with its files from their beginning."""
        for value in self.data.values():
            if isinstance(value, SimpleUploadedFile):
                value.seek(0)
        return self.data | more


class FormReader(HTMLParser):
    """`forms`: those of a page that are sent by POST, but for signing out."""

    def __init__(self, html: str):
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = Form(given.get("action", ""))
            if "data-sign-out" not in given:
                self.forms.append(self.form)
        elif self.form and tag == "option" and self.select:
            chosen = self.form.data.get(self.select)
            if given.get("value") and (not chosen or "selected" in given):
                self.form.data[self.select] = given["value"]
        elif self.form and given.get("name"):
            self._control(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag == "select":
            self.select = ""

    def _control(self, tag: str, given: dict[str, str]) -> None:
        assert self.form
        name, kind = given["name"], given.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.form.data[name] = WORDS
        elif tag == "button" or kind in ("checkbox", "radio", "submit"):
            if name not in self.form.data or "checked" in given:
                self.form.data[name] = given.get("value", "on")
        elif tag == "input":
            self.form.data[name] = given.get("value") or typed(name, kind, given)


def typed(name: str, kind: str, given: dict[str, str]) -> Any:
    """What a person might enter into an empty field."""
    if kind == "file":
        ending = "csv" if ".csv" in given.get("accept", "") else "pdf"
        content = PDF if ending == "pdf" else b"reference,name\n1,Severn\n"
        return SimpleUploadedFile(f"paper.{ending}", content)
    if kind == "hidden":
        return ""
    if name[-2:] in DAY:
        return DAY[name[-2:]]
    if kind == "email" or "email" in name:
        return "somebody@example.org"
    if given.get("inputmode") in ("numeric", "decimal"):
        return "1"
    return "9:30am" if "time" in name or name.endswith("s_at") else "Severn words"


def forms(answer: Any) -> list[Form]:
    """The forms of a page that was answered, filled in; a file and a way on have none."""
    return FormReader(answer.text).forms if is_page(answer) else []


@dataclass
class Written:
    """The writing statements of an act, but for the browser's session.

    `transactions` are the tables written to by each: inside a test a transaction of the service is
    a savepoint of the first level. What was rolled back is not in it.
    """

    statements: list[tuple[str, str]] = field(default_factory=list)
    transactions: list[list[str]] = field(default_factory=list)
    _depth: list[int] = field(default_factory=list)

    def note(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        self._nest(str(sql))
        if (found := WRITING.match(str(sql))) and found[2] not in OF_THE_BROWSER:
            self.statements.append((f"{found[1].upper()} {found[2]}", f"{sql} {params}"))
            if not self._depth:
                self.transactions.append([])
            self.transactions[-1].append(found[2])
        return execute(sql, params, many, context)

    def _nest(self, sql: str) -> None:
        """Follow the savepoints: how much was written when each began."""
        if sql.startswith("SAVEPOINT"):
            if not self._depth:
                self.transactions.append([])
            self._depth.append(len(self.transactions[-1]))
        elif sql.startswith("ROLLBACK TO") and self._depth:
            del self.transactions[-1][self._depth[-1] :]
        elif sql.startswith("RELEASE") and self._depth:
            self._depth.pop()

    @property
    def tables(self) -> list[str]:
        return [what for what, _ in self.statements]


def unaudited(written: Written) -> list[str]:
    """The followed tables that were written to in a transaction without an event."""
    return sorted(
        {
            table
            for tables in written.transactions
            if "core_auditevent" not in tables
            for table in tables
            if table not in UNFOLLOWED
        }
    )


@contextmanager
def taken_back() -> Iterator[Written]:
    """Notes what is written inside, and takes it back at the end."""
    written = Written()
    with transaction.atomic(), connection.execute_wrapper(written.note):
        yield written
        transaction.set_rollback(True)
