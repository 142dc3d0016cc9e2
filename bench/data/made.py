"""The rows: one award by the real actions, and as many like it as are asked for, by the database.

What people have to work on is as much at every size: requests on their way to the panel, approved
lines to award, call-offs that run. The history behind it grows, over ten years. Meetings are one a
day, so theirs goes back further. All amounts are GBP ex VAT.

What is said about the children of all requests is copied as it lies, sealed under the key of the
first: it is read and opened as any other, and the load does not wait for the sealing.
"""

import psycopg

from bench.data import contracts, panel, requests, suppliers
from bench.data.many import Many
from bench.data.terms import CAP, TODAY, suppliers_of, the_first
from mdps.core import clock


def make(size: int, owner: psycopg.Connection) -> None:
    """Fill the empty, migrated database with `size` requests (at least 1,000)."""
    with clock.at(TODAY):
        first = the_first()
    owner.execute("SET maintenance_work_mem = '256MB'")
    many = Many(owner)
    _raise_the_cap(owner)
    with many.without_questions(*suppliers.TABLES):
        suppliers.make(many, first, suppliers_of(size))
    with many.without_questions(*requests.TABLES):
        requests.make(many, first, size)
    with many.without_questions(*panel.TABLES):
        panel.make(many, first, size)
    with many.without_questions(*contracts.TABLES):
        contracts.make(many, first, size)
        contracts.record(many, first, size)
    contracts.commit(many, first, size)


def _raise_the_cap(owner: psycopg.Connection) -> None:
    owner.execute("SET session_replication_role = replica")
    owner.execute(f"UPDATE lots_scheme SET cap = {CAP}")
    owner.execute("SET session_replication_role = origin")
