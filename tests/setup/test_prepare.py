"""Whether everything is ready is known without starting the product, until a file changes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from bin.local.prepare import SAY, fingerprint, is_prepared
from bin.local.servers import Servers
from bin.local.state import State


@pytest.mark.django_db(transaction=True)
def test_what_was_made_ready_is_known_again_until_a_file_changes(
    tmp_path: Path, as_owner: Callable[[str], None]
) -> None:
    state, database = State(tmp_path).make(), connection.settings_dict["NAME"]
    owner = f"{settings.DATABASE_OWNER_URL.rpartition('/')[0]}/{database}"
    up = Servers(database=os.environ["DATABASE_URL"], owner=owner, broker="")
    assert not is_prepared(state, up)

    as_owner(SAY.format(f"'{fingerprint(state)}'"))
    assert is_prepared(state, up)

    (state.static / "site.css").write_text("p {}")
    assert not is_prepared(state, up)
