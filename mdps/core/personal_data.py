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

personal.declare(
    "core",
    {
        "AuditEvent": {
            THE_TRAIL: "actor_id actor subject detail address authority",
            FIGURES: "at recorded_at action subject_type subject_id transaction began_at",
        },
        "AuditSeal": {
            FIGURES: "number sealed_at previous head events event_digests changes change_digests"
        },
        "CaseKey": {FIGURES: "id wrapped wrapped_by destroyed_on"},
        "DataCheck": {FIGURES: "checked_at night problems sentences"},
        "DecisionRecord": {
            DECISIONS: "consulted subject reasons",
            FIGURES: "kind authority decided_on consulted_on recorded_at",
        },
        "Notice": {FIGURES: "subject url created_at read_at"},
        "OneTimeKey": {FIGURES: "key outcome_url created_at"},
        "OpenSession": {SESSIONS: "address device", FIGURES: "key began_at seen_at"},
        "OutboxMessage": {
            FIGURES: "topic created_at due_at attempts sent_at error",
            NUMBERED: "payload",
        },
        "Paper": {
            LETTERS: "document",
            FIGURES: "kind subject_type subject_id title name case_keys written_at",
        },
        "PrivateFile": {DOCUMENTS: "name", FIGURES: "path content_type size sha256 created_at"},
        "QuarantinedFile": {QUARANTINE: "name", FIGURES: "path virus size sha256 found_at"},
        "Reminder": {FIGURES: "kind subject_type subject_id day given_at"},
        "RowChange": {
            THE_TRAIL: "row_id before after",
            FIGURES: "table kind withheld transaction began_at",
        },
        "RunningProcess": {FIGURES: "name database_role started_at"},
        "SavedFilter": {FILTERS: "name query", FIGURES: "path"},
        "Team": {FIGURES: "name"},
        "Unsealed": {FIGURES: "event_id change_id"},
        "UseCount": {USES: "who", FIGURES: "kind begins_at count"},
        "User": {
            ACCOUNTS: "username name email roles mail last_login",
            PASSWORDS: "password",
            FIGURES: "session_round",
        },
    },
)
