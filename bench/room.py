"""Whether the machine has room for the data; where it has not, a sentence says what is missing.
And how much memory a measured process took.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import DatabaseError

from mdps.core import stores

# Bytes a request takes with its decision, contract, ledger, audit and their indexes; as measured.
BYTES_A_REQUEST = 8_000
BYTES_BESIDES = 200 * 2**20
FULL = "The disk got full. Free some, or set MDPS_STATE to another disk, and start again."
MEMORY_NEEDED = 1 * 2**30


def need_for(size: int) -> None:
    """Raise SystemExit unless the disk has room for a database with `size` requests, and the
    machine memory for its servers."""
    where = Path(os.environ["MDPS_FILES"])
    needed = size * BYTES_A_REQUEST + BYTES_BESIDES
    if (free := shutil.disk_usage(where).free) < needed:
        raise SystemExit(
            f"{size:,} requests need {gigabytes(needed)} of disk under {where}, and "
            f"{gigabytes(free)} are free. Free some, or set MDPS_STATE to another disk."
        )
    if (left := available_memory()) < MEMORY_NEEDED:
        raise SystemExit(
            f"The measurements need {gigabytes(MEMORY_NEEDED)} of memory, and {gigabytes(left)} "
            "are available. Close something, and start again."
        )


@contextmanager
def or_a_sentence() -> Iterator[None]:
    """Where the disk gets full in the middle of the block, end with a sentence."""
    try:
        yield
    except (psycopg.errors.DiskFull, DatabaseError, OSError) as error:
        full = isinstance(error, psycopg.errors.DiskFull) or isinstance(
            error.__cause__, psycopg.errors.DiskFull
        )
        if full or stores.is_full(error):
            raise SystemExit(FULL) from error
        raise


def available_memory() -> int:
    """Bytes that programs may still take, by the kernel."""
    return _bytes_of("MemAvailable", Path("/proc/meminfo")) or MEMORY_NEEDED


def own_peak() -> int:
    """Bytes of this program at its most; what getrusage says begins with whoever started it."""
    return _bytes_of("VmHWM", Path("/proc/self/status"))


def _bytes_of(name: str, said: Path) -> int:
    """What the kernel says in a line like `name:   12 kB`; 0 where it says none."""
    for line in said.read_text().splitlines():
        named, _, value = line.partition(":")
        if named == name:
            return int(value.split()[0]) * 1024
    return 0


def gigabytes(count: int) -> str:
    return f"{count / 2**30:.1f} GB"
