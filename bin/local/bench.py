"""`bin/bench [--quick] [NAME…]`: measurements beside their floors, each against its goal.

On servers of its own that write to the disk as in production, on data made for it at three sizes:
1,000, 100,000 and 1,000,000 requests. The data takes some minutes to make, and is kept in
`.state/bench` until a migration changes. `--quick` takes the two smaller sizes and fewer rounds.
Only ratios count: what is compared is measured in turns. The table goes to `bench/results` too.
Ends with 1 when a goal is missed or the machine has no room, with 2 when there is no such
measurement, and with 130 by Ctrl-C; data that is whole is kept.
"""

import shutil
import sys
from pathlib import Path

from bin.local import migrated
from bin.local.environment import environment, manage
from bin.local.interrupt import Interrupted, call, end_in_order
from bin.local.postgres import Postgres
from bin.local.run_tests import BROWSERS, program
from bin.local.servers import servers
from bin.local.state import ROOT, State

NOBODY_ELSE = "Another bin/bench is running with the same state. Wait for it, or set MDPS_STATE."


def main(arguments: list[str]) -> int:
    """Make the servers ready, then run the measurements named, or all."""
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    end_in_order()
    state = State(kept()).make()
    if (alone := state.try_lock("bench")) is None:
        raise SystemExit(NOBODY_ELSE)
    with alone:
        if not (Postgres(state).data / "PG_VERSION").exists():
            migrated.lay_out(state)
        with servers(state) as up:
            told = environment(
                state, up, DATABASE_OWNER_URL=up.owner, MDPS_MIGRATED=migrated.TEMPLATE
            )
            told["CHROMIUM"] = program("CHROMIUM", BROWSERS, package="chromium")
            manage(["collectstatic", "--noinput", "--verbosity", "0"], told)
            return call([sys.executable, "-m", "bench", *arguments], env=told, cwd=ROOT)


def kept() -> Path:
    """The state folder of these migrations; those of other migrations are deleted."""
    folder = State.usual().make().folder / "bench"
    for other in folder.glob("*"):
        if other.name != migrated.fingerprint():
            Postgres(State(other)).remove()
            shutil.rmtree(other)
    return folder / migrated.fingerprint()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Interrupted:
        print("\nStopped. No results are written; data that was whole is kept for next time.")
        raise
