"""One settings file. Every difference between two deployments is an environment variable.

==========================  ==========================================================
``SECRET_KEY``              required when ``DEBUG`` is off
``ALLOWED_HOSTS``           required when ``DEBUG`` is off; comma-separated host names
``DATABASE_URL``            ``postgres://…`` or ``sqlite:///…``; a SQLite file otherwise
``DEBUG``                   off unless set; never on a public address
``HTTPS_ONLY``              on unless ``DEBUG``; redirect to https, HSTS, secure cookies
``CSRF_TRUSTED_ORIGINS``    comma-separated origins, for a site behind a proxy
``PROXIES``                 how many proxies of ours a request comes through; 1 with
                            ``HTTPS_ONLY``, else 0. What they forward is believed
``LOG_LEVEL``               of the site's own lines; INFO has one for each request
``CONN_MAX_AGE``            seconds a database connection is kept; 60
``LOGIN_WAIT``              seconds in which so many passwords may be tried; 900
``LOGIN_TRIES``             how many for one account in that time; 10
``LOGIN_TRIES_ADDRESS``     how many from one address in that time; 20
``SECOND_FACTOR``           who has to give a code beside the password: ``off``, ``editors``
                            (who may publish) or ``everybody``; ``editors`` unless ``DEBUG``
``SESSION_IDLE``            seconds after which a session ends that nobody uses; 43200
``SESSION_LONGEST``         seconds after which a session ends in any case; 604800
``…_SECONDS``               what a request may take, and how often, and how much: these and
                            other limits are in docs/limits.md
==========================  ==========================================================
"""

from claimsite.environment import ROOT, database, env, number, one_of, required, switch, text
from claimsite.logs import logging_of

BASE_DIR = ROOT

DEBUG = switch("DEBUG", default=False)
HTTPS_ONLY = switch("HTTPS_ONLY", default=not DEBUG)
PROXIES = number("PROXIES", of="proxies", default=int(HTTPS_ONLY))
LOGGING = logging_of(text("LOG_LEVEL").upper() or "INFO", debug=DEBUG)
CONN_MAX_AGE = number("CONN_MAX_AGE", of="seconds", default=60)
# How much of the bitmap index of claims each process keeps at hand.
BITMAPS_KEPT_MB = number("BITMAPS_KEPT_MB", of="megabytes", default=64)
SECRET_KEY = required(
    "SECRET_KEY",
    "'fifty or more random characters'",
    instead="only-for-debugging" if DEBUG else None,
)
_HOSTS = required(
    "ALLOWED_HOSTS",
    "claims.example.org",
    instead="localhost,127.0.0.1,[::1]" if DEBUG else None,
)
ALLOWED_HOSTS = [host.strip() for host in _HOSTS.split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "claims.apps.ClaimsConfig",
    "claimsite.apps.EditorsConfig",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "people.apps.PeopleConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
]

MIDDLEWARE = [
    "claimsite.logs.LogMiddleware",
    # Whatever answers below, a file or a refusal too, has all of the headers.
    "claimsite.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "claimsite.hosts.HostMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "claimsite.budgets.BudgetMiddleware",
    "claimsite.language.LanguageMiddleware",
    "claims.api.middleware.APIMiddleware",
    "claimsite.unavailable.FaultMiddleware",
    "claimsite.limits.LimitsMiddleware",
    # A page that one has already is not made again: what stands below is not asked.
    "claimsite.conditional.ConditionalMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "people.sessions.SessionsThatEnd",
    "claims.history.acting.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "claimsite.urls"
WSGI_APPLICATION = "claimsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database(text("DATABASE_URL"))}

# Limits: docs/limits.md says of each what whoever exceeds it sees. 0 is no limit.
#
# Seconds that one statement may take, and all of a request: of a public page or the API, of the
# admin, of a list as a file. A command has none.
QUERY_SECONDS = number("QUERY_SECONDS", of="seconds", default=5)
PAGE_SECONDS = number("PAGE_SECONDS", of="seconds", default=15)
ADMIN_QUERY_SECONDS = number("ADMIN_QUERY_SECONDS", of="seconds", default=30)
ADMIN_SECONDS = number("ADMIN_SECONDS", of="seconds", default=300)
EXPORT_QUERY_SECONDS = number("EXPORT_QUERY_SECONDS", of="seconds", default=60)
EXPORT_SECONDS = number("EXPORT_SECONDS", of="seconds", default=3600)
# Seconds to wait for a row or a table that somebody else writes to, and for a connection.
LOCK_SECONDS = number("LOCK_SECONDS", of="seconds", default=10)
CONNECT_SECONDS = number("CONNECT_SECONDS", of="seconds", default=5)
# How long a query may be, in characters, and of how many parameters; how much may be sent to the
# admin. Outside of it no more is read than of a form without files, as within it.
LONGEST_QUERY = number("LONGEST_QUERY", of="characters", default=8000)
MOST_PARAMETERS = number("MOST_PARAMETERS", of="parameters", default=200)
BODY_MEGABYTES = number("BODY_MEGABYTES", of="megabytes", default=25)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
# How often an address may ask in a minute, if nobody is signed in there: pages, the API, files.
PAGES_PER_MINUTE = number("PAGES_PER_MINUTE", of="requests", default=3000)
API_PER_MINUTE = number("API_PER_MINUTE", of="requests", default=3000)
FILES_PER_MINUTE = number("FILES_PER_MINUTE", of="requests", default=600)
# How many whole lists are sent at a time, to all and to one address.
EXPORTS_AT_ONCE = number("EXPORTS_AT_ONCE", of="lists", default=3)
EXPORTS_AT_ONCE_ADDRESS = number("EXPORTS_AT_ONCE_ADDRESS", of="lists", default=2)
# What PostgreSQL may keep in memory for each part of a statement, before it works with less.
WORK_MEM_MB = number("WORK_MEM_MB", of="megabytes", default=32, least=1)

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A kept connection is checked before it is used, so that a restart of the server costs nobody
    # a failed page. Measured against psycopg's pool, which did cost some.
    DATABASES["default"].update(CONN_MAX_AGE=CONN_MAX_AGE, CONN_HEALTH_CHECKS=True)
    # A server that went without a word, its network with it, is given up after half a minute.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": 10,
        "keepalives_interval": 10,
        "keepalives_count": 2,
        "tcp_user_timeout": 30_000,
        # Where the rows of a frequent word do not fit (a million claims: 8 MB), PostgreSQL keeps
        # their pages alone and cuts every text on them into words again: ten times as long.
        "options": f"-c work_mem={WORK_MEM_MB}MB",
        **DATABASES["default"].get("OPTIONS", {}),
    }
else:
    # Readers do not wait for a writer, and a second writer waits for the first.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=wal; PRAGMA synchronous=normal;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The first is for new passwords; those kept by another are kept anew when they are next given.
PASSWORD_HASHERS = [
    f"django.contrib.auth.hashers.{name}"
    for name in ("Argon2PasswordHasher", "PBKDF2PasswordHasher")
]
# How many passwords, and codes, are tried. See docs/people.md.
LOGIN_WAIT = number("LOGIN_WAIT", of="seconds", default=15 * 60, least=1)
LOGIN_TRIES = number("LOGIN_TRIES", of="tries", default=10, least=1)
LOGIN_TRIES_ADDRESS = number("LOGIN_TRIES_ADDRESS", of="tries", default=20, least=1)

SECOND_FACTOR = one_of(
    "SECOND_FACTOR", ("off", "editors", "everybody"), default="off" if DEBUG else "editors"
)
# Who issued a key, as the application on the telephone shows it.
OTP_TOTP_ISSUER = ALLOWED_HOSTS[0].strip("*.[]") or "claimsite"
# Wrong codes are counted as wrong passwords are; django-otp's own waits grow without end.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en-gb"
# The languages that the interface speaks; `lang` takes no other.
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# What `build_fixtures` reads and writes.
FIXTURES_ROOT = BASE_DIR / "fixtures"

SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS_ONLY
SECURE_HSTS_PRELOAD = HTTPS_ONLY
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_AGE = number("SESSION_IDLE", of="seconds", default=12 * 3600, least=1)
SESSION_LONGEST = number("SESSION_LONGEST", of="seconds", default=7 * 24 * 3600, least=1)
SESSION_COOKIE_SECURE = HTTPS_ONLY
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS_ONLY
if HTTPS_ONLY:
    # By this name a browser takes it from this very host alone, and over https alone.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# What a page may load: what this site serves, and nothing that is written into the page. The
# admin's calendar and the icons of its theme are within it too.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        # 500.html depends on nothing, and so brings its own style.
        "style-src": ["'self'", "'sha256-x5vPZZgz4qsTPjtYWnLiaLFZCi7UOx50VXXUTEQYSeY='"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
