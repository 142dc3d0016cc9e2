"""`bin/check`: everything that can be said about the code without trying the product.

Runs every check, shows what the failing ones said, and ends with 1 when there are any. `--fix`
formats first.
"""

import argparse
import subprocess
import sys
import time

from bin.local.environment import environment
from bin.local.interrupt import end_in_order
from bin.local.servers import servers, temporary
from bin.local.state import ROOT

STRICT = ("--fail-level", "WARNING")
IN_PRODUCTION = (
    "MDPS_HTTPS=1",
    "MDPS_SITE_URL=https://mdps.example.org",
    "ALLOWED_HOSTS=mdps.example.org",
)
PROGRAMS = ROOT / ".venv" / "bin"


def main() -> int:
    """Run all checks; 0 when all are good."""
    parser = argparse.ArgumentParser(prog="bin/check", description=__doc__)
    parser.add_argument("--fix", action="store_true", help="format first")
    if parser.parse_args().fix:
        fix()
    end_in_order()
    with temporary("check-code") as state, servers(state, durable=False) as up:
        told = environment(state, up, MDPS_DEMO="0")
        failed = [name for name, command in checks().items() if not good(name, command, told)]
    print(f"Not good: {', '.join(failed)}" if failed else "All checks are good.")
    return 1 if failed else 0


def checks() -> dict[str, list[str]]:
    """What is run, by name, quickest first."""
    python, manage = sys.executable, [sys.executable, "manage.py"]
    scripts = tracked("bin/*", ".ci/run")
    return {
        "format": ["ruff", "format", "--check", "--quiet", "."],
        "lint": ["ruff", "check", "--quiet", "."],
        "templates": ["djade", "--target-version", "5.2", "--check", *tracked("templates/*.html")],
        "shell scripts": ["sh", "-n", *[name for name in scripts if is_shell(name)]],
        "compose schema": [
            *("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
            "docker/logs-elsewhere.yml",
        ],
        "no addresses": [python, "-m", "bin.local.addresses"],
        "import layers": ["lint-imports"],
        "settings": [*manage, "check", *STRICT],
        "settings in production": ["env", *IN_PRODUCTION, *manage, "check", "--deploy", *STRICT],
        "missing migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "migrations after a release": [python, "-m", "tests.setup.migration_rules"],
        "generated documents": [*manage, "generate_docs", "--check"],
        "types": ["mypy"],
    }


def good(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run one check and show what it said when it failed."""
    program = PROGRAMS / command[0]
    whole = [str(program) if program.exists() else command[0], *command[1:]]
    began = time.monotonic()
    run = subprocess.run(whole, cwd=ROOT, env=environment, capture_output=True, text=True)
    verdict = "not good" if run.returncode else "good"
    print(f"{name}: {verdict} ({time.monotonic() - began:.1f} s)", flush=True)
    if run.returncode:
        print(run.stdout + run.stderr, flush=True)
    return run.returncode == 0


def fix() -> None:
    """Put in order what a program can put in order."""
    subprocess.run([PROGRAMS / "ruff", "format", "--quiet", "."], cwd=ROOT)
    subprocess.run([PROGRAMS / "ruff", "check", "--quiet", "--fix", "."], cwd=ROOT)
    templates = tracked("templates/*.html")
    subprocess.run([PROGRAMS / "djade", "--target-version", "5.2", *templates], cwd=ROOT)


def tracked(*patterns: str) -> list[str]:
    """Files of the project that fit these patterns."""
    command = ["git", "ls-files", "--", *patterns]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.split()


def is_shell(name: str) -> bool:
    """Whether a file is a shell script."""
    with (ROOT / name).open("rb") as file:
        return file.readline().rstrip() in (b"#!/bin/sh", b"#!/usr/bin/env sh")


if __name__ == "__main__":
    sys.exit(main())
