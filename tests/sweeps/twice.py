"""The same form sent twice: how many rows there are more afterwards, and where each was led."""

import copy
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from mdps.core import once
from mdps.core.models import AuditEvent, OneTimeKey, Unsealed, UseCount, User
from tests.core.racing import SECONDS, at_once
from tests.sweeps.canaries import BIRD
from tests.sweeps.posting import OF_THE_BROWSER, WORDS, Form, Written, taken_back
from tests.sweeps.world import VIEWS, read

# A look is no act, so each of two is written down; uses of a page are counted; and answers that may
# be changed and sent again have no key that is theirs alone (referrals.forms.base.AnswersForm).
NOT_OF_AN_ACT = OF_THE_BROWSER | {
    model._meta.db_table for model in (Unsealed, UseCount, OneTimeKey)
}
EVENTS = AuditEvent._meta.db_table
PROBLEM = 'class="govuk-error-summary"'


def rows() -> Counter[str]:
    """How many rows each table has. Changes of rows are rows of their own (core_rowchange)."""
    models = apps.get_models(include_auto_created=True)
    tables = sorted({model._meta.db_table for model in models} - NOT_OF_AN_ACT)
    each = [
        f"SELECT '{table}', count(*) FROM {table}" + " WHERE action <> ALL(%s)" * (table == EVENTS)
        for table in tables
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each), [list(VIEWS)])
        return Counter(dict(cursor.fetchall()))


def more(before: Counter[str], after: Counter[str]) -> dict[str, int]:
    """The tables that have more rows than before, and how many; fewer are below nought."""
    return {table: after[table] - before[table] for table in after if after[table] != before[table]}


def of_an_act(written: Written) -> bool:
    """Whether anything was written that stayed."""
    return any(set(tables) - NOT_OF_AN_ACT for tables in written.transactions)


def with_words(form: Form) -> dict[str, Any]:
    """What is sent, with a canary in its words already: none is then planted into what is kept, and
    the same sent again says the same."""
    words = {name: f"{said} {BIRD}aa" for name, said in form.data.items() if said == WORDS}
    return form.filled(**words)


@contextmanager
def looking(look: Callable[[Callable[[], str | None]], str | None]) -> Iterator[None]:
    """Inside it `look` is asked whether a form was posted before; it may ask what really is."""
    outcome = once.outcome

    def asked(key: str, *, by: User | None) -> str | None:
        return look(lambda: outcome(key, by=by))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(once, "outcome", asked)
        yield


@contextmanager
def as_though_first() -> Iterator[None]:
    """The first look finds nothing, as when the other post came to its end a moment later."""
    looks: list[None] = []

    def look(really: Callable[[], str | None]) -> str | None:
        looks.append(None)
        return really() if len(looks) > 1 else None

    with looking(look):
        yield


def amiss(answers: list[Any]) -> list[Any]:
    """The answers to a form that was sent twice, where one of them is not as it should be: both are
    led to the same page, or one of them is answered by a page that is shown once."""
    led = [(each.status_code, each.get("Location", "")) for each in answers]
    if led[0] == led[1] and led[0][0] == 302:
        return []
    once_shown = sorted(status for status, _ in led) == [200, 302]
    refused = any(PROBLEM in each.content.decode() for each in answers if each.status_code == 200)
    return led if refused or not once_shown else []


def one_after_the_other(
    client: Client, url: str, form: Form
) -> tuple[dict[str, int], list[Any]] | None:
    """How many rows a form leaves that is sent alone, and what is wrong when it is sent again: by
    somebody who looked before the first came to its end. All is taken back.

    None where nothing is written.
    """
    with taken_back() as written:
        first = read(client.post(url, with_words(form)))
        if not of_an_act(written):
            return None
        one = rows()
        with as_though_first():
            second = read(client.post(url, with_words(form)))
        two = rows()
    alone, again = more(rows(), one), more(one, two)
    return (alone, [*amiss([first, second]), *([again] if again else [])]) if alone else None


def sent_at_once(client: Client, url: str, form: Form) -> tuple[dict[str, int], list[Any]]:
    """How many rows two leave that looked before either acted, and what is wrong with an answer."""
    meet, here = threading.Barrier(2, timeout=SECONDS), threading.local()

    def look(really: Callable[[], str | None]) -> str | None:
        found = really()
        if not hasattr(here, "has_looked"):
            here.has_looked = True
            meet.wait()
        return found

    def post() -> Any:
        browser = Client()
        browser.cookies = copy.deepcopy(client.cookies)
        return read(browser.post(url, with_words(copy.deepcopy(form))))

    before = rows()
    with looking(look):
        answers = at_once(post, post)
    broken = [each for each in answers if isinstance(each, Exception)]
    return more(before, rows()), broken or amiss(answers)
