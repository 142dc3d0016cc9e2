"""System libraries and the virtual environment, before anything else can run.

Standard library only. Nothing is installed twice: `.venv` remembers the hash of what it holds.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

# What WeasyPrint loads at run time, and the Debian package that brings it.
LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}


def main(needs: str) -> None:
    """Make this machine and `.venv` ready for `needs`: demo or dev."""
    install_system_packages(missing_system_packages())
    requirements = ROOT / f"requirements-{needs}.txt"
    with requirements.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two commands started at once install once
        if stamp(needs).is_file() and stamp(needs).read_text() == fingerprint(needs):
            return
        make_venv()
        install(requirements)
        # The development requirements hold the demonstration's.
        for held in {"dev": ("dev", "demo"), "demo": ("demo",)}[needs]:
            stamp(held).write_text(fingerprint(held))


def stamp(needs: str) -> Path:
    """Where `.venv` remembers what was installed for `needs`."""
    return VENV / f"installed-{needs}"


def fingerprint(needs: str) -> str:
    """Changes with the requirements and with the Python that runs them."""
    content = (ROOT / f"requirements-{needs}.txt").read_bytes()
    return f"{sys.version_info[:2]} {hashlib.sha256(content).hexdigest()}"


def missing_system_packages() -> list[str]:
    """Debian packages this machine lacks, in the order of the table above."""
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not importlib.util.find_spec("ensurepip"):
        missing.append("python3-venv")
    return missing


def loads(library: str) -> bool:
    """Whether the dynamic loader finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages(packages: list[str]) -> None:
    """Install by apt when root; otherwise name the command and stop."""
    if not packages:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(
            f"Some system libraries are missing. Install them with:\n  sudo {' '.join(command)}"
        )
    say(f"Installing system libraries: {', '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], check=True, env=environment)
    subprocess.run(command, check=True, env=environment)


def make_venv() -> None:
    """Make `.venv`, anew when its Python is gone or of another version."""
    version = "import sys; print(sys.version_info[:2])"
    if PYTHON.exists():
        answer = subprocess.run([PYTHON, "-c", version], capture_output=True, text=True)
        if answer.stdout.strip() == str(sys.version_info[:2]):
            return
    say("Making the virtual environment")
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def install(requirements: Path) -> None:
    """Install by uv, which is quick; by pip where uv cannot be had."""
    say(f"Installing {requirements.name}")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    tool = subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements-uv.txt"])
    if tool.returncode == 0:
        uv = [str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--system-certs"]
        environment = {**os.environ, "UV_LINK_MODE": "copy", "UV_PYTHON_DOWNLOADS": "never"}
        done = subprocess.run(
            [*uv, "--python", PYTHON, "--require-hashes", "-r", requirements], env=environment
        )
        if done.returncode == 0:
            return
        say("uv could not install them; trying pip")
    subprocess.run([*pip, "--require-hashes", "-r", requirements], check=True)


def say(text: str) -> None:
    """Progress, at once."""
    print(text, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"This command failed (status {error.returncode}): {' '.join(map(str, error.cmd))}"
        )
