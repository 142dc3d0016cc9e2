"""What is wrong with the settings of an installation, before it serves anybody.

Web, worker and beat refuse to start while anything is (`mdps/wsgi.py`, `mdps/celery.py`), and
`manage.py check` names the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from mdps.core import transport

LONG_ENOUGH = 50  # characters, as Django's own check asks
DIFFERENT_ENOUGH = 10  # different characters
EASY = ("insecure", "changeme", "change-me", "secret-key", "example")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the environment says. `in_production`: people reach it over HTTPS."""

    secret_key: str
    in_production: bool
    debug: bool
    demonstration: bool
    hosts: tuple[str, ...]
    site_url: str
    database_password: str
    database_is_local: bool  # by a Unix socket
    readable_ways: tuple[str, ...] = ()  # a sentence each


def told() -> Told:
    """What this process was told."""
    database: dict[str, Any] = settings.DATABASES["default"]
    return Told(
        secret_key=settings.SECRET_KEY,
        in_production=settings.HTTPS,
        debug=settings.DEBUG,
        demonstration=settings.MDPS_DEMO,
        hosts=tuple(settings.ALLOWED_HOSTS),
        site_url=settings.MDPS_SITE_URL,
        database_password=str(database.get("PASSWORD") or ""),
        database_is_local=str(database.get("HOST") or "/").startswith("/"),
        readable_ways=tuple(
            transport.readable(transport.ways(), tuple(settings.MDPS_PRIVATE_HOSTS))
        ),
    )


def problems(told: Told) -> Iterator[str]:
    """What is wrong, a sentence each; never the secret itself."""
    key = told.secret_key
    if len(key) < LONG_ENOUGH or len(set(key)) < DIFFERENT_ENOUGH:
        yield (
            f"SECRET_KEY has {len(key)} characters, {len(set(key))} different ones. "
            f"Set a random one of {LONG_ENOUGH} or more."
        )
    if any(word in key.lower() for word in EASY):
        yield "SECRET_KEY can be guessed: it was copied from an example. Set a random one."
    if not told.in_production:
        return
    if told.debug:
        yield "DEBUG is on together with MDPS_HTTPS: error pages would show settings and data."
    if told.demonstration:
        yield "MDPS_DEMO is on together with MDPS_HTTPS: anybody could sign in with one click."
    if "*" in told.hosts or any(host.startswith(".") for host in told.hosts):
        yield "ALLOWED_HOSTS takes any host. Name each host of the service."
    if not told.site_url.startswith("https://"):
        yield f"MDPS_SITE_URL is {told.site_url}, but the service is reached by https."
    if not told.database_is_local and len(told.database_password) < 12:
        yield "The password in DATABASE_URL has fewer than 12 characters. Set a longer one."
    yield from told.readable_ways


def refuse_to_start() -> None:
    """Raise ImproperlyConfigured while anything is wrong."""
    if wrong := list(problems(told())):
        raise ImproperlyConfigured(" ".join(wrong))


@register(Tags.security)
def settings_are_safe(**_: object) -> list[Error]:
    """The same for `manage.py check`."""
    return [Error(said, id="mdps.E001") for said in problems(told())]
