"""Secrets: each is in the inventory of docs/operations.md, and each may lie in a file."""

import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

NAME = re.compile(r'env(?:\.\w+)?\(\s*"([A-Z0-9_]+)"')
SECRET = re.compile(r"KEY|SECRET|PASSWORD|TOKEN|DSN|URL")
# Addresses and choices that hold none.
OPEN = {"MDPS_SITE_URL", "MDPS_SSO_URL", "MDPS_SSO_SECOND_FACTOR", "MDPS_SECOND_FACTOR"}


def test_every_secret_that_is_read_is_in_the_inventory() -> None:
    root = Path(settings.ROOT)
    told = [path.read_text() for path in (root / "mdps").glob("*settings.py")]
    read = set(NAME.findall("".join(told)))
    compose = (root / "docker-compose.yml").read_text()
    read |= set(re.findall(r"\$\{([A-Z0-9_]+)", compose))
    inventory = (root / "docs" / "operations.md").read_text().partition("## Secrets")[2]
    said = set(re.findall(r"^\| (`.*?) \|", inventory.partition("\n## ")[0], re.MULTILINE))
    listed = set(re.findall(r"`([A-Z0-9_]+)`", " ".join(said)))
    assert {name for name in read if SECRET.search(name)} - OPEN - listed == set()
    assert {"SECRET_KEY", "MDPS_CASE_KEYS", "MDPS_SSO_SECRET"} <= listed & read


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    """Without the line's end after it, and before what stands in the environment."""
    key = "8ZyH2kQmWb7vR4tNxJ5cLp9sDf3gAe6uYi1oKz0hTqMjXwVnBr"
    file = tmp_path / "key"
    file.write_text(f"{key}\n")
    run = subprocess.run(
        [sys.executable, "-c", "from mdps import settings; print(settings.SECRET_KEY)"],
        cwd=settings.ROOT,
        env={**os.environ, "SECRET_KEY": "another", "SECRET_KEY_FILE": str(file)},
        capture_output=True,
        text=True,
    )
    assert run.stdout.splitlines()[-1] == key


def test_a_file_that_is_not_there_starts_nothing(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import mdps.settings"],
        cwd=settings.ROOT,
        env={**os.environ, "SECRET_KEY_FILE": str(tmp_path / "none")},
        capture_output=True,
        text=True,
    )
    assert (run.returncode, "FileNotFoundError" in run.stderr) == (1, True)
