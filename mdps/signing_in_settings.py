"""How allauth takes the steps of signing in, and how axes counts what failed (docs/signing-in.md).

The same in every installation; what an installation chooses is in mdps.settings.
"""

AUTHENTICATION_BACKENDS = [
    "mdps.core.signing_in.lockout.Guard",
    "django.contrib.auth.backends.ModelBackend",
]
ACCOUNT_ADAPTER = "mdps.core.signing_in.adapter.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is confirmed before there is an account
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_RATE_LIMITS = {"login_failed": "6/30m/key"}  # second factors of one account
SOCIALACCOUNT_ADAPTER = "mdps.core.signing_in.single_sign_on.SignOnAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "mdps.core.signing_in.second_adapter.SecondAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
AXES_HANDLER = "mdps.core.signing_in.lockout.Lockout"
AXES_USERNAME_CALLABLE = "mdps.core.signing_in.lockout.counted_name"
AXES_CLIENT_IP_CALLABLE = "mdps.core.origin.address_of"
AXES_LOCKOUT_CALLABLE = "mdps.core.signing_in.lockout.too_many"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = 5
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # the audit trail says who signed in
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken", "next"]
AXES_VERBOSE = False
