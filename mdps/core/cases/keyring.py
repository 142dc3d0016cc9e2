"""The master keys, from the environment: they wrap the keys of cases and encrypt nothing else.

MDPS_CASE_KEYS is a list with commas, each 32 random bytes in URL-safe base64. The first wraps what
is new, all of them unwrap, so that a key can be replaced while the service runs.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from mdps.core.cases.ciphers import decrypt, encrypt

BYTES = 32
LEAST_DISTINCT = 16  # of 32 random bytes fewer differ once in some 10^10
HOW = (
    "Make one with: python3 -c "
    '"import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
)


@dataclass(frozen=True)
class MasterKey:
    """`name` is told from the key by a hash, and is written beside whatever it wrapped."""

    name: str
    key: AESGCM


def master_keys() -> tuple[MasterKey, ...]:
    """Those of the settings, the current one first. Raises ImproperlyConfigured for bad ones."""
    return _read(settings.MDPS_CASE_KEYS)


def wrap(data_key: bytes, label: bytes) -> tuple[bytes, str]:
    """`data_key` under the current master key, and that one's name."""
    current = master_keys()[0]
    return encrypt(current.key, data_key, label), current.name


def unwrap(wrapped: bytes, by: str, label: bytes) -> bytes:
    """What wrap() wrapped. Raises MissingMasterKey where that master key is not in the list."""
    for each in master_keys():
        if each.name == by:
            return decrypt(each.key, wrapped, label)
    raise MissingMasterKey(f"No key of MDPS_CASE_KEYS is called {by}, which a case's key needs.")


class MissingMasterKey(Exception):
    """A case's key was wrapped by a master key that this process was not given."""


@lru_cache(maxsize=8)
def _read(given: str) -> tuple[MasterKey, ...]:
    keys = [_decoded(text.strip()) for text in given.split(",") if text.strip()]
    if not keys:
        raise ImproperlyConfigured(f"MDPS_CASE_KEYS is not set. {HOW}")
    if len(set(keys)) < len(keys):
        raise ImproperlyConfigured("MDPS_CASE_KEYS names the same key twice.")
    return tuple(MasterKey(hashlib.sha256(key).hexdigest()[:8], AESGCM(key)) for key in keys)


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != BYTES:
        raise ImproperlyConfigured(f"A key of MDPS_CASE_KEYS is not 32 bytes in base64. {HOW}")
    if len(set(key)) < LEAST_DISTINCT:
        raise ImproperlyConfigured(f"A key of MDPS_CASE_KEYS is not random. {HOW}")
    return key
