"""Which tables and columns the database follows, so that each change of a row is kept.

Every table is followed unless it is named here with its reason: after each `migrate` the owner puts
the trigger on those that lack it, so that a new table is followed from its first day. What was
written to a row when it was made stands in the row; only what changes it or takes it away is kept.
"""

from collections.abc import Mapping

from django.db import connections

# Tables whose rows are not followed.
UNFOLLOWED = {
    "account_emailaddress": "of a library; stays empty",
    "account_emailconfirmation": "of a library; stays empty",
    "auth_group": "Django's own, which the project does not use",
    "auth_group_permissions": "Django's own, which the project does not use",
    "auth_permission": "Django's own, which the project does not use",
    "axes_accessattempt": "wrong passwords, forgotten when the wait is over",
    "axes_accessattemptexpiration": "wrong passwords, forgotten when the wait is over",
    "axes_accessfailurelog": "of a library; stays empty",
    "axes_accesslog": "of a library; stays empty",
    "core_auditevent": "the audit trail itself; sealed",
    "core_auditseal": "the seals of the audit trail; each holds the one before",
    "core_cache": "what several processes remember for a while",
    "core_notice": "what a person has read; a notice is no record of the council",
    "core_onetimekey": "keys of forms that were sent, forgotten after a while",
    "core_opensession": "where somebody is signed in; forgotten when it ends",
    "core_outboxmessage": "messages on their way; what was sent is told by the act's event",
    "core_rowchange": "the changes themselves; sealed",
    "core_runningprocess": "what a process says of itself whenever it starts",
    "core_savedfilter": "a person's own choice of what a list shows",
    "core_unsealed": "what waits for a seal, and leaves when it has one",
    "core_usecount": "how often something was asked for, forgotten after a day",
    "django_content_type": "Django's own, which the project does not use",
    "django_migrations": "written by the owner of the tables alone, when the service is upgraded",
    "django_session": "who is signed in; forgotten when it ends",
    "suppliers_signup": "somebody who is not known yet; forgotten if never confirmed",
}
# Columns that change without anybody doing anything that counts.
UNFOLLOWED_COLUMNS = {
    ("core_user", "last_login"): "moves whenever the person signs in",
    (
        "core_user",
        "session_round",
    ): "counts the times that all sessions were ended; an event says so",
    ("mfa_authenticator", "last_used_at"): "moves whenever the person signs in",
    ("socialaccount_socialaccount", "last_login"): "moves whenever the person signs in",
    ("lots_scheme", "committed"): "the sum of the ledger, whose lines are never changed",
    ("reporting_report", "heartbeat_at"): "the worker lives; each minute of its work",
    ("reporting_report", "step"): "how far a report has come, while it is made",
    ("reporting_report", "steps_all"): "how far a report has come, while it is made",
    ("reporting_report", "steps_done"): "how far a report has come, while it is made",
    ("reporting_report", "token"): "which worker makes it; says nothing to a person",
}
# Columns whose content is copied nowhere: it is only kept that they changed.
WITHHELD_COLUMNS = {
    ("core_casekey", "wrapped"): "a key of a case, which must be gone once it is destroyed",
    ("mfa_authenticator", "data"): "the secret of a second step, which must not outlive it",
    ("referrals_supportrequest", "year_of_birth"): "of the child, and goes with disposal",
    ("referrals_supportrequest", "case_reference"): "leads to the child, and goes with disposal",
    ("keeping_disposal", "case_reference"): "leads to the child, and goes with disposal",
    ("keeping_hold", "case_reference"): "leads to the child, and goes with disposal",
    ("socialaccount_socialaccount", "extra_data"): "what the council's sign-on says of a person",
    ("core_user", "password"): "a hash of a password that must not outlive it",
}

FOLLOWED = """
SELECT relname,
       (SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
        WHERE indrelid = c.oid AND indisprimary),
       (SELECT tgargs FROM pg_trigger WHERE tgrelid = c.oid AND tgname = 'mdps_changes')
FROM pg_class c
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1
"""


def follow_all(using: str, **_: object) -> None:
    """After every migrate: the trigger on each table that should have it, as it should be."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc('public.mdps_keep_change') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return
        cursor.execute(FOLLOWED)
        for table, key, arguments in cursor.fetchall():
            left, secret = (_columns(table, of) for of in (UNFOLLOWED_COLUMNS, WITHHELD_COLUMNS))
            wanted = (key, left, secret)
            if table in UNFOLLOWED:
                cursor.execute(f'DROP TRIGGER IF EXISTS mdps_changes ON "{table}"')
            elif arguments is None or _read(arguments) != wanted:
                cursor.execute(
                    f'CREATE OR REPLACE TRIGGER mdps_changes AFTER UPDATE OR DELETE ON "{table}"'
                    " FOR EACH ROW EXECUTE FUNCTION"
                    f" mdps_keep_change('{key}', '{left}', '{secret}')"
                )


def _columns(table: str, listed: Mapping[tuple[str, str], str]) -> str:
    """The columns of `table` that are listed, as PostgreSQL writes an array."""
    return "{" + ",".join(sorted(column for of, column in listed if of == table)) + "}"


def _read(arguments: bytes | memoryview) -> tuple[str, ...]:
    """A trigger's arguments as the catalogue keeps them: each ends with a zero byte."""
    return tuple(each.decode() for each in bytes(arguments).split(b"\0")[:-1])
