"""Migrations after a release: the release before must run on the new schema, and nobody may wait.

`docs/released-migrations.txt` names the migrations that were released, each with the SHA-256 of its
file; those are changed no more. Every other one is held against the rules of docs/scaling.md, by
the SQL that it sends. While nothing is released there is nothing to hold.

    python -m tests.setup.migration_rules            a line for each that breaks a rule, then 1
    python -m tests.setup.migration_rules --release  writes the file: to be done with each release
"""

import hashlib
import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import django
from django.apps import apps
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django_migration_linter.sql_analyser import PostgresqlAnalyser, analyse_sql_statements
from django_migration_linter.sql_analyser.base import Check, CheckMode, CheckType, Issue

from bin.local.state import ROOT

RELEASED = ROOT / "docs" / "released-migrations.txt"
MADE = re.compile(r'CREATE TABLE "([^"]+)"')
CONSTRAINT = re.compile(r'ALTER TABLE "([^"]+)" ADD CONSTRAINT (?!.* USING INDEX )', re.DOTALL)

INDEX = re.compile(r'CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY).*? ON "([^"]+)"', re.DOTALL)


def _builds_an_index(statements: list[str], **_: object) -> bool:
    """Whether an index is built on a table that was there before, while nobody may write to it. The
    library's own rule takes a partial index of a new table for one."""
    made = {name for sql in statements for name in MADE.findall(sql)}
    return any((found := INDEX.match(sql)) and found[1] not in made for sql in statements)


def _holds_the_table(statements: list[str], **_: object) -> bool:
    """Whether a constraint is added that looks at each row of a table which was there before."""
    made = {name for sql in statements for name in MADE.findall(sql)}
    return any(
        (found := CONSTRAINT.match(sql)) and found[1] not in made and "NOT VALID" not in sql
        for sql in statements
    )


class Rules(PostgresqlAnalyser):
    """Those of django-migration-linter but for that of an index, for which ours stands, and one
    about constraints, which it does not have."""

    migration_checks = [
        *(each for each in PostgresqlAnalyser.migration_checks if each.code != "CREATE_INDEX"),
        Check(
            code="CREATE_INDEX",
            fn=_builds_an_index,
            message="CREATE INDEX locks table",
            mode=CheckMode.TRANSACTION,
            type=CheckType.ERROR,
        ),
        Check(
            code="CONSTRAINT_VALID",
            fn=_holds_the_table,
            message="ADDING a constraint that is not NOT VALID locks table",
            mode=CheckMode.TRANSACTION,
            type=CheckType.ERROR,
        ),
    ]


def broken(migration: Migration, state: ProjectState, released: ProjectState) -> list[str]:
    """The rules that `migration` breaks on top of `state`. What `released`, the schema as the code
    of the last release knows it, does not have any more may be dropped."""
    statements = sent(migration, state)
    errors, _, warnings = analyse_sql_statements(Rules, statements)
    known = columns(released)
    return sorted({issue.message for issue in (*errors, *warnings) if not _unused(issue, known)})


def sent(migration: Migration, state: ProjectState) -> list[str]:
    """The SQL of a migration, without what is Python. Changes `state` to what follows."""
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(state, editor, collect_sql=True)
    return [sql for sql in editor.collected_sql if not sql.startswith("--")]


def columns(state: ProjectState) -> dict[str, set[str]]:
    """The columns of each table that models know."""
    return {
        model._meta.db_table: {str(field.column) for field in model._meta.local_concrete_fields}
        for model in state.apps.get_models(include_auto_created=True)
    }


def _unused(issue: Issue, known: dict[str, set[str]]) -> bool:
    """Whether something is dropped that the code of the last release does not use."""
    if issue.code == "DROP_COLUMN":
        return issue.column not in known.get(issue.table or "", set())
    return issue.code == "DROP_TABLE" and issue.table not in known


def ours() -> list[tuple[str, str]]:
    """Every migration of the project, in the order in which they run."""
    graph = MigrationLoader(None).graph
    folders = {app.label: Path(app.path) for app in apps.get_app_configs()}
    labels = {name for name, folder in folders.items() if (ROOT / ".venv") not in folder.parents}
    plan = [key for leaf in graph.leaf_nodes() for key in graph.forwards_plan(leaf)]
    return [key for key in dict.fromkeys(plan) if key[0] in labels]


def digest(loader: MigrationLoader, key: tuple[str, str]) -> str:
    return hashlib.sha256(_file(loader, key).read_bytes()).hexdigest()


def _file(loader: MigrationLoader, key: tuple[str, str]) -> Path:
    return Path(inspect.getfile(type(loader.disk_migrations[key])))


def problems(released: dict[tuple[str, str], str]) -> Iterator[str]:
    """A line for each migration that was changed after its release, or breaks a rule."""
    loader, plan = MigrationLoader(None), ours()
    for key, was in released.items():
        if key not in plan or digest(loader, key) != was:
            yield f"{'.'.join(key)} was released, and is not as it was."
    before = loader.project_state([key for key in plan if key in released], at_end=True)
    state = before.clone()
    for key in plan:
        if key not in released:
            for rule in broken(loader.disk_migrations[key], state, before):
                yield f"{'.'.join(key)}: {rule}"


def read(lines: Sequence[str]) -> dict[tuple[str, str], str]:
    """The released migrations and their hashes, of lines like `core 0001_initial <hash>`."""
    kept = (line.split() for line in lines if line.strip() and not line.startswith("#"))
    return {(app, name): was for app, name, was in kept}


def main(arguments: Sequence[str]) -> int:
    """Say what is wrong; or with --release note every migration as released."""
    django.setup()
    lines = RELEASED.read_text().splitlines()
    if "--release" in arguments:
        loader, head = MigrationLoader(None), [line for line in lines if line.startswith("#")]
        noted = [f"{app} {name} {digest(loader, (app, name))}" for app, name in ours()]
        RELEASED.write_text("\n".join([*head, *noted, ""]))
        return 0
    released = read(lines)
    wrong = list(problems(released)) if released else []
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
