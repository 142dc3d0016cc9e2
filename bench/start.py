"""From `bin/demo` to a served page, with everything installed and the data made, in real processes.

Beside it stands one process that does nothing but load the product: how busy the machine was.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from bench.asked import Asked, in_turns
from bench.outcome import Outcome
from bin.local.state import ROOT

MOST = 15  # seconds
TOO_LONG = 120  # seconds after which something is wrong
PACE = 0.02  # seconds between two looks
# What the measurements' own servers and folder are; a demonstration has others.
OURS = (
    *("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "MDPS_FILES", "MDPS_STATIC"),
    *("SECRET_KEY", "MDPS_CASE_KEYS"),
)


def run(asked: Asked) -> Iterator[Outcome]:
    """Fill a demonstration once, then start it anew in each round."""
    folder = Path(os.environ["MDPS_FILES"]).parent / "start"
    told = {name: value for name, value in os.environ.items() if name not in OURS}
    told |= {"MDPS_STATE": str(folder), "MDPS_DEMO": "1"}
    subprocess.run([ROOT / "bin" / "demo", "--small", "--prepare"], env=told, check=True)
    started, loaded = in_turns(3, lambda: start(folder, told), lambda: load(told))
    yield Outcome(
        f"bin/demo to a served page, {median(started):.1f} s of {MOST} s;"
        f" to load the product alone {median(loaded):.1f} s",
        [seconds / MOST for seconds in started],
        1.0,
        floors=tuple(loaded),
    )


def start(folder: Path, told: dict[str, str]) -> float:
    """Seconds from the command to the page to sign in."""
    address = folder / "address"
    address.unlink(missing_ok=True)
    began = time.perf_counter()
    process = subprocess.Popen(
        [ROOT / "bin" / "demo", "--port", "0"], env=told, stdout=subprocess.DEVNULL
    )
    try:
        _until(address.exists, process)
        _until(lambda: _answers(f"{address.read_text()}/sign-in/"), process)
        return time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def load(told: dict[str, str]) -> float:
    """Seconds for one process to load the product."""
    began = time.perf_counter()
    command = [sys.executable, "-c", "import mdps.wsgi"]
    given = {**os.environ, "MDPS_DEMO": told["MDPS_DEMO"]}
    subprocess.run(command, env=given, cwd=ROOT, check=True)
    return time.perf_counter() - began


def _until(is_so: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + TOO_LONG
    while not is_so():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("bin/demo did not serve a page.")
        time.sleep(PACE)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
