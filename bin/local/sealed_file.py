"""A file that only whoever has the key can read or make: AES-256-GCM, a mebibyte at a time.

`MDPSb1`, a random salt of 32 bytes, then the frames. The key of each file is derived from the given
one and the salt. A frame's nonce is its number and whether it is the last, so that none can be
changed, moved, taken out or cut off without the reader noticing.
"""

import base64
import binascii
import os
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"MDPSb1"
SALT, TAG, FRAME = 32, 16, 1024 * 1024
HOW = (
    'Make one with: python3 -c "import base64, os; '
    'print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
)


class Unreadable(Exception):
    """Not such a file, not with this key, or not as it was written."""


def given_key() -> bytes:
    """The key from the file that MDPS_BACKUP_KEY_FILE names, or from MDPS_BACKUP_KEY.

    32 random bytes in URL-safe base64; never an argument, which others could see.
    """
    path = os.environ.get("MDPS_BACKUP_KEY_FILE")
    try:
        text = Path(path).read_text().strip() if path else os.environ.get("MDPS_BACKUP_KEY", "")
        key = base64.b64decode(text, altchars=b"-_", validate=True)
    except (OSError, binascii.Error):
        key = b""
    if len(key) != 32:
        raise SystemExit(
            "Set MDPS_BACKUP_KEY_FILE or MDPS_BACKUP_KEY to a key of 32 bytes in base64. " + HOW
        )
    return key


class Writer:
    """What is written to it lies encrypted in `target`; close it, or the file is not whole."""

    def __init__(self, target: BinaryIO, key: bytes):
        salt = os.urandom(SALT)
        self.target, self.cipher, self.number = target, _cipher(key, salt), 0
        self.waiting = bytearray()
        target.write(MAGIC + salt)

    def write(self, content: bytes) -> int:
        self.waiting += content
        while len(self.waiting) > FRAME:
            self._frame(bytes(self.waiting[:FRAME]), is_last=False)
            del self.waiting[:FRAME]
        return len(content)

    def close(self) -> None:
        self._frame(bytes(self.waiting), is_last=True)

    def _frame(self, plain: bytes, *, is_last: bool) -> None:
        self.target.write(self.cipher.encrypt(_nonce(self.number, is_last), plain, MAGIC))
        self.number += 1


class Reader:
    """Reads what Writer wrote. Raises Unreadable as soon as a frame is not as it was written."""

    def __init__(self, source: BinaryIO, key: bytes):
        head = source.read(len(MAGIC) + SALT)
        if len(head) < len(MAGIC) + SALT or not head.startswith(MAGIC):
            raise Unreadable("This is no backup of this service.")
        self.source, self.cipher, self.number = source, _cipher(key, head[len(MAGIC) :]), 0
        self.ahead = source.read(FRAME + TAG)
        self.plain = bytearray()
        self.is_over = False

    def read(self, size: int) -> bytes:
        while len(self.plain) < size and not self.is_over:
            self._next()
        taken = bytes(self.plain[:size])
        del self.plain[:size]
        return taken

    def _next(self) -> None:
        frame, self.ahead = self.ahead, self.source.read(FRAME + TAG)
        self.is_over = not self.ahead
        try:
            self.plain += self.cipher.decrypt(_nonce(self.number, self.is_over), frame, MAGIC)
        except (InvalidTag, ValueError) as error:
            raise Unreadable(
                "The backup was changed or cut off, or it was made with another key."
            ) from error
        self.number += 1


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, b"mdps backup 1").derive(key))


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
