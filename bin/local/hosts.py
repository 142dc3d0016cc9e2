"""Hosts of their own on this machine: network namespaces, each with an address on one bridge.

Needs root and the program `ip`. Where the machine does not allow it, `Impossible` says why.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

NETWORK = "10.77.0.0/24"
HERE = "10.77.0.1"  # where the servers listen
FIRST = 11  # the last number of the first host's address
BRIDGE = "mdps-hosts"


class Impossible(Exception):
    """Why this machine can have no hosts of their own, in a sentence."""


@dataclass(frozen=True)
class Host:
    """A namespace with its address."""

    name: str
    address: str

    def running(self, *command: str) -> list[str]:
        """The command line that runs `command` there."""
        return ["ip", "netns", "exec", self.name, *command]


@contextmanager
def hosts(count: int) -> Iterator[list[Host]]:
    """So many hosts that reach HERE and each other, and nothing else; gone after the block. Raises
    Impossible."""
    if os.geteuid() != 0:
        raise Impossible("Network namespaces need root.")
    if not shutil.which("ip"):
        raise Impossible("The program ip is not installed (package iproute2).")
    made = [Host(f"mdps-host-{n}", HERE.replace(".0.1", f".0.{FIRST + n}")) for n in range(count)]
    try:
        _ip("link", "add", BRIDGE, "type", "bridge")
        _ip("address", "add", f"{HERE}/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for number, host in enumerate(made):
            _plug_in(host, f"mdps-veth-{number}")
        yield made
    finally:
        for host in made:
            subprocess.run(["ip", "netns", "delete", host.name], capture_output=True)
        subprocess.run(["ip", "link", "delete", BRIDGE], capture_output=True)


def _plug_in(host: Host, cable: str) -> None:
    """Make the host, and lay a cable from it to the bridge."""
    _ip("netns", "add", host.name)
    _ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", host.name)
    _ip("link", "set", cable, "master", BRIDGE)
    _ip("link", "set", cable, "up")
    _ip("-n", host.name, "address", "add", f"{host.address}/24", "dev", "eth0")
    _ip("-n", host.name, "link", "set", "eth0", "up")
    _ip("-n", host.name, "link", "set", "lo", "up")


def _ip(*arguments: str) -> None:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip()
        raise Impossible(f"ip {' '.join(arguments)} is not allowed here: {said}.")
