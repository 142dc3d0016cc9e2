"""Web server, worker and beat: each a process of its own, ended together."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from bin.local.state import ROOT, State

SECONDS_TO_END = 20
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)


def commands(state: State, listening: socket.socket) -> dict[str, list[str]]:
    """The three commands by name; the web server is handed a socket that listens already."""
    bind = f"--bind fd://{listening.fileno()} --no-control-socket"
    threads = "--workers 2 --worker-class mdps.web_worker.Worker --threads 4"
    celery, loud = "celery -A mdps.celery", "--loglevel INFO"
    return {
        "web": f"gunicorn mdps.wsgi:application {bind} {threads}".split(),
        "worker": f"{celery} worker --queues celery,reports --concurrency 2 {loud}".split(),
        # The schedule's path may hold a space, so it is not split.
        "beat": [*f"{celery} beat --pidfile= {loud} --schedule".split(), f"{state.folder}/beat"],
    }


@dataclass
class Processes:
    """The three, as far as they were started, by name."""

    state: State
    environment: Mapping[str, str]
    listening: socket.socket
    started: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, *names: str) -> None:
        """Start those of these names, each with a log of its own."""
        together = self.state.folder / "metrics"  # the web server's processes count there
        more = {"web": {"PROMETHEUS_MULTIPROC_DIR": str(together)}}
        if "web" in names:
            shutil.rmtree(together, ignore_errors=True)
        for name in names:
            with (self.state.log / f"{name}.log").open("ab") as log:
                self.started[name] = subprocess.Popen(
                    [sys.executable, "-m", *commands(self.state, self.listening)[name]],
                    cwd=ROOT,
                    env={**self.environment, "PYTHONUNBUFFERED": "1", **more.get(name, {})},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[self.listening.fileno()] if name == "web" else [],
                    start_new_session=True,  # Ctrl-C comes to us, and we end them in order
                    preexec_fn=_end_with_parent,
                )


@contextmanager
def running(
    state: State, environment: Mapping[str, str], listening: socket.socket
) -> Iterator[Processes]:
    """What is started in the block runs until its end, however it ends."""
    processes = Processes(state, environment, listening)
    try:
        yield processes
    finally:
        end(processes.started.values())


def ended(started: Mapping[str, subprocess.Popen[bytes]]) -> str:
    """The name of a process that has ended by itself, or nothing."""
    return next((name for name, process in started.items() if process.poll() is not None), "")


def end(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    """Ask all to end, wait, then end what is left of each with its children."""
    living = [process for process in processes if process.poll() is None]
    for process in living:
        process.terminate()
    deadline = time.monotonic() + SECONDS_TO_END
    for process in living:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def listen(first_port: int) -> socket.socket:
    """Listen on this port of this machine, or on the next free one. 0 takes any."""
    for port in range(first_port, first_port + (100 if first_port else 1)):
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError:
            listening.close()
            continue
        listening.listen(128)
        return listening
    raise SystemExit(f"All ports from {first_port} to {first_port + 99} are in use.")


def _end_with_parent() -> None:
    """Runs in the child: it is told to end when we are killed."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
