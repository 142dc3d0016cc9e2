"""Asking clamd whether a file carries a virus, where an installation has one (MDPS_CLAMD).

clamd's INSTREAM command: the content in pieces, each behind its length, an empty one at the end.
"""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 64 * 1024
PATIENCE = 30  # seconds


class ScannerDown(Exception):
    """The scanner did not answer, so the file was not kept: nothing unscanned is let in."""


def is_configured() -> bool:
    return bool(settings.MDPS_CLAMD)


def virus_in(content: bytes) -> str:
    """The name of the virus that clamd finds in `content`; empty when it is clean.

    Always empty without a configured scanner. Raises ScannerDown.
    """
    if not is_configured():
        return ""
    try:
        with _connected(settings.MDPS_CLAMD) as clamd:
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                clamd.sendall(struct.pack("!I", len(piece)) + piece)
            clamd.sendall(struct.pack("!I", 0))
            answer = _read_to_end(clamd).rstrip(b"\0").decode(errors="replace").strip()
    except OSError as error:
        raise ScannerDown(str(error)) from error
    verdict = answer.removeprefix("stream: ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerDown(answer or "no answer")


def _connected(address: str) -> socket.socket:
    """A connection to `unix:/run/clamd.sock` or `tcp://host:3310`."""
    if address.startswith("unix:"):
        clamd = socket.socket(socket.AF_UNIX)
        try:
            clamd.settimeout(PATIENCE)
            clamd.connect(address.removeprefix("unix:"))
        except OSError:
            clamd.close()
            raise
        return clamd
    place = urlsplit(address)
    return socket.create_connection((place.hostname or "", place.port or 3310), timeout=PATIENCE)


def _read_to_end(clamd: socket.socket) -> bytes:
    return b"".join(iter(lambda: clamd.recv(4096), b""))
