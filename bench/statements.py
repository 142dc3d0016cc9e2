"""The statements of an act as it sent them, and the same sent again by psycopg alone: its floor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

MAKES_THE_CONTRACT = 'INSERT INTO "contracts_calloffcontract"'


@dataclass(frozen=True)
class Sent:
    """The statements of one award and the id of the contract that it made."""

    statements: Sequence[tuple[Any, Any]]
    contract: int


class Listening:
    """An execute wrapper that keeps every statement with its values."""

    def __init__(self) -> None:
        self.heard: list[tuple[Any, Any]] = []

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.heard.append((sql, params))
        return execute(sql, params, many, context)


def send(connection: psycopg.Connection, sent: Sent) -> None:
    """All of it in one transaction, prepared; the contract gets the next id of this database."""
    made = sent.contract
    with connection.transaction(), connection.cursor() as cursor:
        for sql, params in sent.statements:
            cursor.execute(sql, _values(params, sent.contract, made), prepare=True)
            if sql.startswith(MAKES_THE_CONTRACT):
                [made] = cursor.fetchone() or [made]


def _values(params: Any, contract: int, made: int) -> Any:
    """The values of a statement, with the contract that was made here in the place of that one."""
    if params is None or isinstance(params, Mapping):
        return params
    return [made if value == contract else value for value in params] or None
