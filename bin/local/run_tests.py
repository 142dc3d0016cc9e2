"""`bin/test [PATH…]`: the whole test suite, or the part named, on a PostgreSQL of its own.

Everything else that pytest takes is handed on; `-n0` runs in one process.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bin.local import migrated
from bin.local.bootstrap import install_system_packages
from bin.local.environment import environment
from bin.local.interrupt import end_in_order
from bin.local.servers import in_memory, temporary
from bin.local.state import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Chromium's own sandbox does not start as root, nor in most containers.
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
COMPILER = ("javac",)  # with it comes a java that runs a source file, as the PDF checks need
PROXIES = ("nginx", "/usr/sbin/nginx")  # Debian's is not on everybody's path
STARTS_SERVICES = Path("/run/systemd/system")  # there where Debian starts what it installs


def main(arguments: list[str]) -> int:
    """Run pytest; its status is ours."""
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    end_in_order()
    began = time.monotonic()
    where = temporary("test", within=in_memory())
    with where as state, migrated.servers_for_tests(state) as up:
        told = environment(state, up, DATABASE_OWNER_URL=up.owner, MDPS_DEMO="0")
        told["DATABASE_REPLICA_URL"] = ""  # a test that needs one makes its own
        told["MDPS_MIGRATED"] = migrated.TEMPLATE
        told["CHROMIUM"] = program("CHROMIUM", BROWSERS, package="chromium")
        compiler = program("JAVAC", COMPILER, package="default-jdk-headless")
        told["JAVA"] = str(Path(compiler).with_name("java")) if compiler else ""
        told["PROXY"] = program(
            "PROXY", PROXIES, package="nginx-light", install=not STARTS_SERVICES.is_dir()
        )
        command = [sys.executable, "-m", "pytest", *in_parallel(arguments), *arguments]
        status = subprocess.call(command, env=told, cwd=ROOT)
    print(f"bin/test took {time.monotonic() - began:.0f} seconds")
    return status


def in_parallel(arguments: list[str]) -> list[str]:
    """One process a core, unless the caller says otherwise."""
    chosen = any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)
    return [] if chosen else ["-n", str(os.cpu_count() or 2), "--dist", "worksteal"]


def program(variable: str, names: tuple[str, ...], *, package: str, install: bool = True) -> str:
    """The first program of `names` there is, or the one that `variable` names.

    Installed by apt when root, unless that would begin a service. Empty when there is none: the
    tests that need it then fail and name what is missing; the others run.
    """
    for _ in range(2):
        for name in (os.environ.get(variable, ""), *names):
            if name and (found := shutil.which(name)):
                return found
        if not install or os.geteuid() != 0 or not shutil.which("apt-get"):
            break
        install_system_packages([package])
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
