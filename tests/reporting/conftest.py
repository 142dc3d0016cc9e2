"""A scheme with a past, built once for the tests of a module; files in a folder of the test."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from mdps.core import pdf
from tests.reporting.scenario import given_a_scheme_with_a_past

OWN_REFERENCE = re.compile(r"RP-\d{4,}")
lay_out = pdf.lay_out


@pytest.fixture(autouse=True)
def files_of_this_test(settings: Any, tmp_path: Path) -> None:
    settings.MDPS_FILES = tmp_path


@pytest.fixture(scope="module")
def past(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Each test works inside this transaction, in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        given_a_scheme_with_a_past()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def one_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """For modules in which nobody reads the PDF, though each of their reports has one: a layout,
    three quarters of what a report takes, stands for those that would differ from it in nothing
    but the report's own reference.
    """

    def once(html: str, css: str, *, attached: Any = (), **when: Any) -> bytes:
        return _laid_out(OWN_REFERENCE.sub("RP-0001", html), css, tuple(attached), **when)

    monkeypatch.setattr(pdf, "lay_out", once)


@cache
def _laid_out(html: str, css: str, attached: tuple[pdf.Attached, ...], **when: Any) -> bytes:
    return lay_out(html, css, attached=attached, **when)
