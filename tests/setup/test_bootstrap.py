"""What a machine lacks is installed by root; anybody else is told the exact command."""

import os
import shutil

import pytest

from bin.local import bootstrap


@pytest.fixture
def a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another table: one library that is here, one that is nowhere."""
    libraries = {"libc.so.6": "libc6", "libnowhere.so.1": "libnowhere1"}
    monkeypatch.setattr(bootstrap, "LIBRARIES", libraries)


@pytest.mark.usefixtures("a_missing_library")
def test_the_package_of_a_missing_library_is_named() -> None:
    assert bootstrap.missing_system_packages() == ["libnowhere1"]


def test_nothing_is_missing_where_the_tests_run() -> None:
    assert bootstrap.missing_system_packages() == []


def test_an_ordinary_user_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.install_system_packages(["libnowhere1", "libelse2"])
    assert str(stopped.value) == (
        "Some system libraries are missing. Install them with:\n"
        "  sudo apt-get install -y --no-install-recommends libnowhere1 libelse2"
    )


def test_root_without_apt_is_told_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="libnowhere1"):
        bootstrap.install_system_packages(["libnowhere1"])


def test_root_installs_with_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda command, **_: ran.append(command))
    bootstrap.install_system_packages(["libnowhere1"])
    assert ran == [
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "--no-install-recommends", "libnowhere1"],
    ]


def test_what_is_installed_is_remembered_by_its_hash() -> None:
    assert bootstrap.stamp("dev").read_text() == bootstrap.fingerprint("dev")
    assert bootstrap.fingerprint("dev") != bootstrap.fingerprint("demo")
