"""`bin/manage ARGUMENTS`: manage.py on the same state as `bin/demo`.

Starts the servers where they are not up, and stops what nobody else uses. `migrate` runs as the
role that owns the tables; everything else as the application's role.
"""

import os
import subprocess
import sys

from bin.local.environment import as_owner, environment
from bin.local.servers import servers
from bin.local.state import ROOT, State

BY_THE_OWNER = {"migrate"}


def main(arguments: list[str]) -> int:
    """Run one management command; its status is ours."""
    state = State.usual()
    with servers(state) as up:
        told = environment(state, up)
        if BY_THE_OWNER.intersection(arguments[:1]):
            told = as_owner(told, up)
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        process = subprocess.Popen(command, env=told, cwd=os.getcwd())
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the command has heard it too, and ends in its own way


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
