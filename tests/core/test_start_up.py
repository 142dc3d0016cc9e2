"""An installation with weak secrets or open doors does not start."""

import dataclasses
import os
import subprocess
import sys

import pytest
from django.conf import settings

from mdps.core.start_up import Told, problems

GOOD = Told(
    secret_key="8ZyH2kQmWb7vR4tNxJ5cLp9sDf3gAe6uYi1oKz0hTqMjXwVnBr",
    in_production=True,
    debug=False,
    demonstration=False,
    hosts=("mdps.example.org",),
    site_url="https://mdps.example.org",
    database_password="twelve chars",
    database_is_local=False,
)


def wrong(**changes: object) -> list[str]:
    """The first word of what is said."""
    return [said.split()[0] for said in problems(dataclasses.replace(GOOD, **changes))]


def test_good_settings_start() -> None:
    assert (len(GOOD.secret_key), wrong()) == (50, [])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"secret_key": GOOD.secret_key[1:]}, ["SECRET_KEY"]),
        ({"secret_key": "abcdefghi" * 9}, ["SECRET_KEY"]),
        ({"secret_key": "django-insecure-" + GOOD.secret_key}, ["SECRET_KEY"]),
        ({"secret_key": ""}, ["SECRET_KEY"]),
        ({"debug": True}, ["DEBUG"]),
        ({"demonstration": True}, ["MDPS_DEMO"]),
        ({"hosts": ("*",)}, ["ALLOWED_HOSTS"]),
        ({"hosts": (".example.org",)}, ["ALLOWED_HOSTS"]),
        ({"site_url": "http://mdps.example.org"}, ["MDPS_SITE_URL"]),
        ({"database_password": "eleven char"}, ["The"]),
        ({"database_password": "", "database_is_local": True}, []),
    ],
)
def test_each_weakness_is_named(changes: dict[str, object], said: list[str]) -> None:
    assert wrong(**changes) == said


def test_on_a_desk_only_the_key_matters() -> None:
    assert (
        wrong(
            in_production=False, debug=True, demonstration=True, hosts=("*",), site_url="http://x"
        )
        == []
    )
    assert wrong(in_production=False, secret_key="short") == ["SECRET_KEY"]


def test_no_sentence_holds_a_secret() -> None:
    weak = dataclasses.replace(GOOD, secret_key="kept-to-oneself", database_password="hidden")
    assert [word in " ".join(problems(weak)) for word in ("kept", "hidden")] == [False, False]


def test_the_web_server_does_not_start_with_a_weak_key_or_without_one() -> None:
    said = []
    for key in ("weak", None):
        told = {**os.environ, "SECRET_KEY": key or ""}
        if key is None:
            del told["SECRET_KEY"]
        run = subprocess.run(
            [sys.executable, "-c", "import mdps.wsgi"],
            cwd=settings.ROOT,
            env=told,
            capture_output=True,
            text=True,
        )
        said.append((run.returncode, run.stderr.strip().splitlines()[-1][:70]))
    assert said == [
        (1, "django.core.exceptions.ImproperlyConfigured: SECRET_KEY has 4 characte"),
        (1, "django.core.exceptions.ImproperlyConfigured: Set the SECRET_KEY enviro"),
    ]
