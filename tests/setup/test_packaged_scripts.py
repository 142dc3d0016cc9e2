"""The packaged scripts, styles and fonts are those that were listed when they were made."""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
LISTED = dict(
    reversed(line.split("  "))
    for line in (ROOT / "frontend" / "SHA256SUMS").read_text().split("\n")[:-1]
)


def test_each_file_is_the_one_that_was_listed() -> None:
    there = [
        path
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).rglob("*")
        if path.is_file() and path.name != "VERSIONS.md"
    ]
    found = {
        str(path.relative_to(STATIC)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in there
    }
    assert (len(found) > 30, found) == (True, LISTED)


def test_they_were_made_of_the_packages_that_are_locked() -> None:
    said = (STATIC / "vendor" / "VERSIONS.md").read_text()
    made_of = dict(re.findall(r"^\| ([@\w./-]+) \| ([\d.]+) \|", said, re.MULTILINE))
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert made_of == {name: locked[f"node_modules/{name}"]["version"] for name in made_of}
    assert len(made_of) == 5


def test_every_locked_package_has_its_hash() -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    loose = [name for name, each in locked.items() if name and "integrity" not in each]
    assert loose == []
