"""A real OpenID Connect service on this machine, in the place of the council's."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def started() -> Iterator[str]:
    """The address of a service that lets everybody in who says who they are."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    quiet = os.environ | {"PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(
        command, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line)
        if "running on" in line.lower():
            break
    else:
        pytest.fail("".join(said))
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.stdout.close()
    process.wait(timeout=30)
