"""The master keys: which are taken, and how one replaces another."""

import base64
import os

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from mdps.core.cases import keyring, keys
from mdps.core.models import CaseKey
from referrals.models import Narrative
from tests.build.referrals import DAY, given_a_request


def a_master_key() -> str:
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "is not set"),
        ("short", "not 32 bytes"),
        (base64.urlsafe_b64encode(b"x" * 31).decode(), "not 32 bytes"),
        (base64.urlsafe_b64encode(b"secret" * 5 + b"se").decode(), "not random"),
        ("!" * 44, "not 32 bytes"),
    ],
)
def test_a_missing_or_weak_master_key_is_refused(settings, given, said):
    settings.MDPS_CASE_KEYS = given

    with pytest.raises(ImproperlyConfigured, match=said):
        keyring.master_keys()


def test_the_same_key_twice_is_refused(settings):
    key = a_master_key()
    settings.MDPS_CASE_KEYS = f"{key}, {key}"

    with pytest.raises(ImproperlyConfigured, match="twice"):
        keyring.master_keys()


def test_nothing_starts_without_a_good_one(settings):
    settings.MDPS_CASE_KEYS = "weak"

    with pytest.raises(ImproperlyConfigured, match="not 32 bytes"):
        apps.get_app_config("core").ready()


@pytest.mark.django_db
def test_rotation_wraps_every_key_anew_and_the_old_master_key_can_go(settings, monkeypatch, capsys):
    monkeypatch.setattr(keys, "BATCH", 2)
    old, new = settings.MDPS_CASE_KEYS, a_master_key()
    requests = [given_a_request(need=f"Need {number}") for number in range(3)]
    keys.destroy([given_a_request().case_key_id], on=DAY)
    settings.MDPS_CASE_KEYS = f"{new},{old}"
    assert said_by(requests) == ["Need 0", "Need 1", "Need 2"]

    call_command("rotate_case_keys")
    call_command("rotate_case_keys")

    settings.MDPS_CASE_KEYS = new
    assert said_by(requests) == ["Need 0", "Need 1", "Need 2"]
    assert capsys.readouterr().out == (
        f"3 keys were wrapped anew by {keyring.master_keys()[0].name}. "
        "The other master keys are needed for backups alone.\n"
        f"0 keys were wrapped anew by {keyring.master_keys()[0].name}. "
        "The other master keys are needed for backups alone.\n"
    )
    settings.MDPS_CASE_KEYS = old
    keys.forget()
    with pytest.raises(keyring.MissingMasterKey):
        said_by(requests)


@pytest.mark.django_db
def test_a_rotation_that_was_stopped_goes_on_where_it_was(settings, monkeypatch):
    monkeypatch.setattr(keys, "BATCH", 1)
    old, new = settings.MDPS_CASE_KEYS, a_master_key()
    requests = [given_a_request(need=f"Need {number}") for number in range(2)]
    settings.MDPS_CASE_KEYS = f"{new},{old}"
    current = keyring.master_keys()[0].name
    keys._rotate_some(current)

    assert CaseKey.objects.filter(wrapped_by=current).count() == 1
    assert said_by(requests) == ["Need 0", "Need 1"]
    assert keys.rotate() == 1


def said_by(requests) -> list[str]:
    keys.forget()
    found = Narrative.objects.filter(request__in=requests).order_by("request")
    return [each.need for each in found]
