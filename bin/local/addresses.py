"""No file that installers read may name where packages come from: every site has its own place.

`requirements*.txt`, `package-lock.json` and the Dockerfile; ends with 1 and the lines.
"""

import re
import sys

from bin.local.state import ROOT

PLACE = re.compile(r"https?://|--(?:extra-)?index-url|--find-links")
FILES = {
    "requirements*.txt": PLACE,
    "Dockerfile": PLACE,
    # npm notes its authors' home pages too; only where a package came from counts.
    "package-lock.json": re.compile(r'"resolved": *"https?://'),
}


def main() -> int:
    """Print each line that names a place; 0 when there is none."""
    found = [
        f"{path.name}:{number}: {line}"
        for pattern, place in FILES.items()
        for path in sorted(ROOT.glob(pattern))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if place.search(line)
    ]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
