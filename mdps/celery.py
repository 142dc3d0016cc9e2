"""Celery: the worker and beat. Tasks live in each app's tasks.py and carry ids only."""

import os

from celery import Celery, signals
from django.core.exceptions import ImproperlyConfigured
from django_structlog.celery.steps import DjangoStructLogInitStep

from mdps.core.start_up import refuse_to_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mdps.settings")

app = Celery("mdps")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# A line when a task begins, ends or fails, with the place of the fault: Celery's own would hold the
# words of the exception and are silenced (mdps.core.logs).
app.steps["worker"].add(DjangoStructLogInitStep)


@signals.celeryd_init.connect
@signals.beat_init.connect
def start_only_when_safe(**_: object) -> None:
    """Worker and beat do not start with weak secrets, nor as a role that may too much.

    Celery logs what a receiver raises and goes on; it ends by SystemExit alone.
    """
    from mdps.core.processes import refuse_a_strong_role  # noqa: PLC0415 - models are ready only now

    try:
        refuse_to_start()
        refuse_a_strong_role()
    except ImproperlyConfigured as error:
        raise SystemExit(f"Does not start: {error}") from error
