"""`manage.py generate_docs`: write the documents that are made from the code.

`--check` writes nothing, names what differs and ends with 1 when anything does.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mdps.core.documents import HEAD, documents


class Command(BaseCommand):
    help = "Write the documents that are made from the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare only; 1 when they differ")
        parser.add_argument("--folder", type=Path, default=settings.ROOT / "docs")

    def handle(self, *args: Any, check: bool, folder: Path, **options: Any) -> None:
        wanted = documents()
        stale = [name for name in generated(folder) if name not in wanted]
        differing = [name for name, text in wanted.items() if read(folder / name) != text]
        if check:
            self.compare(sorted(stale + differing))
            return
        for name in stale:
            (folder / name).unlink()
        for name in differing:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(wanted[name], encoding="utf-8")
        self.stdout.write(f"{len(wanted)} documents, {len(stale) + len(differing)} changed.")

    def compare(self, names: list[str]) -> None:
        if names:
            listed = "\n".join(f"  docs/{name}" for name in names)
            raise CommandError(
                f"These documents differ from the code:\n{listed}\nRun: bin/manage generate_docs"
            )
        self.stdout.write("The documents agree with the code.")


def generated(folder: Path) -> list[str]:
    """The documents below `folder` that were generated, by their first line."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*.md"))
        if read(path).startswith(HEAD)
    ]


def read(path: Path) -> str:
    """The text of a file, empty when there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""
