"""All that lies in the broker, as somebody would read it who got at it."""

import base64
import binascii
import re
from typing import Any

from mdps.celery import app

ENCODED = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")


def said_in_the_broker() -> str:
    """Every key with its value, and what is encoded in it."""
    with app.connection_for_write() as connection:
        client = connection.default_channel.client
        kept = b" ".join(each + b" " + _value(client, each) for each in client.scan_iter("*"))
    return b" ".join([kept, *map(_decoded, ENCODED.findall(kept))]).decode(errors="replace")


def forget(queue: str) -> None:
    """Take away a queue with what waits in it."""
    with app.connection_for_write() as connection:
        connection.default_channel.client.delete(queue)


def _value(client: Any, key: bytes) -> bytes:
    ways = {
        b"list": lambda: client.lrange(key, 0, -1),
        b"set": lambda: client.smembers(key),
        b"zset": lambda: client.zrange(key, 0, -1),
        b"hash": lambda: [part for pair in client.hgetall(key).items() for part in pair],
        b"string": lambda: [client.get(key)],
    }
    return b" ".join(ways[client.type(key)]() if client.exists(key) else [])


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return b""
