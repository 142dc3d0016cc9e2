"""Web server, worker and beat: how each is started, as a process of its own, and ended."""

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
from pathlib import Path
from typing import Any

from bin.local.state import ROOT, State

SECONDS_TO_END = 20
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)
Process = subprocess.Popen[bytes]


def web_command(bind: str) -> list[str]:
    """The web server as in production; `bind` is an address, or fd:// and the number of a socket
    that listens already."""
    threads = "--workers 2 --worker-class mdps.web_worker.Worker --threads 4"
    return f"gunicorn mdps.wsgi:application --bind {bind} --no-control-socket {threads}".split()


def worker_command(*, children: int, name: str = "celery") -> list[str]:
    """A worker for reports and everything else; two of one machine need names of their own."""
    queues = f"--queues celery,reports --concurrency {children} --hostname {name}@%h"
    return f"celery -A mdps.celery worker {queues} --loglevel INFO".split()


def beat_command(schedule: Path) -> list[str]:
    """The scheduler, which keeps its last runs in this file."""
    loud = "celery -A mdps.celery beat --pidfile= --loglevel INFO --schedule"
    return [*loud.split(), str(schedule)]  # the path may hold a space, so it is not split


def start_process(command: list[str], log: Path, **more: Any) -> Process:
    """A process in a group of its own; what it says goes to the end of `log`."""
    with log.open("ab") as said:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
            **more,
        )


@dataclass
class Processes:
    """The three, as far as they were started, by name."""

    state: State
    environment: Mapping[str, str]
    listening: socket.socket
    started: dict[str, Process] = field(default_factory=dict)

    def start(self, *names: str) -> None:
        """Start those of these names, each with a log of its own."""
        together = self.state.folder / "metrics"  # the web server's processes count there
        more = {"web": {"PROMETHEUS_MULTIPROC_DIR": str(together)}}
        commands = {
            "web": web_command(f"fd://{self.listening.fileno()}"),
            "worker": worker_command(children=2),
            "beat": beat_command(self.state.folder / "beat"),
        }
        if "web" in names:
            shutil.rmtree(together, ignore_errors=True)
        for name in names:
            self.started[name] = start_process(  # Ctrl-C comes to us, and we end them in order
                [sys.executable, "-m", *commands[name]],
                self.state.log / f"{name}.log",
                env={**self.environment, "PYTHONUNBUFFERED": "1", **more.get(name, {})},
                pass_fds=[self.listening.fileno()] if name == "web" else [],
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


def ended(started: Mapping[str, Process]) -> str:
    """The name of a process that has ended by itself, or nothing."""
    return next((name for name, process in started.items() if process.poll() is not None), "")


def end(processes: Iterable[Process]) -> None:
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
