"""Reminders and warnings, once each: however often beat runs, and whoever else runs too."""

import datetime as dt

from django.db import models

from mdps.core import audit
from mdps.core.models import Reminder


def first_time(kind: str, subject: models.Model, day: dt.date) -> bool:
    """Whether nobody was reminded of `kind` about `subject` for `day` yet; from now on they were.

    To be called inside the transaction that tells them: if it rolls back, it was not said. Of two
    at once the second waits for the first, and is told False if that one commits. `day` is what
    the reminder is about (the day of expiry, the deadline), not the day on which it is sent.
    """
    _, is_new = Reminder.objects.get_or_create(
        kind=kind, subject_type=audit.subject_type(subject), subject_id=subject.pk, day=day
    )
    return is_new
