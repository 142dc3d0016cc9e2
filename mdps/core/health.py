"""Health: `/health/` says whether this process may serve, `/health/live/` that it runs at all,
`/health/detail/` what operators ask next; `/metrics/` holds the same, and the times of pages, for
Prometheus.

The first two are open to anybody and show no data, the others are for operators. What is wrong is
one plain sentence a line, status 503.
"""

from collections.abc import Iterator

import kombu
import kombu.exceptions
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from mdps.core import demonstration, measures, replica
from mdps.core.models import DataCheck, RunningProcess
from mdps.core.operators import operators_only
from mdps.core.processes import OTHERS, current_role, rights_too_many

SECONDS_FOR_THE_BROKER = 2


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return answer([])


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Everything a request needs is there, and the application has no rights too many."""
    return answer([*database_problems(), *broker_problems()])


@operators_only
def detail(request: HttpRequest) -> HttpResponse:
    """The database role of each process (of this one asked now, of the others when they started)
    and every figure of the service.
    """
    said = {each.name: each for each in RunningProcess.objects.all()}
    lines = [f"web: {current_role()}"]
    for name in OTHERS:
        process = said.get(name)
        since = f"{process.database_role} since {process.started_at.isoformat()}" if process else ""
        lines.append(f"{name}: {since or 'not started yet'}")
    checked = DataCheck.objects.order_by("-checked_at", "-id").first()
    lines.append(f"data: {checked or 'not checked yet'}")
    lines.append(f"replica for reports: {replica.in_words()}")
    lines += [f"{each.name}: {value}" for each, value in measures.figures()]
    return answer(lines, wrong=False)


@operators_only
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of the service and the times of its pages, as Prometheus reads them."""
    return HttpResponse(measures.text(), content_type=CONTENT_TYPE_LATEST)


def database_problems() -> Iterator[str]:
    """What keeps the database from being used, or makes it unsafe to."""
    try:
        too_many = list(rights_too_many())
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        yield "The database does not answer."
        return
    yield from too_many
    if waiting:
        yield f"Migrations that have not been applied: {len(waiting)}."
    else:
        yield from demonstration.real_data()


def broker_problems() -> Iterator[str]:
    """What keeps messages from reaching the worker."""
    url, seconds = settings.CELERY_BROKER_URL, SECONDS_FOR_THE_BROKER
    try:
        with kombu.Connection(url, connect_timeout=seconds) as broker:
            broker.ensure_connection(max_retries=1, timeout=seconds)
    except (OSError, kombu.exceptions.OperationalError):
        yield "The message broker does not answer."


def answer(problems: list[str], *, wrong: bool = True) -> HttpResponse:
    """Plain text: fit for a probe and for a person. Lines are problems unless not `wrong`."""
    text = "".join(f"{line}\n" for line in problems or ["All is well."])
    return HttpResponse(
        text, status=503 if problems and wrong else 200, content_type="text/plain; charset=utf-8"
    )


urlpatterns = [
    path("health/", ready, name="health"),
    path("health/live/", live, name="health-live"),
    path("health/detail/", detail, name="health-detail"),
    path("metrics/", metrics, name="metrics"),
]
