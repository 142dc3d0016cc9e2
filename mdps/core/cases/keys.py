"""The keys of cases at work: made, fetched many at once, destroyed, wrapped anew.

What was unwrapped is kept by the thread until its request or task ends (`forget`), so a list of
fifty requests asks for their keys once; and nowhere longer, so a destroyed key is gone for all.
"""

import datetime as dt
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.db import transaction

from mdps.core.cases import keyring

MOST_KEPT = 5_000
BATCH = 500


class Destroyed(Exception):
    """Nothing can be written under a key that was destroyed: the case was disposed of."""


class _Kept(threading.local):
    def __init__(self) -> None:
        self.keys: dict[UUID, AESGCM | None] = {}
        self.wanted: set[UUID] = set()
        self.opened: set[UUID] = set()


_kept = _Kept()


def make() -> UUID:
    """Make and keep a new data key."""
    made = new()
    _rows().create(id=made.key, wrapped=made.wrapped, wrapped_by=made.wrapped_by)
    _remember(made.key, made.cipher)
    return made.key


@dataclass(frozen=True)
class New:
    """A data key that is not in the database yet."""

    key: UUID
    cipher: AESGCM
    wrapped: bytes
    wrapped_by: str


def new() -> New:
    """A random data key, wrapped."""
    key, data_key = uuid4(), AESGCM.generate_key(bit_length=256)
    return New(key, AESGCM(data_key), *keyring.wrap(data_key, key.bytes))


def want(key: UUID) -> None:
    """Say that something under `key` was read: once one is needed, all are fetched."""
    if len(_kept.wanted) >= MOST_KEPT:
        _kept.wanted.clear()
    _kept.wanted.add(key)


def read(row: Any) -> None:
    """Keep a key whose row was read with its case, so that nobody has to fetch it."""
    _remember(row.pk, None if row.destroyed_on else AESGCM(_unwrapped(row)))


def get(key: UUID) -> AESGCM | None:
    """The data key; None once it is destroyed. At most one query for all that are wanted."""
    if key not in _kept.keys:
        asked = (_kept.wanted | {key}) - _kept.keys.keys()
        for row in _rows().filter(pk__in=asked):
            read(row)
        _kept.wanted.clear()
    _kept.opened.add(key)
    return _kept.keys[key]


def note_opened(keys: Iterable[UUID]) -> None:
    """Say that what is shown was written under these, and is opened with another."""
    _kept.opened.update(keys)


def take_opened() -> set[UUID]:
    """The keys that something was opened with since this was asked last."""
    opened, _kept.opened = _kept.opened, set()
    return opened


def to_write(key: UUID) -> AESGCM:
    """The data key; raises Destroyed."""
    found = get(key)
    if found is None:
        raise Destroyed("The case was disposed of, so nothing more is written about it.")
    return found


def forget(**_: object) -> None:
    """Let go of every key that this thread holds."""
    _kept.keys.clear()
    _kept.wanted.clear()
    _kept.opened.clear()


def destroy(keys: Iterable[UUID], *, on: dt.date) -> int:
    """Destroy these keys, for ever, within the transaction of the disposal; how many there were."""
    alive = _rows().filter(pk__in=list(keys), destroyed_on=None)
    count = alive.update(wrapped=b"", wrapped_by="", destroyed_on=on)
    forget()
    return count


def rotate() -> int:
    """Wrap every key anew by the current master key, a batch a transaction; how many there were.

    Ended in the middle, it goes on where it was. Raises MissingMasterKey where one is not listed.
    """
    current, done = keyring.master_keys()[0].name, 0
    while batch := _rotate_some(current):
        done += batch
    return done


@transaction.atomic
def _rotate_some(current: str) -> int:
    old = _rows().select_for_update(skip_locked=True).filter(destroyed_on=None)
    rows = list(old.exclude(wrapped_by=current).order_by("pk")[:BATCH])
    for row in rows:
        row.wrapped, row.wrapped_by = keyring.wrap(_unwrapped(row), row.pk.bytes)
    _rows().bulk_update(rows, ["wrapped", "wrapped_by"])
    return len(rows)


def _unwrapped(row: Any) -> bytes:
    return keyring.unwrap(bytes(row.wrapped), row.wrapped_by, row.pk.bytes)


def _remember(key: UUID, found: AESGCM | None) -> None:
    if len(_kept.keys) >= MOST_KEPT:
        _kept.keys.clear()
    _kept.keys[key] = found


def _rows() -> Any:
    # By name: the models use the fields that use these keys.
    return apps.get_model("core", "CaseKey")._default_manager
