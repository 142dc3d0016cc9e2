"""A hot standby of one of our own PostgreSQL servers, kept up by streaming: for tests and
measurements of a replica for reports.
"""

import shutil

from bin.local.postgres import Postgres
from bin.local.state import State


def follow(primary: Postgres, state: State) -> Postgres:
    """Copy the running `primary` into the new state folder `state`, and start the copy as its
    standby. Roles and passwords are those of the primary. Whoever calls stops it, or deletes its
    folder (bin.local.servers.temporary)."""
    for name in ("secrets.json", "case-key"):
        shutil.copy2(primary.state.folder / name, state.folder / name)
    standby = Postgres(state, primary.durable)
    standby.make_home()
    standby._run(
        *("pg_basebackup", "-D", standby.data, "-h", primary.sockets, "-U", "postgres"),
        *("--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast"),
        PGPASSWORD=primary.state.secrets["superuser"],
    )
    standby._start()
    return standby
