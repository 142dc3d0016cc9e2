"""Which database role web, worker and beat work as, and whether it may too much: asked of the
database by each of them.
"""

from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from mdps.core import clock
from mdps.core.models.processes import RunningProcess

OTHERS = ("worker", "beat")

RIGHTS = """
SELECT rolsuper,
       EXISTS (SELECT FROM pg_class
               WHERE relowner = pg_roles.oid AND relnamespace = 'public'::regnamespace),
       coalesce(has_column_privilege(to_regclass('lots_scheme'), 'committed', 'UPDATE'), false)
FROM pg_roles WHERE rolname = current_user
"""


def current_role() -> str:
    """The role that this very process works as."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def rights_too_many() -> Iterator[str]:
    """What the role of this process may and should not, a sentence each. Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS)
        superuser, owner, writes_committed = cursor.fetchone()
    if superuser:
        yield "The application's database role is a superuser. Set DATABASE_URL to the plain role."
    if owner:
        yield "The application's database role owns tables. Set DATABASE_URL to the plain role."
    if writes_committed:
        yield "The application's database role could change what is committed under the cap."


def refuse_a_strong_role() -> None:
    """Raise ImproperlyConfigured unless the database says that this process may not too much.

    Closes its connection: what is started from here opens its own.
    """
    try:
        wrong = list(rights_too_many())
    except DatabaseError as error:
        said = "The database does not answer, so nothing starts that works on it."
        raise ImproperlyConfigured(said) from error
    finally:
        connection.close()
    if wrong:
        raise ImproperlyConfigured(" ".join(wrong))


def report(name: str) -> None:
    """Say that this process, called `name`, starts, and as whom. Closes its connection."""
    try:
        RunningProcess.objects.update_or_create(
            name=name, defaults={"database_role": current_role(), "started_at": clock.now()}
        )
    finally:
        connection.close()
