"""Documents that are made from the code, so that they cannot say anything else.

`manage.py generate_docs` writes them below docs/, `--check` only compares. A maker yields
(path below docs/, text); it finds what it describes in the installed apps, whatever their floor.
"""

from collections.abc import Callable, Iterator

from mdps.core.documents import dpia, roles, rules, security, states

Maker = Callable[[], Iterator[tuple[str, str]]]

HEAD = "<!-- Made by `manage.py generate_docs`. Do not edit. -->\n\n"
MAKERS = [states.pages, roles.pages, rules.pages, dpia.pages, security.pages]


def maker(function: Maker) -> Maker:
    """Register what an app of a higher floor makes of its own code; called at start-up."""
    MAKERS.append(function)
    return function


def documents() -> dict[str, str]:
    """Every generated document: its path below docs/ and its text."""
    return {path: f"{HEAD}{text.strip()}\n" for make in MAKERS for path, text in make()}
