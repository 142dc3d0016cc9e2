"""What the repository holds, whatever the language: no address of somewhere else, no loose ends."""

import re
import subprocess
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.ROOT
ADDRESS = re.compile(r"https?://(?:[^/\s@]*@)?([a-zA-Z0-9.-]+)")
MACHINE = re.compile(r"(?<![\w.~-])/(?:home|Users|root)/\w")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
# Names of namespaces and of examples; nobody is asked at any of them.
NAMES = {
    "www.w3.org",
    "www.aiim.org",
    "example.org",
    "mdps.example.org",
    "sentry.invalid",
    "testserver",
    "x",
    "localhost",
    "127.0.0.1",
    "0.0.0.0",  # noqa: S104 - an address in a text
    "web",
}
EXAMPLES = (".example.org",)
# Where a page sends people for help or with a complaint.
NAMES |= {"mcmw.abilitynet.org.uk", "www.equalityadvisoryservice.com", "ico.org.uk"}
# npm writes its authors' home pages into the lock file.
LOCK = "package-lock.json"
# What others wrote, unchanged.
VENDORED = ("static/vendor/", "tests/reporting/ocds/release-package-")


def files() -> list[str]:
    """The text files of the repository, by path."""
    command = ["git", "grep", "-Il", "", "--", "."]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if not name.startswith(VENDORED)]


def test_no_file_names_an_address_or_a_persons_folder() -> None:
    found = {}
    for name in files():
        text = (ROOT / name).read_text(encoding="utf-8")
        hosts = {host for host in ADDRESS.findall(text) if not host.endswith(EXAMPLES)} - NAMES
        if name == LOCK:
            hosts = set()
        if wrong := sorted(hosts) + MACHINE.findall(text):
            found[name] = wrong
    assert found == {}


def test_no_file_has_a_loose_end() -> None:
    found = {}
    for name in set(files()) - {Path(__file__).relative_to(ROOT).as_posix()}:
        text = (ROOT / name).read_text(encoding="utf-8")
        if loose := UNFINISHED.findall(text) + CONFLICT.findall(text):
            found[name] = loose
    assert found == {}


def test_every_file_ends_with_one_kind_of_line_end() -> None:
    contents = {name: (ROOT / name).read_bytes() for name in files()}
    odd = [n for n, c in contents.items() if c[-1:] not in (b"", b"\n") or b"\r\n" in c]
    assert odd == []


def test_every_link_of_a_document_leads_to_a_file() -> None:
    broken = [
        (name, target)
        for name in files()
        if name.endswith(".md")
        for target in LINK.findall((ROOT / name).read_text(encoding="utf-8"))
        if not (ROOT / name).parent.joinpath(target).exists()
    ]
    assert broken == []


def test_no_large_file_has_crept_in() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    large = [name for name in tracked if (ROOT / name).stat().st_size > 1_000_000]
    assert large == []
