"""What the product's processes are told about where they run. See `mdps/settings.py`."""

import os
import subprocess
import sys
from collections.abc import Sequence

from bin.local.servers import Servers
from bin.local.state import ROOT, State


def environment(state: State, servers: Servers, **more: str) -> dict[str, str]:
    """The whole environment of a process; what the caller has set already, wins.

    The owner's address is not in it: only `as_owner` hands that on.
    """
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return {
        "SECRET_KEY": state.secrets["key"],
        "MDPS_CASE_KEYS": state.secrets["cases"],
        "MDPS_DEMO": "1",
        "MDPS_FILES": str(state.files),
        "MDPS_STATIC": str(state.static),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "EMAIL_URL": "dummymail://",
        "DJANGO_SETTINGS_MODULE": "mdps.settings",
        **given,
        "DATABASE_URL": servers.database,
        "BROKER_URL": servers.broker,
        "PYTHONPATH": str(ROOT),
        **more,
    }


def as_owner(environment: dict[str, str], servers: Servers) -> dict[str, str]:
    """The same, as the role that may migrate and does nothing else."""
    return {**environment, "DATABASE_URL": servers.owner}


def manage(arguments: Sequence[str], environment: dict[str, str]) -> None:
    """Run manage.py; end with its status when it fails."""
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env=environment,
        start_new_session=True,  # Ctrl-C comes to us, and we end it
    )
    if done.returncode:
        raise SystemExit(done.returncode)
