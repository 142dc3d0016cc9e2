"""AES-256-GCM with a random nonce of 96 bits in front. `label` is bound to it, and not in it."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class Tampered(Exception):
    """What was read is not what was written there, or not with this key."""


def encrypt(key: AESGCM, plain: bytes, label: bytes) -> bytes:
    """Nonce, ciphertext and tag."""
    nonce = os.urandom(NONCE)
    return nonce + key.encrypt(nonce, plain, label)


def decrypt(key: AESGCM, sealed: bytes, label: bytes) -> bytes:
    """What encrypt() encrypted under the same key and label; raises Tampered otherwise."""
    try:
        return key.decrypt(sealed[:NONCE], sealed[NONCE:], label)
    except (InvalidTag, ValueError) as error:
        raise Tampered(f"Encrypted data of {label[:60]!r} cannot be read.") from error
