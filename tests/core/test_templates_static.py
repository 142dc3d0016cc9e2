"""What is served: all that a page or stylesheet names, and nothing that is not ours to use."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = settings.ROOT / "static"
TEMPLATES = sorted((settings.ROOT / "templates").rglob("*.html"))
STYLESHEETS = sorted(STATIC.rglob("*.css"))


def test_every_static_file_that_a_template_names_exists() -> None:
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r"{%\s*static ['\"]([^'\"]+)['\"]", path.read_text())
    }
    assert named
    assert [name for name in sorted(named) if not (STATIC / name).is_file()] == []


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_every_file_that_a_stylesheet_names_exists(path: Path) -> None:
    named = re.findall(r"url\([\"']?(?!data:)([^)\"']+)[\"']?\)", path.read_text())
    assert [name for name in named if not (path.parent / name).is_file()] == []


def test_nothing_reserved_for_central_government_is_shipped() -> None:
    names = [path.name for path in STATIC.rglob("*") if path.is_file()]
    assert [
        name for name in names if re.search(r"crest|crown|govuk-icon|^light-|^bold-", name)
    ] == []
    for path in STYLESHEETS:
        assert not re.search(r"GDS Transport|crest|crown", path.read_text())


def test_every_package_that_is_shipped_has_its_licence() -> None:
    licences = sorted(path.name for path in (STATIC / "vendor" / "licences").iterdir())
    shipped = ("govuk-frontend", "htmx", "moj-frontend", "noto-sans-arabic", "open-sans")
    assert licences == [f"{name}.txt" for name in shipped]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_styles_and_scripts_nothing_itself(path: Path) -> None:
    text = path.read_text()
    if path.parts[-2] in ("reports", "emails"):
        return
    assert not re.search(r"<style|\sstyle=|\son(click|load|change|submit)=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


# What only scripts look for.
HOOKS = {"govuk-js-service-navigation-toggle"}


def classes_in(path: Path) -> set[str]:
    written = " ".join(re.findall(r'class="([^"]*)"', path.read_text()))
    return set(re.findall(r"\b(?:mdps|govuk|moj)-[a-z0-9_-]*[a-z0-9]", written))


def test_every_class_that_a_page_uses_is_in_a_stylesheet() -> None:
    styled = " ".join(path.read_text() for path in STYLESHEETS)
    pages = [path for path in TEMPLATES if "reports" not in path.parts]
    unknown = {
        f"{path.name}: {name}"
        for path in pages
        for name in classes_in(path) - HOOKS
        if f".{name}" not in styled
    }

    assert unknown == set()
