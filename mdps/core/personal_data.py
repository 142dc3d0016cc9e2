"""What the core knows of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    FIGURES,
    PROCUREMENT_RECORD,
    PUBLIC_TASK,
    SECURITY,
    STAFF,
    TRAIL,
    WITH_THE_ACCOUNT,
    WITH_THE_CASE,
    Nothing,
    Personal,
)

ACCOUNTS = Personal(
    "To know who acts, to let them sign in, and to tell them what waits for them",
    whose="People of the council and of providers",
    basis=PUBLIC_TASK,
    seen_by="The name: whoever sees a record that names it. The rest: system administrators",
    kept=WITH_THE_ACCOUNT,
)
PASSWORDS = Personal(
    "To let nobody else sign in; a salted hash, never the password",
    whose="People of the council and of providers",
    basis=SECURITY,
    seen_by="Nobody",
    kept=WITH_THE_ACCOUNT,
)
FACTORS = Personal(
    "To check the second step of signing in, and to know a council account again; secrets are "
    "encrypted",
    whose=f"{STAFF}, and those of providers who have a second step",
    basis=SECURITY,
    seen_by="Nobody; the name of a passkey: its owner and system administrators",
    kept="Until it is removed or reset",
)
GUESSES = Personal(
    "To let whoever guesses passwords wait; a user name is kept as a keyed hash",
    whose="Whoever enters a wrong password",
    basis=SECURITY,
    seen_by="Nobody",
    kept="Until the wait is over",
)
THE_TRAIL = Personal(
    "To show who did and who saw what, and when",
    whose="People of the council and of providers; of a child the reference of its request",
    basis=SECURITY,
    seen_by="Auditors; of one record those who see it, as its history",
    kept=TRAIL,
)
LETTERS = Personal(
    "To keep the words of a letter as they were sent",
    whose="Whom a letter or minutes are about; what is about a child is sealed in it",
    basis=PUBLIC_TASK,
    seen_by="Whom the kind of paper is for; a letter about a child as its request",
    kept=WITH_THE_CASE,
    special=True,
)
DOCUMENTS = Personal(
    "To give a document back under the name it came with",
    whose="Whoever a document is about",
    basis=PUBLIC_TASK,
    seen_by="Whoever may download the file",
    kept=WITH_THE_CASE,
    special=True,
)
SESSIONS = Personal(
    "To let somebody see where they are signed in, and end it there",
    whose="People of the council and of providers",
    basis=SECURITY,
    seen_by="Who is signed in",
    kept="Until the session is over, at most a day more",
)
QUARANTINE = Personal(
    "To find the sender of a file in which the virus scanner found something",
    whose="Whoever a document is about",
    basis=SECURITY,
    seen_by="System administrators",
    kept="Until the operator empties the quarantine",
)
DECISIONS = Personal(
    "To show that a delegated decision was taken as the constitution asks",
    whose="Cabinet Members; sole traders whom a decision is about",
    basis=PUBLIC_TASK,
    seen_by="Whoever sees the record that was decided",
    kept=PROCUREMENT_RECORD,
)
USES = Personal(
    "To keep anybody from using the service without end",
    whose="Whoever opens a public page or downloads a file; a keyed hash, never an address",
    basis=SECURITY,
    seen_by="Nobody",
    kept="One day",
)
FILTERS = Personal(
    "To come back to a list as somebody likes it",
    whose=STAFF,
    basis=PUBLIC_TASK,
    seen_by="Who saved it",
    kept=WITH_THE_ACCOUNT,
)
NUMBERED = Nothing("Which record it is about, by its number")
NOTHING_KEPT = Nothing("Always empty: what single sign-on says is not kept")
LEFT_OUT = Nothing("Emptied before they are written")
EMPTY = Nothing("A table of a library that stays empty")
OF_A_SESSION = Nothing("The number of the account, and moments; read by the server alone")

personal.declare(
    {
        "account.EmailAddress": {EMPTY: "email"},
        "account.EmailConfirmation": {EMPTY: "created sent key"},
        "axes.AccessAttempt": {
            GUESSES: "ip_address username user_agent",
            FIGURES: "http_accept path_info attempt_time failures_since_start",
            LEFT_OUT: "get_data post_data",
        },
        "axes.AccessAttemptExpiration": {EMPTY: "expires_at"},
        "axes.AccessFailureLog": {
            EMPTY: "user_agent ip_address username http_accept path_info attempt_time",
        },
        "axes.AccessLog": {
            EMPTY: (
                "user_agent ip_address username http_accept path_info attempt_time logout_time "
                "session_hash"
            ),
        },
        "core.AuditEvent": {
            THE_TRAIL: "actor_id actor subject detail address authority",
            FIGURES: "at recorded_at action subject_type subject_id transaction began_at",
        },
        "core.AuditSeal": {
            FIGURES: "number sealed_at previous head events event_digests changes change_digests",
        },
        "core.CaseKey": {FIGURES: "id wrapped wrapped_by destroyed_on"},
        "core.DataCheck": {FIGURES: "checked_at problems sentences"},
        "core.DecisionRecord": {
            DECISIONS: "consulted subject reasons",
            FIGURES: "kind authority decided_on consulted_on recorded_at",
        },
        "core.Notice": {FIGURES: "subject url created_at read_at"},
        "core.OneTimeKey": {FIGURES: "key outcome_url created_at"},
        "core.OutboxMessage": {
            FIGURES: "topic created_at due_at attempts sent_at error",
            NUMBERED: "payload",
        },
        "core.Paper": {
            LETTERS: "document",
            FIGURES: "kind subject_type subject_id title name case_keys written_at",
        },
        "core.PrivateFile": {
            DOCUMENTS: "name",
            FIGURES: "path content_type size sha256 created_at",
        },
        "core.QuarantinedFile": {
            QUARANTINE: "name",
            FIGURES: "path virus size sha256 found_at",
        },
        "core.Reminder": {FIGURES: "kind subject_type subject_id day given_at"},
        "core.RowChange": {
            THE_TRAIL: "row_id before after",
            FIGURES: "table kind withheld transaction began_at",
        },
        "core.RunningProcess": {FIGURES: "name database_role started_at"},
        "core.SavedFilter": {
            FILTERS: "name query",
            FIGURES: "path",
        },
        "core.Team": {FIGURES: "name"},
        "core.Unsealed": {FIGURES: "event_id change_id"},
        "core.OpenSession": {
            SESSIONS: "address device",
            FIGURES: "key began_at seen_at",
        },
        "core.UseCount": {
            USES: "who",
            FIGURES: "kind begins_at count",
        },
        "core.User": {
            ACCOUNTS: "username name email roles mail last_login",
            PASSWORDS: "password",
            FIGURES: "session_round",
        },
        "mfa.Authenticator": {
            FACTORS: "data last_used_at",
            FIGURES: "type created_at",
        },
        "sessions.Session": {
            FIGURES: "session_key expire_date",
            OF_A_SESSION: "session_data",
        },
        "socialaccount.SocialAccount": {
            FACTORS: "uid last_login date_joined",
            FIGURES: "provider",
            NOTHING_KEPT: "extra_data",
        },
        "socialaccount.SocialApp": {
            EMPTY: "provider provider_id name client_id secret key settings",
        },
        "socialaccount.SocialToken": {EMPTY: "token token_secret expires_at"},
    }
)
