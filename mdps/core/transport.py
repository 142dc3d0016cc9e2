"""Whether what the service says to other machines can be read on the way there.

An address of this machine needs nothing, nor does a host that MDPS_PRIVATE_HOSTS names: one that is
reached without leaving the machine, like another container. Every other needs TLS with a
certificate that is checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

THIS_MACHINE = ("", "localhost", "127.0.0.1", "::1")
DATABASES = {"default": "DATABASE_URL", "replica": "DATABASE_REPLICA_URL"}
CHECKED = ("verify-ca", "verify-full")


@dataclass(frozen=True, kw_only=True)
class Way:
    """One of the ways out. `setting` names it, `how` says what makes it safe."""

    setting: str
    host: str
    is_safe: bool
    how: str


def ways() -> Iterator[Way]:
    """Those of this installation."""
    for alias, setting in DATABASES.items():
        database: dict[str, Any] = settings.DATABASES.get(alias, {})
        mode = str(database.get("OPTIONS", {}).get("sslmode", ""))
        yield Way(
            setting=setting,
            host=str(database.get("HOST") or ""),
            is_safe=mode in CHECKED,
            how="sslmode=verify-full, and sslrootcert",
        )
    broker = urlsplit(settings.CELERY_BROKER_URL)
    asked = parse_qs(broker.query).get("ssl_cert_reqs", ["required"])
    yield Way(
        setting="BROKER_URL",
        host=broker.hostname or "",
        is_safe=broker.scheme == "rediss" and asked[0].lower() in ("required", "cert_required"),
        how="rediss://, and ssl_cert_reqs=required",
    )
    yield Way(
        setting="EMAIL_URL",
        host=settings.EMAIL_HOST if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") else "",
        is_safe=bool(settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL),
        how="smtp+tls:// or smtp+ssl://",
    )
    for setting in ("MDPS_SSO_URL", "MDPS_S3_ENDPOINT", "SENTRY_DSN"):
        address = urlsplit(getattr(settings, setting))
        yield Way(
            setting=setting,
            host=address.hostname or "",
            is_safe=address.scheme == "https",
            how="https://",
        )
    scanner = urlsplit(settings.MDPS_CLAMD)
    yield Way(
        setting="MDPS_CLAMD",
        host=scanner.hostname or "" if scanner.scheme == "tcp" else "",
        is_safe=False,
        how="unix:, since the scanner speaks no TLS",
    )


def readable(ways: Iterator[Way], private: tuple[str, ...]) -> Iterator[str]:
    """A sentence for each way that somebody on the network could read; never the address itself."""
    for way in ways:
        nearby = way.host.startswith("/") or way.host in (*THIS_MACHINE, *private)
        if not (way.is_safe or nearby):
            yield (
                f"{way.setting} leads to another machine and is not encrypted. Use {way.how}; or "
                "name its host in MDPS_PRIVATE_HOSTS if no network lies between."
            )
