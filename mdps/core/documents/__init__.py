"""Documents that are made from the code, so that they cannot say anything else.

`manage.py generate_docs` writes them below docs/, `--check` only compares. A maker yields
(path below docs/, text); it finds what it describes in the installed apps, whatever their floor.
"""

from mdps.core.documents import roles, rules, states

HEAD = "<!-- Made by `manage.py generate_docs`. Do not edit. -->\n\n"
MAKERS = (states.pages, roles.pages, rules.pages)


def documents() -> dict[str, str]:
    """Every generated document: its path below docs/ and its text."""
    return {path: f"{HEAD}{text.strip()}\n" for make in MAKERS for path, text in make()}
