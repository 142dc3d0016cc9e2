"""`bin/load-cap [--seconds 60] [--clients 32]`: clients try to pass the cap of a running server.

On servers of its own, on records made for it. The web server is killed and started again midway.
Ends with 1 unless the cap held to the penny and everybody was told the truth.
"""

import subprocess
import sys

from bin.local.environment import as_owner, environment, manage
from bin.local.interrupt import end_in_order
from bin.local.servers import servers, temporary
from bin.local.state import ROOT


def main(arguments: list[str]) -> int:
    """Make the database, then let the clients loose."""
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    end_in_order()
    with temporary("load") as state, servers(state, durable=False) as up:
        told = environment(state, up, EMAIL_URL="dummymail://")
        manage(["migrate", "--verbosity", "0"], as_owner(told, up))
        manage(["collectstatic", "--noinput", "--verbosity", "0"], told)
        command = [sys.executable, "-m", "bench.cap_under_load", *arguments]
        return subprocess.call(command, env=told, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
