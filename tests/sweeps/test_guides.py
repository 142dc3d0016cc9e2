"""The pictures of the guides: each is shown, is there, and can be taken anew by `bin/pictures`."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from bin.local import pictures

ROOT: Path = settings.ROOT
SHOWN = re.compile(r"!\[([^\]]*)\]\(pictures/([^)]+)\.png\)")
MOST_BYTES = 100_000


def shown() -> list[tuple[str, str, str]]:
    """Each picture that a guide shows: the guide's name, what is said of it, and its own name."""
    return [
        (guide.stem, said, name)
        for guide in sorted((ROOT / "docs").glob("*.md"))
        for said, name in SHOWN.findall(guide.read_text(encoding="utf-8"))
    ]


def test_what_guides_show_is_there_and_is_what_journeys_take() -> None:
    names = sorted(name for _, _, name in shown())
    assert names == sorted(path.stem for path in pictures.PICTURES.iterdir())
    assert names == sorted(pictures.journeys())


def test_a_picture_is_named_after_its_guide_and_says_what_it_shows() -> None:
    wrong = [
        (guide, name)
        for guide, said, name in shown()
        if not name.startswith(f"{guide}-") or len(said) < 20
    ]
    assert wrong == []


def test_the_pictures_are_small() -> None:
    large = [path.name for path in pictures.PICTURES.iterdir() if path.stat().st_size > MOST_BYTES]
    assert large == []


def test_a_guide_without_pictures_takes_none_and_is_told_which_have(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = sorted(pictures.PICTURES.iterdir())
    guides = sorted({guide for guide, _, _ in shown()})

    assert pictures.main(["nothing"]) == 1

    said = f"No journey takes a picture for that. There are pictures of: {', '.join(guides)}."
    assert capsys.readouterr().out.strip() == said
    assert sorted(pictures.PICTURES.iterdir()) == before
