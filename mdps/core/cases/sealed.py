"""Text sealed under the key of a case, as it lies in the database, and as it is read.

`k1:` and base64 of the key's id (16 bytes), the nonce (12), the ciphertext and the tag (16). The
place it lies in, `table.column`, and the key's id are bound to it: moved elsewhere it is not read.
"""

import base64
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mdps.core.cases import ciphers, keys

PREFIX = "k1:"
DISPOSED = "Disposed of when its time was over."


class Sealed:
    """What the database holds. It is opened when somebody reads it as text, and not before."""

    __slots__ = ("key", "place", "text")

    def __init__(self, text: str, place: str):
        if not text.startswith(PREFIX):
            raise ciphers.Tampered(f"{place} holds something that is not encrypted.")
        self.text, self.place = text, place
        self.key = UUID(bytes=base64.b64decode(text[len(PREFIX) : len(PREFIX) + 24])[:16])

    def open(self) -> "Opened":
        """The words; DISPOSED once the key is destroyed."""
        key = keys.get(self.key)
        if key is None:
            return Opened(DISPOSED, self)
        sealed = base64.b64decode(self.text[len(PREFIX) :])[16:]
        return Opened(ciphers.decrypt(key, sealed, _label(self.place, self.key)).decode(), self)

    def __str__(self) -> str:
        return str(self.open())

    def __repr__(self) -> str:
        return f"<sealed {self.place}>"


class Opened(str):
    """Words that lie sealed in the database: written back unchanged, they stay as they lie."""

    sealed: Sealed

    def __new__(cls, words: str, sealed: Sealed) -> "Opened":
        opened = super().__new__(cls, words)
        opened.sealed = sealed
        return opened

    def __getnewargs__(self) -> tuple[str, Sealed]:  # type: ignore[override]
        return str(self), self.sealed


def seal(words: str, *, key: UUID, place: str) -> Opened:
    """`words` under `key`, for the place `table.column`. Raises keys.Destroyed."""
    text = sealed_text(words, cipher=keys.to_write(key), key=key, place=place)
    return Opened(words, Sealed(text, place))


def sealed_text(words: str, *, cipher: AESGCM, key: UUID, place: str) -> str:
    """`words` as they lie in the database."""
    sealed = ciphers.encrypt(cipher, words.encode(), _label(place, key))
    return PREFIX + base64.b64encode(key.bytes + sealed).decode()


def _label(place: str, key: UUID) -> bytes:
    return f"{place}|{key}".encode()
