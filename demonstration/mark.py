"""What the database says about its demonstration data: begun, finished, or none of ours.

Two lines of the audit trail, about the scheme, are the mark: one in the first transaction of the
data, one in its last.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Model

from contracts.models import CallOffContract
from lots.models import Scheme
from mdps.core import audit, words
from mdps.core.demonstration import BEGUN, SUFFIX
from mdps.core.models import AuditEvent, User
from mdps.core.rules import Refusal
from panel.models import PanelMeeting
from referrals.models import SupportRequest
from reporting.models import PanelHistory, Report
from suppliers.models import Supplier

FINISHED = "demonstration.finished"
RECORDS: tuple[type[Model], ...] = (
    *(User, Supplier, SupportRequest, PanelMeeting, CallOffContract, Report, PanelHistory),
)


@dataclass(frozen=True)
class Found:
    """What is known before anything is made. `others` are accounts that are not ours."""

    is_demonstration: bool
    others: tuple[str, ...]
    begun: Mapping[str, object] | None
    is_finished: bool
    holds: tuple[str, ...]


def look() -> Found:
    """What the database holds."""
    begun = AuditEvent.objects.filter(action=BEGUN).first()
    others = User.objects.exclude(username__endswith=SUFFIX).order_by("username")
    return Found(
        is_demonstration=settings.MDPS_DEMO,
        others=tuple(others.values_list("username", flat=True)[:4]),
        begun=begun.detail if begun else None,
        is_finished=AuditEvent.objects.filter(action=FINISHED).exists(),
        holds=tuple(
            str(model._meta.verbose_name_plural)
            for model in RECORDS
            if model._default_manager.exists()
        ),
    )


def refusal(found: Found) -> Refusal | None:
    """Why no demonstration data may be made here."""
    if not found.is_demonstration:
        return Refusal(
            "not-a-demonstration",
            "This is not a demonstration: MDPS_DEMO is not 1. Nothing was made.",
        )
    if found.others:
        return Refusal(
            "other-accounts",
            f"There are accounts that are not of the demonstration: {_few(found.others)}. "
            "Demonstration data is only made in a database of its own. Nothing was made.",
        )
    if found.begun is None and found.holds:
        return Refusal(
            "other-records",
            f"The database already holds {words.listed(list(found.holds))}. "
            "Demonstration data is only made in a database of its own. Nothing was made.",
        )
    if found.begun is not None and not found.is_finished:
        return Refusal(
            "interrupted",
            "Demonstration data was begun here and not finished. Start over with: bin/demo --fresh",
        )
    return None


def begin(scheme: Scheme, *, size: str, seed: int, today: dt.date) -> None:
    """The first line, in the transaction of the first records."""
    audit.record(BEGUN, scheme, by=None, size=size, seed=seed, today=words.day(today))


def finish(scheme: Scheme, *, awards: int, committed: Decimal) -> None:
    """The last line."""
    audit.record(FINISHED, scheme, by=None, awards=awards, committed=committed)


def _few(names: tuple[str, ...]) -> str:
    return words.listed([*names[:3], *(["others"] if len(names) > 3 else [])])
