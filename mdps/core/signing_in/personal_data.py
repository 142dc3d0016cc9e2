"""What the libraries of signing in keep of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import FIGURES, SECURITY, STAFF, Nothing, Personal

FACTORS = Personal(
    "To check the second step of signing in, and to know a council account again; secrets are "
    "encrypted, recovery codes hashed",
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
NOTHING_KEPT = Nothing("Always empty: what single sign-on says is not kept")
LEFT_OUT = Nothing("Emptied before they are written")
EMPTY = Nothing("A table of a library that stays empty")
OF_A_SESSION = Nothing("The number of the account, and moments; read by the server alone")

personal.declare(
    "account",
    {"EmailAddress": {EMPTY: "email"}, "EmailConfirmation": {EMPTY: "created sent key"}},
)
personal.declare(
    "axes",
    {
        "AccessAttempt": {
            GUESSES: "ip_address username user_agent",
            FIGURES: "http_accept path_info attempt_time failures_since_start",
            LEFT_OUT: "get_data post_data",
        },
        "AccessAttemptExpiration": {EMPTY: "expires_at"},
        "AccessFailureLog": {
            EMPTY: "user_agent ip_address username http_accept path_info attempt_time"
        },
        "AccessLog": {
            EMPTY: (
                "user_agent ip_address username http_accept path_info attempt_time logout_time "
                "session_hash"
            )
        },
    },
)
personal.declare(
    "mfa", {"Authenticator": {FACTORS: "data last_used_at", FIGURES: "type created_at"}}
)
personal.declare(
    "sessions",
    {"Session": {FIGURES: "session_key expire_date", OF_A_SESSION: "session_data"}},
)
personal.declare(
    "socialaccount",
    {
        "SocialAccount": {
            FACTORS: "uid last_login date_joined",
            FIGURES: "provider",
            NOTHING_KEPT: "extra_data",
        },
        "SocialApp": {EMPTY: "provider provider_id name client_id secret key settings"},
        "SocialToken": {EMPTY: "token token_secret expires_at"},
    },
)
