"""Files of a case at rest: frames of 64 KiB, each sealed, so that one is read piece by piece.

`MDPSk1`, a random salt of 7 bytes, then the frames. A frame's nonce is the salt, its number (4
bytes) and whether it is the last (1), so that none can be moved, taken out or cut off.
"""

import io
import os
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mdps.core.cases import keys
from mdps.core.cases.ciphers import Tampered

MAGIC = b"MDPSk1"
SALT, TAG, FRAME = 7, 16, 64 * 1024


def sealed(content: bytes, *, key: UUID, path: str) -> bytes:
    """`content` as it is stored under `path`. Raises keys.Destroyed."""
    cipher, salt = keys.to_write(key), os.urandom(SALT)
    pieces = [content[at : at + FRAME] for at in range(0, len(content), FRAME)] or [b""]
    frames = (
        cipher.encrypt(_nonce(salt, number, number == len(pieces) - 1), piece, path.encode())
        for number, piece in enumerate(pieces)
    )
    return b"".join([MAGIC, salt, *frames])


def opened(stored: BinaryIO, *, key: UUID, path: str) -> BinaryIO:
    """A stream of the plain content. Raises Tampered here or while it is read, or Gone."""
    cipher = keys.get(key)
    if cipher is None:
        raise Gone("The file was disposed of.")
    return io.BufferedReader(_Frames(stored, cipher, path), FRAME)


class Gone(Exception):
    """The key of the file was destroyed."""


class _Frames(io.RawIOBase):
    def __init__(self, stored: BinaryIO, cipher: AESGCM, path: str):
        self.stored, self.cipher, self.label = stored, cipher, path.encode()
        head = stored.read(len(MAGIC) + SALT)
        if head[: len(MAGIC)] != MAGIC:
            raise Tampered("A file of a case is not encrypted.")
        self.salt, self.number, self.is_over = head[len(MAGIC) :], 0, False
        self.ahead = stored.read(FRAME + TAG)
        self.plain = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self.plain and not self.is_over:
            self.plain = self._next()
        taken = self.plain[: len(buffer)]
        buffer[: len(taken)] = taken
        self.plain = self.plain[len(taken) :]
        return len(taken)

    def close(self) -> None:
        self.stored.close()
        super().close()

    def _next(self) -> bytes:
        frame, self.ahead = self.ahead, self.stored.read(FRAME + TAG)
        self.is_over = not self.ahead
        nonce = _nonce(self.salt, self.number, self.is_over)
        self.number += 1
        try:
            return self.cipher.decrypt(nonce, frame, self.label)
        except (InvalidTag, ValueError) as error:
            raise Tampered("A file of a case was changed or cut off.") from error


def _nonce(salt: bytes, number: int, is_last: bool) -> bytes:
    return salt + number.to_bytes(4, "big") + bytes([is_last])
