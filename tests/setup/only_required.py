"""Load every module of the product with nothing beside what a requirements file names.

Run as a program: `only_required.py REQUIREMENTS PACKAGE...`. What the file does not name is not
found, although this machine has it.
"""

import importlib
import pkgutil
import re
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import django


class NotRequired(MetaPathFinder):
    """Finds nothing, and says so, for a package of which no distribution is named."""

    def __init__(self, requirements: Path):
        named = {_folded(each) for each in re.findall(r"(?m)^[\w.-]+", requirements.read_text())}
        self.hidden = {
            package
            for package, sources in packages_distributions().items()
            if not named & {_folded(each) for each in sources}
        }

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in self.hidden:
            raise ModuleNotFoundError(f"{name} is not required")
        return None


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main(requirements: str, *packages: str) -> None:
    """Import everything of `packages`; what needs an extra is named by its first sentence."""
    sys.meta_path.insert(0, NotRequired(Path(requirements)))
    django.setup()
    for package in map(importlib.import_module, packages):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            try:
                importlib.import_module(found.name)
            except Exception as error:
                sys.stdout.write(f"{found.name}: {error}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
