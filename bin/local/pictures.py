"""`bin/pictures [GUIDE…]`: the pictures of the guides, taken anew from the running product.

The journeys of the tests take them on their way (`visit.guide_picture("removal-notice")`), in
Chromium, with a server and a database of their own; so a guide shows what is tested. The pictures
go to docs/pictures. A name begins with that of its guide, docs/removal.md. Name a guide to take
only its pictures; without a name all are taken, and those that no journey takes any more are
deleted.
"""

import os
import re
import sys
from pathlib import Path

from bin.local import run_tests
from bin.local.state import ROOT

JOURNEYS = ROOT / "tests" / "journeys"
PICTURES = ROOT / "docs" / "pictures"
TAKEN = re.compile(r'\bguide_picture\("([a-z0-9-]+)"')


def journeys() -> dict[str, Path]:
    """Every picture of a guide, by name, and the journey that takes it."""
    return {
        name: path
        for path in sorted(JOURNEYS.glob("test_*.py"))
        for name in TAKEN.findall(path.read_text(encoding="utf-8"))
    }


def main(arguments: list[str]) -> int:
    """Take them; 1 if a journey fails, or a picture was not taken."""
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    known = journeys()
    wanted = {
        name: path
        for name, path in known.items()
        if not arguments or any(name.startswith(f"{guide}-") for guide in arguments)
    }
    if not wanted:
        guides = ", ".join(sorted({name.partition("-")[0] for name in known}))
        print(f"No journey takes a picture for that. There are pictures of: {guides}.")
        return 1
    PICTURES.mkdir(exist_ok=True)
    for path in PICTURES.glob("*.png"):
        if path.stem in wanted or path.stem not in known:
            path.unlink()
    os.environ["MDPS_GUIDE_PICTURES"] = str(PICTURES)
    status = run_tests.main(["-n0", "-q", *sorted({str(path) for path in wanted.values()})])
    missing = sorted(name for name in wanted if not (PICTURES / f"{name}.png").exists())
    if missing:
        print(f"Not taken: {', '.join(missing)}")
    return 1 if status or missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
