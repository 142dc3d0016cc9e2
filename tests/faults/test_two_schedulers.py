"""Two schedulers run, and each begins every task at the same moment: what is due is done once.

In one world in which there is something to do for most tasks, on days that come one after another,
and on one that comes again, as when a clock is put back. Nothing that a task writes may stand there
twice; and who runs it once more afterwards writes nothing.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from mdps.celery import app
from mdps.core import clock, notices
from mdps.core.models import User
from tests.core.racing import at_once
from tests.sweeps.world import TODAY, build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

DAYS = (0, 29, 10, 370)
# What stands there twice by its nature: each run counts or seals for itself.
EACH_TIME = {"core.UseCount", "core.Unsealed", "core.AuditSeal", "core.RowChange"}
TELLS_WHEN = (models.DateTimeField, models.UUIDField, models.AutoField)

Row = tuple[str, tuple[tuple[str, str], ...]]


@pytest.fixture
def world(transactional_db: None) -> Iterator[None]:
    with clock.at(TODAY):
        build()
        yield


def written(beyond: dict[str, Any]) -> tuple[Counter[Row], dict[str, Any]]:
    """The rows of all tables beyond these last ones, without what tells them apart; the last."""
    found: Counter[Row] = Counter()
    last = dict(beyond)
    for model in apps.get_models():
        label, key = model._meta.label, model._meta.pk
        if label in EACH_TIME or not isinstance(key, models.AutoField):
            continue
        told = [f.attname for f in model._meta.concrete_fields if not isinstance(f, TELLS_WHEN)]
        rows = model._default_manager.filter(pk__gt=beyond.get(label, 0)).order_by("pk")
        for row in rows.values("pk", *told):
            last[label] = row.pop("pk")
            found[label, tuple((name, str(value)) for name, value in row.items())] += 1
    return found, last


def twice(found: Counter[Row]) -> list[Row]:
    return [row for row, times in found.items() if times > 1]


def test_two_schedulers_at_once_do_each_thing_once(world: None) -> None:
    app.loader.import_default_modules()
    tasks = sorted({each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()})
    _, last = written({})
    did = 0
    for days in DAYS:
        with clock.at(TODAY + dt.timedelta(days=days)):
            for name in tasks:
                run = app.tasks[name].run
                assert [each for each in at_once(run, run) if isinstance(each, Exception)] == []
            found, last = written(last)
            assert (days, twice(found)) == (days, [])
            did += len({label for label, _ in found})
            for name in tasks:
                app.tasks[name].run()
            again, last = written(last)
            assert (days, list(again)) == (days, [])
    assert did > 5


def test_what_stands_twice_is_noticed(transactional_db: None) -> None:
    """The control: somebody is told twice."""
    _, last = written({})
    person = User.objects.create(username="sam", name="Sam")
    for _ in range(2):
        notices.tell([person], "SR-000001 waits", url="/requests/1/")
    found, _ = written(last)
    assert {label for label, _ in twice(found)} == {"core.Notice"}
