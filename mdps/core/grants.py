"""Who owns and who may: the owner role migrates, the application's role works with the rows.

Every table may be read and written in full, unless its app's migration `rows_stay` says less.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import connections, migrations

APP = settings.DATABASE_APP_ROLE

DEFAULTS = f"""DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
    ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {APP};
END $$"""


def give_default_privileges(using: str, **_: object) -> None:
    """Before the first table exists: whatever the owner makes from now on, the application may use.

    Run again at every migrate, since a dump does not carry the rights on the database itself.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(DEFAULTS)


REFUSE = migrations.RunSQL(
    """
    CREATE FUNCTION mdps_refuse() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        RAISE EXCEPTION '% on % is not allowed: append-only', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_append_only',
                  TABLE = TG_TABLE_NAME;
    END $$;
    """,
    "DROP FUNCTION mdps_refuse();",
)

GROWS = f"""
REVOKE ALL ON TABLE_ FROM PUBLIC, {APP};
GRANT SELECT, INSERT ON TABLE_ TO {APP};
"""
REFUSED = """
CREATE TRIGGER mdps_append_only BEFORE {what} ON TABLE_
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
"""
UNDO = f"""
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE_ TO {APP};
DROP TRIGGER IF EXISTS mdps_append_only ON TABLE_;
"""


def append_only(*tables: str) -> migrations.RunSQL:
    """Tables that only grow, for everybody: triggers refuse, and the application has no right."""
    return _rights(tables, GROWS + REFUSED.format(what="UPDATE OR DELETE OR TRUNCATE"))


def written(table: str, columns: str, *, is_kept: bool = False) -> migrations.RunSQL:
    """A table that grows, and of whose rows the application writes `columns` alone.

    `is_kept`: for the owner too, no row is ever taken away.
    """
    kept = REFUSED.format(what="DELETE OR TRUNCATE") if is_kept else ""
    return _rights([table], f"{GROWS} GRANT UPDATE ({columns}) ON TABLE_ TO {APP};{kept}")


def never_deleted(*tables: str) -> migrations.RunSQL:
    """Tables whose rows the application changes and never takes away; the owner still may, to keep
    a retention rule.
    """
    return _rights(tables, f"REVOKE DELETE ON TABLE_ FROM {APP};")


def never_changed(*tables: str) -> migrations.RunSQL:
    """Tables whose rows come and go, and are never changed."""
    return _rights(tables, f"REVOKE UPDATE ON TABLE_ FROM {APP};")


def read_only(*tables: str) -> migrations.RunSQL:
    """Tables that come with the migrations; the application reads them."""
    return _rights(tables, f"REVOKE INSERT, UPDATE, DELETE ON TABLE_ FROM {APP};")


def _rights(tables: Iterable[str], sql: str) -> migrations.RunSQL:
    """`sql` for each of the tables; undone, the application may do everything again."""
    return migrations.RunSQL(
        "".join(sql.replace("TABLE_", table) for table in tables),
        "".join(UNDO.replace("TABLE_", table) for table in tables),
    )
