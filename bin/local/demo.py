"""`bin/demo`: the whole product on this machine, from nothing to a sign-in page.

Ctrl-C ends all of it and leaves the data for next time.
"""

import argparse
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack

from bin.local.check_demo import check_demo
from bin.local.environment import environment
from bin.local.interrupt import Interrupted, end_in_order
from bin.local.prepare import prepare, say
from bin.local.processes import ended, listen, running
from bin.local.servers import empty, given_databases, servers, temporary
from bin.local.state import ROOT, State

SECONDS_TO_READY = 60


def main() -> None:
    """Read the arguments and do what they ask."""
    arguments = parser().parse_args()
    end_in_order()
    try:
        with ExitStack() as stack:
            if arguments.check:
                state = stack.enter_context(temporary("check"))
            else:
                state = State.usual().make()
                alone(state, stack)
            if arguments.fresh:
                start_over(state)
            demo(state, arguments)
    except Interrupted:
        if arguments.check:
            raise
        say("\nStopped. The data is kept for next time.")


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    parser = argparse.ArgumentParser(prog="bin/demo", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="start it all apart, try it, stop it")
    what.add_argument("--prepare", action="store_true", help="everything up to the data")
    parser.add_argument("--small", action="store_true", help="a twentieth of the data, sooner")
    parser.add_argument("--fresh", action="store_true", help="delete the data first")
    parser.add_argument("--port", type=int, default=8000, help="the first port to try")
    return parser


def demo(state: State, arguments: argparse.Namespace) -> None:
    """Servers, data, processes; then wait for Ctrl-C, or try everything and stop."""
    with servers(state) as up:
        prepare(state, up, size="small" if arguments.check or arguments.small else "full")
        if arguments.prepare:
            return
        with listen(0 if arguments.check else arguments.port) as listening:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            for_app = environment(state, up, MDPS_SITE_URL=address)
            (state.folder / "address").write_text(address)
            with running(state, for_app, listening) as processes:
                processes.start("web")  # the machine is its own until it serves a page
                wait_until_ready(address, state, processes.started)
                processes.start("worker", "beat")
                if arguments.check:
                    check_demo(address, accounts(for_app), state.log)
                    return
                show(address, accounts(for_app))
                while not (name := ended(processes.started)):
                    time.sleep(0.5)
        raise SystemExit(last_words(state, name))


def alone(state: State, stack: ExitStack) -> None:
    """Hold the folder for this demonstration; say where the other one is, if there is one."""
    lock = state.try_lock("demo")
    if lock is None:
        address = state.folder / "address"
        where = f" at {address.read_text()}" if address.exists() else ""
        raise SystemExit(f"bin/demo is running already{where}. Ctrl-C there ends it.")
    stack.enter_context(lock)
    (state.folder / "address").unlink(missing_ok=True)


def start_over(state: State) -> None:
    """Delete the data of our own servers; a database elsewhere is not ours to delete."""
    if given_databases()[0]:
        raise SystemExit("--fresh does not delete a database named by DATABASE_URL.")
    if (in_use := state.try_lock("in-use")) is None:
        raise SystemExit("Another command is using the servers. Try again when it has ended.")
    in_use.close()
    empty(state)
    state.make()


def wait_until_ready(
    address: str, state: State, processes: dict[str, subprocess.Popen[bytes]]
) -> None:
    """Ask `/health/` until all is well; what it says of what is not, goes into the message."""
    answer = "no answer"
    deadline = time.monotonic() + SECONDS_TO_READY
    while time.monotonic() < deadline:
        if name := ended(processes):
            raise SystemExit(last_words(state, name))
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=5):
                return
        except urllib.error.HTTPError as error:
            answer = error.read().decode(errors="replace")[:1000]
        except OSError as error:
            answer = str(error)
        time.sleep(0.1)
    raise SystemExit(f"Not ready after {SECONDS_TO_READY} seconds: {answer}")


def accounts(for_app: dict[str, str]) -> list[dict[str, str]]:
    """The demonstration accounts: role, username and password."""
    command = [sys.executable, str(ROOT / "manage.py"), "demo_accounts", "--json"]
    run = subprocess.run(command, env=for_app, stdout=subprocess.PIPE)
    if run.returncode:
        raise SystemExit("The demonstration accounts could not be listed.")
    return json.loads(run.stdout)


def show(address: str, accounts: list[dict[str, str]]) -> None:
    """Where to go and who to be."""
    say(f"\nReady: {address}\n")
    wide = {key: max(len(account[key]) for account in accounts) for key in ("role", "username")}
    for account in accounts:
        role, username = (account[key].ljust(wide[key]) for key in ("role", "username"))
        say(f"  {role}  {username}  {account['password']}")
    say("\nCtrl-C ends it and keeps the data.")


def last_words(state: State, name: str) -> str:
    """Why a process that should run does not."""
    log = state.log / f"{name}.log"
    return f"The {name} process ended. The end of {log}:\n{log.read_text()[-2000:]}"


if __name__ == "__main__":
    main()
