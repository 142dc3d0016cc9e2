"""`manage.py create_administrator USERNAME --name NAME [--email ADDRESS]`.

Adds a system administrator to a new installation, where nobody can add accounts yet. The
password is asked twice at the prompt, or is the first line of standard input; it is never an
argument, which others could see.
"""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdps.core import add_account
from mdps.core.rules import Refusal, Refused


class Command(BaseCommand):
    help = "Add a system administrator; asks for the password or reads it from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="what they sign in with, like ada.example")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--email", default="", help="where notices are sent")

    def handle(self, *args: Any, username: str, name: str, email: str, **options: Any) -> None:
        details = add_account.administrator(name=name, email=email)
        if against := add_account.refusals_against(username, details):
            raise CommandError(sentences(against))
        try:
            account = add_account.create_administrator(
                username, details, password=asked() if sys.stdin.isatty() else read()
            )
        except Refused as refused:
            raise CommandError(sentences(refused.refusals)) from refused
        self.stdout.write(f"{account.name} can sign in as {account.username} and add accounts.")


def asked() -> str:
    """The password, typed twice without being shown."""
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Password again: "):
        raise CommandError("The two passwords differ. Start again.")
    return password


def read() -> str:
    """The first line of standard input."""
    return sys.stdin.readline().rstrip("\r\n")


def sentences(refusals: Any) -> str:
    """Every reason, one a line."""
    reasons: list[Refusal] = list(refusals)
    return "\n".join(each.message for each in reasons)
