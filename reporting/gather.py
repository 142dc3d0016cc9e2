"""Where the figures of a report are gathered: from the replica where there is one that keeps up,
else from the main database. Either way they hold everything that was done up to their as-at.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError

from mdps.core import clock, replica
from reporting.figures.plain import one_moment

log = logging.getLogger(__name__)

FROM_REPLICA = "the replica"
FROM_MAIN = "the main database"
BROKE_OFF = "the replica ended what was read"


@dataclass(frozen=True)
class Gathered:
    """Figures, the moment as at which they are, and in words where they were read."""

    figures: dict
    as_at: dt.datetime
    source: str = FROM_MAIN


def gather(figures: Callable[[dt.datetime], dict]) -> Gathered:
    """Call `figures` with the moment it is, in a transaction that sees one moment.

    The replica is waited for (MDPS_REPLICA_WAIT seconds) until it has all that was acknowledged at
    that moment. Where it has not, does not answer or breaks off (PostgreSQL ends what stands in the
    way of replaying), the main database is read instead, and `source` says why.
    """
    if not replica.is_named():
        return _from_main(figures, FROM_MAIN)
    try:
        return _from_replica(figures)
    except replica.Unusable as error:
        why = str(error)
    except DatabaseError:
        why = BROKE_OFF
    log.warning("Figures are read from the main database: %s", why)
    return _from_main(figures, f"{FROM_MAIN}: {why}")


def _from_replica(figures: Callable[[dt.datetime], dict]) -> Gathered:
    as_at = clock.now()
    replica.wait_for_all()
    with replica.reading(), one_moment(replica.REPLICA):
        return Gathered(figures(as_at), as_at, FROM_REPLICA)


def _from_main(figures: Callable[[dt.datetime], dict], source: str) -> Gathered:
    as_at = clock.now()
    with one_moment():
        return Gathered(figures(as_at), as_at, source)
