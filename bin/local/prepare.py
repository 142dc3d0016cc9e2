"""Migrations, static files and demonstration data, on servers that are up."""

import json

from bin.local.environment import as_owner, environment, manage
from bin.local.postgres import Postgres
from bin.local.servers import Servers, given_databases
from bin.local.state import State


def prepare(state: State, servers: Servers, *, size: str) -> None:
    """Make the database ready: the newest tables, and demonstration data of `size` once.

    Data whose making was interrupted is made anew.
    """
    begun = state.folder / "demonstration-data.json"
    if begun.exists() and not json.loads(begun.read_text())["complete"]:
        say("The demonstration data was not finished; starting it over")
        if not given_databases()[0]:
            Postgres(state).recreate_database()
        begun.unlink()
    for_app = environment(state, servers)
    say("Bringing the database up to date")
    manage(["migrate", "--verbosity", "0"], as_owner(for_app, servers))
    manage(["collectstatic", "--noinput", "--verbosity", "0"], for_app)
    if not begun.exists():
        say(f"Making the demonstration data ({size})")
        begun.write_text(json.dumps({"size": size, "complete": False}))
        manage(["demo_data", "--size", size, "--seed", "1"], for_app)
        begun.write_text(json.dumps({"size": size, "complete": True}))


def say(text: str) -> None:
    """Progress, at once."""
    print(text, flush=True)
