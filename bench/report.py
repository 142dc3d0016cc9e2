"""What is shown of a run: a table for people, JSON for machines, a picture for documents."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from bench.outcome import Outcome
from bin.local.state import ROOT

RESULTS = ROOT / "bench" / "results"
PICTURE = ROOT / "docs" / "images" / "bench.svg"
Found = Mapping[str, Sequence[Outcome]]


def line(outcome: Outcome) -> str:
    """One row of the table, and one more for each fault."""
    spread = f"[{min(outcome.ratios):.2f}-{max(outcome.ratios):.2f}]"
    row = (
        f"  {outcome.median:5.2f} {spread:>13} {len(outcome.ratios):3}  "
        f"{outcome.goal_in_words:>6} {outcome.verdict:6} {outcome.name}"
    )
    noise = f" (noisy: its floor swung {outcome.swing:.1f} times)" if outcome.is_noisy else ""
    return "\n".join([row + noise, *(f"{'':40}{fault}" for fault in outcome.faults)])


HEADING = f"  {'ratio':>5} {'[min-max]':>13} {'n':>3}  {'goal':>6}"


def summary(found: Found) -> str:
    """The last sentence of a run."""
    outcomes = [outcome for each in found.values() for outcome in each]
    missed = [outcome for outcome in outcomes if not outcome.met]
    noisy = sum(outcome.is_noisy for outcome in outcomes)
    said = f"{len(outcomes) - len(missed)} of {len(outcomes)} goals are met."
    if noisy:
        said += f" The machine was noisy in {noisy}: run those again when it is quiet."
    return said


def status(found: Found) -> int:
    """How the run ends: 1 when a goal is missed."""
    return 0 if all(outcome.met for each in found.values() for outcome in each) else 1


def write(found: Found, *, quick: bool) -> Path:
    """`latest.json` and `latest.svg` in bench/results; returns the first."""
    RESULTS.mkdir(exist_ok=True)
    content = {
        "quick": quick,
        "measurements": {name: [_plain(each) for each in found[name]] for name in found},
    }
    path = RESULTS / "latest.json"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    path.with_suffix(".svg").write_text(picture(found))
    return path


def _plain(outcome: Outcome) -> dict[str, object]:
    return {
        "name": outcome.name,
        "median": round(outcome.median, 3),
        "min": round(min(outcome.ratios), 3),
        "max": round(max(outcome.ratios), 3),
        "rounds": len(outcome.ratios),
        "goal": outcome.goal_in_words,
        "met": outcome.met,
        "noisy": outcome.is_noisy,
        "faults": list(outcome.faults),
    }


ROW, TOP, LEFT, WIDE, FULL = 18, 40, 10, 260, 900  # pixels


def picture(found: Found) -> str:
    """A bar for each outcome: how much of its goal it takes up; the line is the goal."""
    rows = [outcome for each in found.values() for outcome in each]
    tall = TOP + ROW * len(rows) + 10
    bars = "".join(_bar(outcome, TOP + ROW * row) for row, outcome in enumerate(rows))
    goal = LEFT + WIDE // 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {FULL} {tall}" '
        'font-family="Arial, sans-serif" font-size="12" role="img">'
        "<title>How much of its goal each measurement takes up</title>"
        f'<rect width="{FULL}" height="{tall}" fill="#fff"/>'
        f'<text x="{LEFT}" y="22">A bar that passes the line misses its goal.</text>{bars}'
        f'<path d="M{goal} {TOP - 8}V{tall - 6}" stroke="#0b0c0c" stroke-width="2"/></svg>\n'
    )


def _bar(outcome: Outcome, top: int) -> str:
    wide = min(_share(outcome), 2.0) * WIDE / 2
    colour = "#00703c" if outcome.met else "#d4351c"
    words = f"{outcome.median:.2f} ({outcome.goal_in_words}) {outcome.name}"
    return (
        f'<rect x="{LEFT}" y="{top}" width="{wide:.0f}" height="{ROW - 5}" fill="{colour}"/>'
        f'<text x="{LEFT + WIDE + 10}" y="{top + 11}">{escape(words)}</text>'
    )


def _share(outcome: Outcome) -> float:
    """How much of its goal it takes up: 1 is all of it. A goal of nothing is met or missed."""
    below, above = outcome.goal, outcome.median
    if outcome.at_least:
        below, above = above, below
    return above / below if below else float(not outcome.met) * 2
