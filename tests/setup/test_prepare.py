"""Whether everything is ready is known without starting the product, until a file changes."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from bin.local.edited import NOTE, edited_since, migrations, note_migrations
from bin.local.prepare import SAY, fingerprint, is_prepared, refuse_edited
from bin.local.servers import Servers
from bin.local.state import State


def of_this_database() -> Servers:
    database = connection.settings_dict["NAME"]
    owner = f"{settings.DATABASE_OWNER_URL.rpartition('/')[0]}/{database}"
    return Servers(database=os.environ["DATABASE_URL"], owner=owner, broker="")


@pytest.mark.django_db(transaction=True)
def test_what_was_made_ready_is_known_again_until_a_file_changes(
    tmp_path: Path, as_owner: Callable[[str], None]
) -> None:
    state, up = State(tmp_path).make(), of_this_database()
    assert not is_prepared(state, up)

    as_owner(SAY.format(f"'{fingerprint(state)}'"))
    assert is_prepared(state, up)

    (state.static / "site.css").write_text("p {}")
    assert not is_prepared(state, up)


@pytest.mark.django_db(transaction=True)
def test_tables_that_an_edited_migration_made_are_refused_with_what_to_do(
    as_owner: Callable[[str], None],
) -> None:
    up, path = of_this_database(), "lots/migrations/0001_initial.py"
    with psycopg.connect(up.owner) as owner:
        assert edited_since(owner) == []  # it was not noted by what it was made
        note_migrations(owner)
        assert edited_since(owner) == []
    refuse_edited(up)

    as_owner(NOTE.format(f"'{json.dumps({**migrations(), path: 'another'})}'"))
    with pytest.raises(SystemExit) as refused:
        refuse_edited(up)
    assert str(refused.value) == (
        f"The demonstration's tables were made by an earlier text of {path}, so the pages would "
        "not fit them. bin/demo --fresh deletes its data and starts over."
    )
