"""Reminding of evidence before and when it expires: 60, 30 and 7 days before, and on its last day.

Once each. After days on which nothing ran only the most urgent reminder that is due is sent, so
that nobody gets three at once.
"""

import datetime as dt

from django.db import transaction

from mdps.core import notices, reminders
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.roles import holders_of
from suppliers.models import Evidence
from suppliers.queries import expiring, people_of
from suppliers.words import expiry

STAGES = (0, 7, 30, 60)  # days left; the most urgent first
KIND = "evidence-{stage}"


def stage(expires_on: dt.date, on: dt.date) -> int | None:
    """The most urgent reminder that is due on the day `on`; None while none is.

    0 from its last valid day on, 7 from the seventh day before it, and so on (equal counts).
    """
    left = (expires_on - on).days
    return next((each for each in STAGES if left <= each), None)


def remind(on: dt.date) -> int:
    """Tell of everything that is due on the day `on` and was not told; how many reminders.

    One transaction each, safe to run twice and after missed days. Evidence that was renewed, or of
    suppliers on no lot, is left out.
    """
    keepers = list(User.objects.holding(*holders_of(Permission.SUPPLIER_MANAGE)))
    return sum(_remind(each, keepers, on) for each in expiring(on))


@transaction.atomic
def _remind(evidence: Evidence, keepers: list[User], on: dt.date) -> bool:
    last_day = evidence.expires_on
    due = stage(last_day, on) if last_day else None
    if last_day is None or due is None:
        return False
    if not reminders.first_time(KIND.format(stage=due), evidence, last_day):
        return False
    said = f"{evidence.get_kind_display()} of {evidence.supplier}: {expiry(evidence, on)}"
    people = [*people_of(evidence.supplier), *keepers]
    notices.tell(people, said, url=evidence.get_absolute_url())
    return True
