"""List the accounts of the demonstration: `manage.py demo_accounts [--json]`."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mdps.core import demonstration


class Command(BaseCommand):
    help = "List the accounts of the demonstration: role, name, user name and password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = [
            {
                "role": account.role,
                "name": account.name,
                "username": account.username,
                "password": account.password,
            }
            for account in demonstration.accounts()
        ]
        if not accounts:
            raise CommandError("There are no demonstration accounts here. Make them by: demo_data")
        self.stdout.write(json.dumps(accounts, indent=2) if options["json"] else table(accounts))


def table(accounts: list[dict[str, str]]) -> str:
    """The accounts in columns, under their names."""
    rows = [dict(zip(accounts[0], ("Role", "Name", "User name", "Password"), strict=True))]
    rows += accounts
    wide = {key: max(len(row[key]) for row in rows) for key in accounts[0]}
    lines = ("  ".join(row[key].ljust(wide[key]) for key in row).rstrip() for row in rows)
    return "\n".join(lines)
