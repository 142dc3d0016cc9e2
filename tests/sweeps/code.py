"""The project's own Python files, read as trees."""

import ast
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings

Node = TypeVar("Node", bound=ast.AST)

ROOT: Path = settings.ROOT
FOLDERS = (
    "mdps",
    "lots",
    "suppliers",
    "referrals",
    "panel",
    "contracts",
    "keeping",
    "reporting",
    "demonstration",
)


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the project, by its path; migrations left out."""
    files = (file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))
    return {
        str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8"))
        for file in files
        if "migrations" not in file.parts
    }


@cache
def nodes(kind: type[Node]) -> list[tuple[str, Node]]:
    """Every node of a kind, with the path of its file."""
    return [
        (path, node)
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, kind)
    ]


@cache
def name_of(call: ast.Call) -> str:
    """What is called, as it is written: `audit.record`."""
    return ast.unparse(call.func)
