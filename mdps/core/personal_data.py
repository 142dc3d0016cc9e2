"""What the core knows of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    PROCUREMENT_RECORD,
    PUBLIC_TASK,
    SECURITY,
    STAFF,
    TRAIL,
    WITH_THE_ACCOUNT,
    WITH_THE_CASE,
    Personal,
)

personal.declare(
    Personal(
        fields={"core.User": "username name email roles mail last_login"},
        whose="People of the council and of providers",
        purpose="To know who acts, to let them sign in, and to tell them what waits for them",
        basis=PUBLIC_TASK,
        seen_by="The name: whoever sees a record that names it. The rest: system administrators",
        kept=WITH_THE_ACCOUNT,
    ),
    Personal(
        fields={"core.User": "password"},
        whose="People of the council and of providers",
        purpose="To let nobody else sign in; a salted hash, never the password",
        basis=SECURITY,
        seen_by="Nobody",
        kept=WITH_THE_ACCOUNT,
    ),
    Personal(
        fields={
            "mfa.Authenticator": "data last_used_at",
            "socialaccount.SocialAccount": "uid last_login date_joined",
        },
        whose="People of the council, and those of providers who have a second step",
        purpose="To check the second step of signing in, and to know a council account again; "
        "secrets are encrypted",
        basis=SECURITY,
        seen_by="Nobody; the name of a passkey: its owner and system administrators",
        kept="Until it is removed or reset",
    ),
    Personal(
        fields={"axes.AccessAttempt": "ip_address username user_agent"},
        whose="Whoever enters a wrong password",
        purpose="To let whoever guesses passwords wait; a user name is kept as a keyed hash",
        basis=SECURITY,
        seen_by="Nobody",
        kept="Until the wait is over",
    ),
    Personal(
        fields={
            "core.AuditEvent": "actor_id actor subject detail address authority",
            "core.RowChange": "row_id before after",
        },
        whose="People of the council and of providers; of a child the reference of its request",
        purpose="To show who did and who saw what, and when",
        basis=SECURITY,
        seen_by="Auditors; of one record those who see it, as its history",
        kept=TRAIL,
    ),
    Personal(
        fields={"core.Paper": "document"},
        whose="Whom a letter or minutes are about; what is about a child is sealed in it",
        purpose="To keep the words of a letter as they were sent",
        basis=PUBLIC_TASK,
        seen_by="Whom the kind of paper is for; a letter about a child as its request",
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={"core.PrivateFile": "name"},
        whose="Whoever a document is about",
        purpose="To give a document back under the name it came with",
        basis=PUBLIC_TASK,
        seen_by="Whoever may download the file",
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={"core.QuarantinedFile": "name"},
        whose="Whoever a document is about",
        purpose="To find the sender of a file in which the virus scanner found something",
        basis=SECURITY,
        seen_by="System administrators",
        kept="Until the operator empties the quarantine",
    ),
    Personal(
        fields={"core.DecisionRecord": "consulted subject reasons"},
        whose="Cabinet Members; sole traders whom a decision is about",
        purpose="To show that a delegated decision was taken as the constitution asks",
        basis=PUBLIC_TASK,
        seen_by="Whoever sees the record that was decided",
        kept=PROCUREMENT_RECORD,
    ),
    Personal(
        fields={"core.UseCount": "who"},
        whose="Whoever opens a public page or downloads a file; a keyed hash, never an address",
        purpose="To keep anybody from using the service without end",
        basis=SECURITY,
        seen_by="Nobody",
        kept="One day",
    ),
    Personal(
        fields={"core.SavedFilter": "name query"},
        whose=STAFF,
        purpose="To come back to a list as somebody likes it",
        basis=PUBLIC_TASK,
        seen_by="Who saved it",
        kept=WITH_THE_ACCOUNT,
    ),
)
personal.nothing_personal(
    {
        "core.AuditEvent": "at recorded_at action subject_type subject_id transaction began_at",
        "core.AuditSeal": "number sealed_at previous head events event_digests changes"
        " change_digests",
        "core.CaseKey": "id wrapped wrapped_by destroyed_on",
        "core.DataCheck": "checked_at problems sentences",
        "core.DecisionRecord": "kind authority decided_on consulted_on recorded_at",
        "core.Notice": "subject url created_at read_at",
        "core.UseCount": "kind begins_at count",
        "core.OneTimeKey": "key outcome_url created_at",
        "core.OutboxMessage": "topic payload created_at due_at attempts sent_at error",
        "core.Paper": "kind subject_type subject_id title name case_keys written_at",
        "core.PrivateFile": "path content_type size sha256 created_at",
        "core.QuarantinedFile": "path virus size sha256 found_at",
        "core.Reminder": "kind subject_type subject_id day given_at",
        "core.RowChange": "table kind withheld transaction began_at",
        "core.RunningProcess": "name database_role started_at",
        "core.SavedFilter": "path",
        "core.Team": "name",
        "core.User": "session_round",
        "mfa.Authenticator": "type created_at",
        "socialaccount.SocialAccount": "provider extra_data",
        "axes.AccessAttempt": (
            "http_accept path_info attempt_time get_data post_data failures_since_start"
        ),
        # Tables of libraries that stay empty.
        "account.EmailAddress": "email",
        "account.EmailConfirmation": "created sent key",
        "socialaccount.SocialApp": "provider provider_id name client_id secret key settings",
        "socialaccount.SocialToken": "token token_secret expires_at",
        "axes.AccessFailureLog": (
            "user_agent ip_address username http_accept path_info attempt_time"
        ),
        "axes.AccessAttemptExpiration": "expires_at",
        "axes.AccessLog": (
            "user_agent ip_address username http_accept path_info attempt_time logout_time "
            "session_hash"
        ),
        "core.Unsealed": "event_id change_id",
        "sessions.Session": "session_key session_data expire_date",
    }
)
