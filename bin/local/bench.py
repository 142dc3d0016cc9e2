"""`bin/bench [NAME…]`: measurements, each against its goal; ends with 1 when one is missed.

On servers of its own, on records made for it. Only ratios count: what is compared is measured in
turns, in the same process.
"""

import subprocess
import sys

from bin.local.environment import as_owner, environment, manage
from bin.local.interrupt import end_in_order
from bin.local.servers import servers, temporary
from bin.local.state import ROOT


def main(arguments: list[str]) -> int:
    """Make the database, then run the measurements named, or all."""
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    end_in_order()
    with temporary("bench") as state, servers(state, durable=False) as up:
        told = environment(state, up, DATABASE_OWNER_URL=up.owner)
        manage(["migrate", "--verbosity", "0"], as_owner(told, up))
        manage(["collectstatic", "--noinput", "--verbosity", "0"], told)
        return subprocess.call([sys.executable, "-m", "bench", *arguments], env=told, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
