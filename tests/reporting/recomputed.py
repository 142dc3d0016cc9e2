"""Asking the database in plain SQL."""

import json
from typing import Any

from django.db import connection

from reporting.models import MonitoringReturn

JSONB = 3802  # its number among PostgreSQL's types


def answers_given() -> str:
    """What each return says, as JSON by its id: it is encrypted, so that SQL has to be given it."""
    return json.dumps({each.pk: each.answers for each in MonitoringReturn.objects.all()})


def rows(sql: str, parameters: Any = ()) -> list[dict[str, Any]]:
    """What the database answers, as dictionaries."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        columns = [(column.name, column.type_code == JSONB) for column in cursor.description]
        return [
            {
                name: json.loads(value) if is_json and value is not None else value
                for (name, is_json), value in zip(columns, found, strict=True)
            }
            for found in cursor.fetchall()
        ]
