"""Migrations after a release keep to the rules of docs/scaling.md: each rule refuses what breaks
it, and lets through what keeps it."""

from collections.abc import Sequence

import pytest
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests.setup import migration_rules
from tests.setup.migration_rules import broken, digest, ours, problems, read

pytestmark = pytest.mark.django_db

POSITIVE = models.CheckConstraint(name="team_is_named", condition=~models.Q(name=""))
BY_NAME = models.Index(fields=["name"], name="team_by_name")
NOTE = models.TextField(null=True)
A_TABLE = migrations.CreateModel(
    "Pet",
    [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())],
    options={"constraints": [models.UniqueConstraint(fields=["name"], name="one_of_a_name")]},
)
REFUSED = {
    "RENAMING columns": [migrations.RenameField("team", "name", "called")],
    "RENAMING tables": [migrations.RenameModel("Team", "Group")],
    "DROPPING columns": [migrations.RemoveField("team", "name")],
    "DROPPING table": [migrations.DeleteModel("Unsealed")],
    "NOT NULL constraint on columns": [
        migrations.AddField("team", "note", models.TextField(default=""), preserve_default=False)
    ],
    "ALTERING columns (Could be backward compatible. You may ignore this migration.)": [
        migrations.AlterField("team", "name", models.IntegerField())
    ],
    "CREATE INDEX locks table": [migrations.AddIndex("team", BY_NAME)],
    "ADDING a constraint that is not NOT VALID locks table": [
        migrations.AddConstraint("team", POSITIVE)
    ],
}
TAKEN: dict[str, list[Operation]] = {
    "a column that may be empty": [migrations.AddField("team", "note", NOTE)],
    "a column with a default of the database": [
        migrations.AddField("team", "note", models.TextField(db_default=""))
    ],
    "a new table, with all that belongs to it": [A_TABLE],
    "a constraint that is not valid yet": [AddConstraintNotValid("team", POSITIVE)],
    "a column that leaves the code, and stays in the database": [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("team", "name")]
        )
    ],
    "a column dropped that the last release did not use": [
        migrations.RunSQL('ALTER TABLE "core_team" DROP COLUMN "of_old" CASCADE')
    ],
}


def rules_broken_by(operations: Sequence[Operation], *, atomic: bool = True) -> list[str]:
    """By a migration of these operations, after everything that there is."""
    migration = migrations.Migration("9999_next", "core")
    migration.operations, migration.atomic = list(operations), atomic
    state = MigrationLoader(None).project_state()
    return broken(migration, state.clone(), state)


@pytest.mark.parametrize("rule", REFUSED)
def test_what_breaks_a_rule_is_refused(rule: str) -> None:
    assert rule in rules_broken_by(REFUSED[rule])


@pytest.mark.parametrize("what", TAKEN)
def test_what_keeps_the_rules_is_taken(what: str) -> None:
    assert rules_broken_by(TAKEN[what]) == []


@pytest.mark.django_db(transaction=True)
def test_an_index_is_built_beside_the_work_and_a_constraint_validated_later() -> None:
    assert rules_broken_by([AddIndexConcurrently("team", BY_NAME)], atomic=False) == []
    both = [AddConstraintNotValid("team", POSITIVE), ValidateConstraint("team", "team_is_named")]
    assert rules_broken_by(both) == []


def test_while_nothing_is_released_everything_may_change() -> None:
    released = read(migration_rules.RELEASED.read_text().splitlines())
    assert released == {}


def test_a_released_migration_is_changed_no_more() -> None:
    loader = MigrationLoader(None)
    released = {key: digest(loader, key) for key in ours()}
    assert list(problems(released)) == []
    assert list(problems(released | {("lots", "0001_initial"): "another"})) == [
        "lots.0001_initial was released, and is not as it was."
    ]


def test_what_comes_after_a_release_is_held_against_the_rules() -> None:
    """Apps that only make their own tables, with their indexes, keep them."""
    loader = MigrationLoader(None)
    released = {key: digest(loader, key) for key in ours() if key[0] == "core"}
    assert list(problems(released)) == []
