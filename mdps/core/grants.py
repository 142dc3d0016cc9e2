"""Who owns and who may: the owner role migrates, the application's role works with the rows.

Tables that may only grow say so in their migration with `append_only(...)`, those whose rows
change but never vanish with `never_deleted(...)`.
"""

from django.conf import settings
from django.db import connections, migrations

DEFAULTS = """DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
    ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {app};
END $$"""


def give_default_privileges(using: str, **_: object) -> None:
    """Before the first table exists: whatever the owner makes from now on, the application may use.

    Run again at every migrate, since a dump does not carry the rights on the database itself.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(DEFAULTS.format(app=settings.DATABASE_APP_ROLE))


def append_only(table: str) -> migrations.RunSQL:
    """A table that only grows, for everybody: triggers refuse, and the application has no right."""
    app = settings.DATABASE_APP_ROLE
    return migrations.RunSQL(
        f"""
        REVOKE ALL ON {table} FROM PUBLIC, {app};
        GRANT SELECT, INSERT ON {table} TO {app};
        CREATE TRIGGER mdps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
        """,
        f"DROP TRIGGER mdps_append_only ON {table};",
    )


def never_deleted(*tables: str) -> migrations.RunSQL:
    """Tables whose rows the application changes and never takes away; the owner still may, to keep
    a retention rule.
    """
    app, names = settings.DATABASE_APP_ROLE, ", ".join(tables)
    return migrations.RunSQL(
        f"REVOKE DELETE ON {names} FROM PUBLIC, {app};", f"GRANT DELETE ON {names} TO {app};"
    )


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
