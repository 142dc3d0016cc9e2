"""The databases of the measurements' data: made once, and kept until what makes them changes.

`bin/local/bench.py` keeps a cluster for each state of the migrations, this the rows in it.
"""

import hashlib
from pathlib import Path

from django.core.management import call_command

from bench import databases, room
from bench.data.made import make

SIZES = (1_000, 100_000, 1_000_000)
HERE = Path(__file__).parent
ONLY_KEEP = ("__init__.py", "kept.py")


def ready(size: int) -> str:
    """Make the database with `size` requests where there is none yet, and use it; its name."""
    name = database_of(size)
    if not databases.exists(name):
        room.need_for(size)
        print(f"Making {size:,} requests with all that comes of them …", flush=True)
        databases.copy("bench_unfinished")
        with databases.owner("bench_unfinished") as owner:
            make(size, owner)
        databases.settle("bench_unfinished")
        call_command("check_ledger")
        databases.rename("bench_unfinished", name)
    databases.use(name)
    return name


def copy_of(size: int, purpose: str = "copy") -> str:
    """A copy of that database which may be changed, and use it; its name."""
    kept, name = ready(size), f"bench_{purpose}"
    room.need_for(size)
    databases.copy(name, of=kept)
    return name


def database_of(size: int) -> str:
    """The name of the database with `size` requests."""
    return f"bench_{_rows()}_{size}"


def forget_others() -> None:
    """Drop the databases that an earlier version of the rows, or a run that was cut off, left."""
    with databases.owner("postgres") as owner:
        for (name,) in owner.execute("SELECT datname FROM pg_database WHERE datname ~ '^bench_'"):
            if not name.startswith(f"bench_{_rows()}_"):
                owner.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _rows() -> str:
    """Changes with the modules that make the rows."""
    making = (path for path in sorted(HERE.glob("*.py")) if path.name not in ONLY_KEEP)
    return hashlib.sha256(b"".join(path.read_bytes() for path in making)).hexdigest()[:8]
