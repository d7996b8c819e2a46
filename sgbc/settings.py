"""The one settings file: everything that differs between places comes from the environment.

`SGBC_MODE=demonstration` (set by `make run` and by `manage.py` in a checkout without URLs) allows
plain HTTP on localhost; anything else is production, which refuses to start half-configured and
names what is missing.
"""

from datetime import time
from email.utils import parseaddr
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from kombu import Queue

from sgbc.api_description import SPECTACULAR_SETTINGS  # noqa: F401 - one of the settings
from sgbc.environment import check_service, missing_settings
from sgbc.logs import LOGGING  # noqa: F401 - one of the settings
from sgbc.timetable import timetable
from values.money.rates import check_rate

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
IS_DEMONSTRATION = env.str("SGBC_MODE", "production") == "demonstration"

if missing := missing_settings(env.ENVIRON, is_demonstration=IS_DEMONSTRATION):
    raise ImproperlyConfigured("The portal cannot start. Set these first:\n  " + "\n  ".join(missing))

# --- Who may reach the site, and how ---------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [] if IS_DEMONSTRATION else [SITE_URL]

SECURE_SSL_REDIRECT = not IS_DEMONSTRATION
PROXIES = 1 if env.bool("BEHIND_PROXY", False) else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
# All limits count by the address that the proxy saw, or one person's wrong guesses would lock everybody out.
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SECURE_HSTS_SECONDS = 0 if IS_DEMONSTRATION else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not IS_DEMONSTRATION
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not IS_DEMONSTRATION
LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_AGE = "Lax", 31_536_000
X_FRAME_OPTIONS = "DENY"  # one view lifts it: a caught message is shown in a frame of its own page
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
    }
}

# --- Applications ----------------------------------------------------------------------------
INSTALLED_APPS = [
    "sgbc.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_htmx",
    "phonenumber_field",
    "pgtrigger",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "jobs",
    "rest",
    "accounts",
    "translation",
    "notifications",
    "companies",
    "exchange",
    "matching",
    "directory",
    "partnerships",
    "events",
    "meetings",
    "demonstration",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sgbc.middleware.permissions_policy_middleware",
    "sgbc.health.health_middleware",
    "sgbc.limits.LimitsMiddleware",
    "sgbc.middleware.page_methods_middleware",
    "sgbc.middleware.clean_input_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.user_language_middleware",
    "sgbc.middleware.private_pages_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.kept_forms_middleware",
    "allauth.account.middleware.AccountMiddleware",
    "rest.once.once_middleware",
    "translation.middleware.written_texts_middleware",
]
ROOT_URLCONF = "sgbc.urls"
CSRF_FAILURE_VIEW = "sgbc.errors.csrf_failure"
WSGI_APPLICATION = "sgbc.wsgi.application"
TEMPLATES: list[dict[str, object]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"navigation": "sgbc.navigation"},
            "builtins": ["values.formats.filters"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- The truth: PostgreSQL -------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL") | {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}}
# A server that is gone without a word is noticed after 20 seconds, in the middle of a statement too.
PATIENT = {"connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 5, "keepalives_count": 3}
DATABASES["default"].setdefault("OPTIONS", {}).update(PATIENT, tcp_user_timeout=20_000)
DATABASE_PATIENCE = env.int("DATABASE_PATIENCE", 10)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Wake-up calls: Celery over Redis --------------------------------------------------------
# Only the call travels through Redis, the work to do is a row: a lost message costs minutes, never work.
CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 3,
    "retry_on_timeout": False,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SOFT_TIME_LIMIT = 600
CELERY_TASK_TIME_LIMIT = 660
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Other people's servers may be slow: what talks to them has queues of its own. A worker not told otherwise serves all.
CELERY_TASK_QUEUES = [Queue("celery"), Queue("mail"), Queue("webhooks"), Queue("translations")]
CELERY_TASK_ROUTES = {
    "notifications.send_due_emails": "mail",
    "notifications.deliver_webhooks": "webhooks",
    "translation.translate_waiting": "translations",
}
CELERY_TIMEZONE = "Europe/Luxembourg"
NIGHTLY_AT = time(2, 15)
CELERY_BEAT_SCHEDULE = timetable(NIGHTLY_AT)

# --- People: sign-in by e-mail, verified -----------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
AUTH_PASSWORD_VALIDATORS += [{"NAME": "accounts.validators.PasswordValidator"}]
AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] = {"user_attributes": ("email", "full_name")}
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.signup.SignupDetailsForm"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.account.SignInForm",
    "signup": "accounts.forms.account.SignupForm",
    "add_email": "accounts.forms.account.AddAddressForm",
    "change_password": "accounts.forms.account.ChangePasswordForm",
    "set_password": "accounts.forms.account.SetPasswordForm",
    "reset_password": "accounts.forms.account.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.account.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.account.PasswordAgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
PASSWORD_RESET_TIMEOUT = ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS * 86_400  # one sentence says it of all our links
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up; elsewhere one signs in
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"confirm_email": "1/m/key,5/h/key"}
ACCOUNT_SESSION_REMEMBER = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "matching:home"
LOGOUT_REDIRECT_URL = "matching:landing"

# --- Mail: always through the outbox; a server that refused us so often in the same way rests so long ---
EMAIL_BACKEND = "notifications.backends.OutboxEmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Smart Green Business Centre <no-reply@sgbc.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SECURITY_CONTACT = env.str("SECURITY_CONTACT", f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}")
SMTP_URL = env.str("EMAIL_URL", "")  # empty: mail is caught in the portal, nothing leaves
# Where mail with keys goes that is caught: for who runs the portal, and nobody who only uses it.
CAUGHT_MAIL_FOLDER = env.str("CAUGHT_MAIL_FOLDER", str(BASE_DIR / "var" / "mail") if IS_DEMONSTRATION else "")
RELAY_REFUSALS, RELAY_REST_MINUTES = env.int("RELAY_REFUSALS", 3), env.int("RELAY_REST_MINUTES", 15)

# What each may have sent in a day to people who have not asked for it, and what each address may get.
MAIL_BUDGETS = {
    "person": env.int("MAIL_PER_PERSON", 30),
    "company": env.int("MAIL_PER_COMPANY", 40),
    "caller": env.int("MAIL_PER_CALLER", 60),
    "address": env.int("MAIL_PER_ADDRESS", 8),
}

# --- Webhooks: to public addresses over https; in a demonstration also to a program on the same machine ---
WEBHOOKS_MAY_CALL_LOCALHOST = IS_DEMONSTRATION

# --- Translations by machine: none unless the operator names a service; nothing confidential is ever sent ---
TRANSLATION_URL = env.str("TRANSLATION_URL", "").rstrip("/")
TRANSLATION_KEY = env.str("TRANSLATION_KEY", "")
TRANSLATION_SERVICE = check_service(
    env.str("TRANSLATION_SERVICE", "libretranslate" if TRANSLATION_URL else ""),
    url=TRANSLATION_URL,
    key=TRANSLATION_KEY,
)
TRANSLATION_DAILY_CHARACTERS = env.int("TRANSLATION_DAILY_CHARACTERS", 200_000)

# --- Four languages --------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("de", _("German")), ("ko", _("Korean"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["values.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Luxembourg"
EXCHANGE_RATE_EUR_KRW = check_rate(env.str("EXCHANGE_RATE_EUR_KRW", ""))
PHONENUMBER_DB_FORMAT = "RFC3966"  # which keeps extensions
PHONENUMBER_DEFAULT_FORMAT = "INTERNATIONAL"

# --- Files -----------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Matching --------------------------------------------------------------------------------
MATCHING_ENCODER = env.str("MATCHING_ENCODER", "universal")
MATCHING_SEARCH = env.str("MATCHING_SEARCH", "fast")  # or "plain", without compiled code
MATCHING_CHUNK_SIZE = env.int("MATCHING_CHUNK_SIZE", 500)  # Korean projects in a task of a full run
MATCHING_FLOOR = env.float("MATCHING_FLOOR", 0.3)  # no pair less likely worth an introduction is put before staff
MATCHING_THRESHOLD = env.float("MATCHING_THRESHOLD", 0.2)  # pairs below this score are not looked at more closely

# Sign-in limits are counted here: in one place for all processes, and whether Redis is there or not. Room for as many
# callers as there may be: what is pushed out is a limit forgotten.
SHARED_CACHE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}
CACHES = {"default": {**SHARED_CACHE, "OPTIONS": {"MAX_ENTRIES": 100_000}}}

# --- How much and how often: of a body without its files; of pages by the address that asks, "0/s" for no limit ---
DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("BODY_LIMIT", 1_000_000)
PAGE_RATES = {
    "page": env.str("PAGE_RATE", "10/s"),
    "search": env.str("SEARCH_RATE", "2/s"),
    "visitor_post": env.str("VISITOR_POST_RATE", "20/min"),
}

# --- REST API --------------------------------------------------------------------------------
API_RATES = {"visitor": env.str("API_RATE_VISITOR", "120/min"), "token": env.str("API_RATE_TOKEN", "600/min")}
REST_FRAMEWORK: dict[str, object] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest.parsers.StorableJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.scopes.TokenOfStaff"],  # what says nothing is closed
    "DEFAULT_SCHEMA_CLASS": "rest.schema.EndpointSchema",
    "EXCEPTION_HANDLER": "rest.problems.answer_problem",
    "NUM_PROXIES": PROXIES,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
MIGRATION_MODULES = {"knox": None}  # its own table is not used
KNOX_TOKEN_MODEL = "accounts.ApiToken"  # noqa: S105 - the name of a class
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_PREFIX": "sgbc_"}
