"""Beat's memory of when it last began each task, and a clock that is put back.

If a machine's clock was ahead, beat has last runs written down that are still to come, and would
begin nothing until then. A run that is still to come was not one: it counts as of now.
"""

from typing import Any

from celery.beat import PersistentScheduler, ScheduleEntry


class Entry(ScheduleEntry):
    """One task of the schedule, with the moment it was last begun."""

    last_run_at: Any

    def is_due(self) -> Any:
        self.last_run_at = min(self.last_run_at, self.default_now())
        return super().is_due()


class Scheduler(PersistentScheduler):
    """As Celery's, which keeps the last runs in a file."""

    Entry = Entry
