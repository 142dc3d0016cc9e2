"""A measurement is met by the median of its rounds, and by nothing else being wrong."""

import errno
import json
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from bench import report, room
from bench.asked import in_turns
from bench.outcome import Outcome
from bin.local.state import ROOT


def test_the_median_counts_not_the_worst_round() -> None:
    assert Outcome("a list", [1.0, 1.1, 9.0], goal=1.3).met


def test_a_median_above_the_goal_is_missed() -> None:
    assert not Outcome("a list", [1.0, 1.4, 1.5], goal=1.3).met


def test_a_goal_may_be_the_least_that_is_allowed() -> None:
    assert Outcome("an award", [0.3, 0.4, 0.5], goal=0.4, at_least=True).met
    assert not Outcome("an award", [0.3, 0.39, 0.5], goal=0.4, at_least=True).met


def test_more_queries_are_a_fault_however_quick() -> None:
    assert not Outcome("a list", [1.0], goal=1.3, faults=("Queries differ: 5 and 105.",)).met


def test_a_floor_that_swings_is_said_to_be_noisy() -> None:
    quiet = Outcome("a list", [1.0], goal=1.3, floors=(1.0, 1.1, 1.9))
    noisy = Outcome("a list", [1.0], goal=1.3, floors=(1.0, 1.1, 2.3))
    assert (quiet.is_noisy, noisy.is_noisy) == (False, True)
    assert report.line(noisy).endswith("(noisy: its floor swung 2.1 times)")


def test_what_is_compared_is_measured_in_turns_and_the_first_round_does_not_count() -> None:
    called: list[str] = []

    def measured(name: str) -> int:
        called.append(name)
        return len(called)

    found = in_turns(2, lambda: measured("floor"), lambda: measured("page"))

    assert called == ["floor", "page", "page", "floor", "floor", "page"]
    assert found == [[4, 5], [3, 6]]


def test_a_run_is_written_for_machines_and_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results")
    found = {"lists": [Outcome("requests < 50", [1.0, 1.2, 1.1], goal=1.3)]}

    path = report.write(found, quick=True)

    assert json.loads(path.read_text())["measurements"]["lists"] == [
        {
            "name": "requests < 50",
            "median": 1.1,
            "min": 1.0,
            "max": 1.2,
            "rounds": 3,
            "goal": "≤ 1.30",
            "met": True,
            "noisy": False,
            "faults": [],
        }
    ]
    assert "1.10 (≤ 1.30) requests &lt; 50" in path.with_suffix(".svg").read_text()


def test_a_full_disk_is_said_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDPS_FILES", "/")
    with pytest.raises(SystemExit, match=r"^1,000,000,000 requests need [\d.]+ GB of disk under /"):
        room.need_for(1_000_000_000)


def test_too_little_memory_is_said_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MDPS_FILES", "/")
    monkeypatch.setattr(room, "MEMORY_NEEDED", 2**60)
    with pytest.raises(SystemExit, match=r"^The measurements need 1073741824.0 GB of memory, and"):
        room.need_for(1)


@pytest.mark.parametrize("error", [psycopg.errors.DiskFull(), OSError(errno.ENOSPC, "no room")])
def test_a_disk_that_gets_full_meanwhile_ends_it_with_a_sentence(error: Exception) -> None:
    with pytest.raises(SystemExit, match=r"^The disk got full\. Free some, "), room.or_a_sentence():
        raise error


def test_another_fault_is_not_taken_for_a_full_disk() -> None:
    with pytest.raises(OSError, match="not there"), room.or_a_sentence():
        raise OSError(errno.ENOENT, "not there")


def test_one_goal_missed_ends_the_run_with_1() -> None:
    good, bad = Outcome("a list", [1.0], goal=1.3), Outcome("a list", [1.4], goal=1.3)
    assert report.status({"lists": [good], "homes": [good]}) == 0
    assert report.status({"lists": [good], "homes": [good, bad]}) == 1


def test_ctrl_c_ends_what_runs_in_order_and_then_us_with_130() -> None:
    child = (
        "import signal; from bin.local.interrupt import *; end_in_order();"
        "print('runs', flush=True); signal.pause()"
    )
    us = (
        "import os, sys; from bin.local.interrupt import *; end_in_order();"
        f"call([sys.executable, '-c', {child!r}], env=os.environ, cwd=Path('.'))"
    )
    with subprocess.Popen([sys.executable, "-c", us], stdout=subprocess.PIPE, cwd=ROOT) as run:
        assert run.stdout.readline() == b"runs\n"
        run.send_signal(signal.SIGINT)
        assert (run.wait(), run.stdout.read()) == (130, b"")


def test_the_picture_shows_a_goal_of_nothing_too() -> None:
    nothing = {"award": [Outcome("lost", [0.0], goal=0.0), Outcome("drift", [1.0], goal=0.0)]}
    assert 'width="0"' in report.picture(nothing)
    assert 'width="260"' in report.picture(nothing)
