"""Which database role web, worker and beat work as: asked of the database by each of them."""

from django.db import connection

from mdps.core import clock
from mdps.core.models.processes import RunningProcess

OTHERS = ("worker", "beat")


def current_role() -> str:
    """The role that this very process works as."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def report(name: str) -> None:
    """Say that this process, called `name`, starts, and as whom. Closes its connection."""
    try:
        RunningProcess.objects.update_or_create(
            name=name, defaults={"database_role": current_role(), "started_at": clock.now()}
        )
    finally:
        connection.close()
