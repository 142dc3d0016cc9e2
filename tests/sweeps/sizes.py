"""A connection of the owner to this worker's database, to load more rows than the actions make."""

from urllib.parse import unquote

import environ
import psycopg
from django.conf import settings
from django.db import connection


def as_owner_of_this_worker() -> psycopg.Connection:
    owner = environ.Env.db_url_config(settings.DATABASE_OWNER_URL)
    return psycopg.connect(
        host=unquote(owner["HOST"]),
        port=owner["PORT"] or None,
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=connection.settings_dict["NAME"],
        autocommit=True,
    )
