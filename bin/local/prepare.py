"""Migrations, static files and demonstration data, on servers that are up."""

import shutil

from bin.local.environment import as_owner, environment, manage
from bin.local.postgres import Postgres
from bin.local.servers import Servers, given_databases
from bin.local.state import State


def prepare(state: State, servers: Servers, *, size: str) -> None:
    """Make the database ready: the newest tables, and demonstration data of `size` once.

    Data whose making was interrupted is made anew; where it was finished, nothing is done.
    """
    unfinished = state.folder / "demonstration-data.unfinished"
    if unfinished.exists() and not given_databases()[0]:
        say("The demonstration data was not finished; starting it over")
        Postgres(state).recreate_database()
        # They are of the database that is gone; a new chain would not fit them.
        shutil.rmtree(state.files / "anchors", ignore_errors=True)
    for_app = environment(state, servers)
    say("Bringing the database up to date")
    manage(["migrate", "--verbosity", "0"], as_owner(for_app, servers))
    manage(["collectstatic", "--noinput", "--verbosity", "0"], for_app)
    unfinished.touch()
    manage(["demo_data", "--size", size, "--seed", "1"], for_app)
    unfinished.unlink()


def say(text: str) -> None:
    """Progress, at once."""
    print(text, flush=True)
