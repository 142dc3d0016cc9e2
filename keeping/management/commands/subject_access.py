"""`manage.py subject_access --case LCS-4821937 --output DIR`: everything held about a child.

DIR must not be there yet; only its owner can read it. Look through it and take out what is about
others before it is given on.
"""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from keeping.subject_access import put_together
from mdps.core.rules import Refused
from mdps.core.words import count


class Command(BaseCommand):
    help = "Put together everything that is held about the child of a case."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", required=True, help="the reference of the case system")
        parser.add_argument("--output", required=True, help="a folder to be made")

    def handle(self, *args: Any, case: str, output: str, **options: Any) -> None:
        folder = Path(output)
        try:
            folder.mkdir(mode=0o700, parents=True)
            bundle = put_together(case, by=None)
        except FileExistsError as error:
            raise CommandError(f"{output} is there already. Name a folder to be made.") from error
        except Refused as refused:
            folder.rmdir()
            raise CommandError(str(refused)) from refused
        for name, content in bundle.contents.items():
            path = folder / name
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(content)
        self.stdout.write(f"{count(len(bundle.contents), 'file')} in {output}.")
