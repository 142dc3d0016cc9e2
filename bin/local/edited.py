"""Migrations that were edited after they had made the tables, as may happen before a release.

Nothing would bring such tables up to date, and page after page would fail. So the database keeps a
hash of each migration that made it, in a comment that goes where its tables go.
"""

import hashlib
import json
from pathlib import Path

import psycopg

from bin.local.state import ROOT

NOTE = "COMMENT ON COLUMN django_migrations.name IS {}"
NOTED = """
    SELECT col_description(attrelid, attnum) FROM pg_attribute
    WHERE attrelid = to_regclass('django_migrations') AND attname = 'name'
"""


def note_migrations(owner: psycopg.Connection) -> None:
    """Remember which migrations made the database, all of which have run."""
    owner.execute(NOTE.format(f"'{json.dumps(migrations())}'"))


def edited_since(owner: psycopg.Connection) -> list[str]:
    """Those that made the database and are different now, or gone. None of a database that was
    made before this was kept, or not at all.
    """
    row = owner.execute(NOTED).fetchone()
    made_by, now = json.loads(row[0] if row and row[0] else "{}"), migrations()
    return [path for path, digest in made_by.items() if now.get(path) != digest]


def migrations(root: Path = ROOT) -> dict[str, str]:
    """Each file of migrations with the hash of what it says."""
    files = [*root.glob("*/migrations/0*.py"), *root.glob("*/*/migrations/0*.py")]
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        for path in sorted(files)
    }
