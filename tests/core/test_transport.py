"""What the service says to other machines is encrypted, or an installation does not start."""

from typing import Any

import pytest

from mdps.core.start_up import told
from mdps.core.transport import readable, ways

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def elsewhere(settings: Any) -> Any:
    """Everything is on other machines, and nothing is encrypted."""
    settings.DATABASES["default"] = settings.DATABASES["default"] | {
        "HOST": "db.example.org",
        "OPTIONS": {},
    }
    settings.CELERY_BROKER_URL = "redis://broker.example.org/0"
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "mail.example.org"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.MDPS_SSO_URL = "http://sso.example.org"
    settings.MDPS_S3_ENDPOINT = "http://store.example.org"
    settings.MDPS_CLAMD = "tcp://clamd.example.org:3310"
    settings.SENTRY_DSN = "http://key@sentry.example.org/1"
    return settings


def named(*private: str) -> list[str]:
    """What is said to be readable, by its setting."""
    return [said.split()[0] for said in readable(ways(), private)]


@pytest.fixture(autouse=True)
def as_it_was(settings: Any) -> Any:
    before = dict(settings.DATABASES["default"])
    yield
    settings.DATABASES["default"] = before


def test_every_way_that_can_be_read_is_named(elsewhere: Any) -> None:
    assert named() == [
        "DATABASE_URL",
        "BROKER_URL",
        "EMAIL_URL",
        "MDPS_SSO_URL",
        "MDPS_S3_ENDPOINT",
        "SENTRY_DSN",
        "MDPS_CLAMD",
    ]
    assert len(told().readable_ways) == 7


def test_a_host_without_a_network_between_needs_nothing(elsewhere: Any) -> None:
    assert named("db.example.org", "broker.example.org", "clamd.example.org") == [
        "EMAIL_URL",
        "MDPS_SSO_URL",
        "MDPS_S3_ENDPOINT",
        "SENTRY_DSN",
    ]


@pytest.mark.parametrize(
    ("mode", "said"),
    [("", 1), ("prefer", 1), ("require", 1), ("verify-ca", 0), ("verify-full", 0)],
)
def test_the_certificate_of_the_database_is_checked(settings: Any, mode: str, said: int) -> None:
    settings.DATABASES["default"] = settings.DATABASES["default"] | {
        "HOST": "db.example.org",
        "OPTIONS": {"sslmode": mode},
    }
    assert named().count("DATABASE_URL") == said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("redis://localhost:6379/0", 0),
        ("redis://broker.example.org/0", 1),
        ("rediss://broker.example.org/0?ssl_cert_reqs=none", 1),
        ("rediss://broker.example.org/0?ssl_cert_reqs=required", 0),
    ],
)
def test_the_broker_is_reached_by_tls(settings: Any, address: str, said: int) -> None:
    settings.CELERY_BROKER_URL = address
    assert named().count("BROKER_URL") == said


def test_what_is_on_this_machine_and_what_is_encrypted_is_fine(elsewhere: Any) -> None:
    elsewhere.DATABASES["default"]["HOST"] = "/run/postgresql"
    elsewhere.CELERY_BROKER_URL = "redis://127.0.0.1:6379/0"
    elsewhere.EMAIL_USE_TLS = True
    elsewhere.MDPS_SSO_URL = "https://sso.example.org"
    elsewhere.MDPS_S3_ENDPOINT = elsewhere.SENTRY_DSN = ""
    elsewhere.MDPS_CLAMD = "unix:/run/clamd.sock"
    assert named() == []


def test_no_sentence_says_an_address(elsewhere: Any) -> None:
    assert [said for said in readable(ways(), ()) if "example.org" in said] == []
