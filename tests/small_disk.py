"""A file system of a few kilobytes, which really gets full, and which needs no root.

It is mounted in a namespace of a process of its own and reached through /proc, so that nothing of
the machine is changed; it is gone when that process is.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

# As anybody, where the kernel lets them have a namespace; else as root alone.
WAYS = ("-Urm", "-m")


@dataclass
class SmallDisk:
    """`path` is an empty folder of it."""

    path: Path
    inside: Path
    process: "subprocess.Popen[str]"

    def resize(self, kilobytes: int) -> None:
        self.run(f"mount -o remount,size={kilobytes}k {self.inside}")

    def run(self, command: str) -> bool:
        """Run a command where it is mounted; whether it ended well."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{command}; echo $?\n")
        self.process.stdin.flush()
        return self.process.stdout.readline() == "0\n"


@contextmanager
def small_disk(where: Path, kilobytes: int) -> Iterator[SmallDisk]:
    """One that is mounted at the folder `where`, for its own process and for whoever has `path`."""
    for way in WAYS:
        with subprocess.Popen(
            ["unshare", way, "sh"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            disk = SmallDisk(Path(f"/proc/{process.pid}/root{where}"), where, process)
            try:
                if _mounted(disk, kilobytes):
                    yield disk
                    return
            finally:
                process.kill()
    pytest.skip("not run: the kernel lets nobody here mount a file system")


def _mounted(disk: SmallDisk, kilobytes: int) -> bool:
    """Whether the kernel lets the process have a namespace, and mount in it."""
    try:
        return disk.run(f"mount -t tmpfs -o size={kilobytes}k tmpfs {disk.inside}")
    except BrokenPipeError:
        return False
