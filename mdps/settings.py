"""Settings, from the environment or the files it names (mdps.environment).

Nothing here is a secret, and DEBUG is off unless asked for.

DATABASE_URL is the application's role for web, worker and beat. Only `migrate` (and the
tests) know DATABASE_OWNER_URL, the role that owns the tables.
"""

import datetime as dt
import sys
from pathlib import Path
from urllib.parse import unquote

from mdps import schedule
from mdps.browser_settings import *  # noqa: F403 - settings are names of the module
from mdps.core import logs, sentry
from mdps.environment import Environment
from mdps.signing_in_settings import *  # noqa: F403 - the same
from mdps.worker_settings import *  # noqa: F403 - the same

ROOT = Path(__file__).resolve().parent.parent
env = Environment()
TESTING = "pytest" in sys.modules

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("MDPS_HTTPS", default=False)

# The master keys of what is said about children, with commas; see mdps/core/cases/keyring.py.
MDPS_CASE_KEYS = env("MDPS_CASE_KEYS", default="")

MDPS_DEMO = env.bool("MDPS_DEMO", default=False)
MDPS_FILES = env.path("MDPS_FILES", default=str(ROOT / ".state" / "files"))
# Where the heads of the audit trail's chain are written down; best on another machine's disk.
MDPS_ANCHORS = env.path("MDPS_ANCHORS", default=str(Path(MDPS_FILES) / "anchors"))
MDPS_STATEMENT_DAYS = env.int("MDPS_STATEMENT_DAYS", default=10)  # working days
MDPS_MONITORING_DAYS = env.int("MDPS_MONITORING_DAYS", default=20)  # working days for a return
MDPS_EMERGENCY_HOURS = env.int("MDPS_EMERGENCY_HOURS", default=4)  # one may read in an emergency
MDPS_UPLOAD_MOST = env.int("MDPS_UPLOAD_MOST", default=10 * 1024 * 1024)  # bytes a file
# With a bucket private files are there, and not in the folder. Credentials: as every S3 client.
MDPS_S3_BUCKET = env("MDPS_S3_BUCKET", default="")
MDPS_S3_ENDPOINT = env("MDPS_S3_ENDPOINT", default="")
MDPS_S3_REGION = env("MDPS_S3_REGION", default="")
MDPS_QUARANTINE = env.path("MDPS_QUARANTINE", default=str(ROOT / ".state" / "quarantine"))
MDPS_CLAMD = env("MDPS_CLAMD", default="")  # unix:/run/clamd.sock or tcp://host:3310
MDPS_SITE_URL = env("MDPS_SITE_URL", default="http://localhost:8000")
MDPS_OCID_PREFIX = env("MDPS_OCID_PREFIX", default="ocds-mdps00")
# How many proxies stand in front of the service; each writes who asked it (X-Forwarded-For).
MDPS_PROXIES = env.int("MDPS_PROXIES", default=0)
# The council's people need a second factor; who is asked again before what matters most, and when.
MDPS_SECOND_FACTOR = env.bool("MDPS_SECOND_FACTOR", default=not (MDPS_DEMO or TESTING))
MDPS_ASK_AGAIN = env.int("MDPS_ASK_AGAIN", default=0 if MDPS_DEMO or TESTING else 15)  # minutes
# The council's single sign-on; without an address there is none (docs/signing-in.md).
MDPS_SSO_URL = env("MDPS_SSO_URL", default="")
MDPS_SSO_CLIENT = env("MDPS_SSO_CLIENT", default="")
MDPS_SSO_SECRET = env("MDPS_SSO_SECRET", default="")
MDPS_SSO_NAME = env("MDPS_SSO_NAME", default="council account")
MDPS_SSO_SECOND_FACTOR = env("MDPS_SSO_SECOND_FACTOR", default="amr")  # amr, theirs or ours
# Tests move their clock by years within one session.
MDPS_IDLE_MINUTES = env.int("MDPS_IDLE_MINUTES", default=10**7 if TESTING else 30)
MDPS_SESSION_HOURS = env.int("MDPS_SESSION_HOURS", default=10**6 if TESTING else 10)
MDPS_LOCKOUT_MINUTES = env.int("MDPS_LOCKOUT_MINUTES", default=30)
# While this file is there the service is closed; its first line says until when.
MDPS_MAINTENANCE = env("MDPS_MAINTENANCE", default="")
MDPS_COUNCIL = env("MDPS_COUNCIL", default="Gloucestershire County Council")
MDPS_CONTACT = env("MDPS_CONTACT", default="")  # an e-mail address, for the pages about the service

# Behind a pooler in transaction mode the server keeps neither a cursor nor a prepared statement
# from one transaction to the next. What is prepared says so itself (mdps.core.compiled).
POOLED = env.bool("MDPS_POOLED", default=False)


def database(url: str, **options: object) -> dict[str, object]:
    """What Django is told of a database. In an address the folder of a Unix socket stands in the
    place of the host, percent-encoded."""
    named = env.db(url)
    return named | {
        "HOST": unquote(named["HOST"]),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": POOLED,
        "OPTIONS": {
            **named.get("OPTIONS", {}),
            "prepare_threshold": None if POOLED else 1,
            **options,
        },
    }


DATABASES = {"default": database("DATABASE_URL")}
# A replica from which reports are read (mdps/core/replica.py), and how long they wait for it.
MDPS_REPLICA_WAIT = env.int("MDPS_REPLICA_WAIT", default=10)  # seconds
if env("DATABASE_REPLICA_URL", default=""):
    DATABASES["replica"] = database("DATABASE_REPLICA_URL", connect_timeout=3)
    DATABASE_ROUTERS = ["mdps.core.replica.Router"]
# Hosts that are reached without leaving this machine: no TLS is asked for (mdps/core/transport.py).
MDPS_PRIVATE_HOSTS = env.list("MDPS_PRIVATE_HOSTS", default=[])
DATABASE_APP_ROLE = "mdps_app"
DATABASE_OWNER_URL = env("DATABASE_OWNER_URL", default="")
# What several processes have to know of each other for a while, like which codes were used.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_filters",
    "django_htmx",
    "crispy_forms",
    "crispy_forms_gds",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_structlog",
    "mdps.core",
    "lots",
    "suppliers",
    "referrals",
    "panel",
    "contracts",
    "keeping",
    "reporting",
    "demonstration",
]

MIDDLEWARE = [
    "mdps.core.request_log.refer_and_log",
    "mdps.core.origin.noted",
    "django.middleware.security.SecurityMiddleware",
    "mdps.core.web.only_what_a_browser_sends",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mdps.core.compressed.Pages",
    "csp.middleware.CSPMiddleware",
    "mdps.core.faults.closed_for_maintenance",
    "mdps.core.faults.only_so_much",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "mdps.core.signing_in.session_limits.session_limits",
    "allauth.account.middleware.AccountMiddleware",
    "mdps.core.private_pages.keep_nowhere",
    "mdps.core.own_password_first.own_password_first",
    "mdps.core.signing_in.second_factor_first.second_factor_first",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "mdps.core.rates.SayWhenTooMany",
    "mdps.core.viewing.recorded",
]

ROOT_URLCONF = "mdps.urls"
WSGI_APPLICATION = "mdps.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mdps.core.context.page",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"
FILTERS_EMPTY_CHOICE_LABEL = "Any"
CRISPY_CLASS_CONVERTERS = {
    "numberinput": "govuk-input",
    "dateinput": "govuk-input",
    "nullbooleanselect": "govuk-select",
}
# Widgets are drawn by the project's templates too: templates/gds/widgets.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "core.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "mdps.core.password_strength.HardToGuess"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds for which the link of an e-mail is good
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = TESTING
# A code of an app is good for its own half minute; a test must not fail between two of them.
MFA_TOTP_TOLERANCE = 1 if TESTING else 0
AXES_COOLOFF_TIME = dt.timedelta(minutes=MDPS_LOCKOUT_MINUTES)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

FILE_UPLOAD_HANDLERS = ["mdps.core.uploads.UpToALimit"]

STATIC_URL = "/static/"
STATIC_ROOT = env.path("MDPS_STATIC", default=str(ROOT / ".state" / "static"))
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if TESTING or DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
# A mail server that does not answer must not hold the outbox's row until the database gives up.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="mdps@localhost")

CELERY_BROKER_URL = env("BROKER_URL", default="redis://localhost:6379/0")
CELERY_TIMEZONE = TIME_ZONE
# Seconds between two looks for what was lost, and without a sign of life until a report is.
MDPS_SWEEP_SECONDS = env.int("MDPS_SWEEP_SECONDS", default=30)
MDPS_REPORT_LOST_AFTER = env.int("MDPS_REPORT_LOST_AFTER", default=60)
CELERY_BEAT_SCHEDULE = schedule.every_task(sweep_seconds=MDPS_SWEEP_SECONDS)

if HTTPS:
    # A browser takes such a name only over HTTPS, of this host alone, for all of it.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_AGE = 60 * 60 * (10 if TESTING else MDPS_SESSION_HOURS)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# The host is the council's subdomain: whether its domain is preloaded is not for a service to say.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# JSON lines for machines; lines for a person in the demonstration, in tests and with DEBUG.
MDPS_LOG_JSON = env.bool("MDPS_LOG_JSON", default=not (DEBUG or MDPS_DEMO or TESTING))
LOGGING = logs.configuration(json=MDPS_LOG_JSON, messages=DEBUG)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
MDPS_OPERATOR_TOKEN = env("MDPS_OPERATOR_TOKEN", default="")  # for /health/detail/ and /metrics/
SENTRY_DSN = env("SENTRY_DSN", default="")
if SENTRY_DSN:
    sentry.start(SENTRY_DSN)
