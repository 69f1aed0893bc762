"""What every installation shares; ``options.py`` holds what an operator may set."""

import gc
import os
from pathlib import Path

import django_stubs_ext

from schutznetz.settings import options
from schutznetz.settings.engine import ROLE, database
from schutznetz.settings.signin import *

gc.disable()  # nothing is thrown away while the house is loaded; ``SchutznetzConfig`` lets it begin
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parents[2]
OPTIONS = options.read(os.environ, serving=False)
VAR = OPTIONS.path("SCHUTZNETZ_VAR") or BASE_DIR / "var"
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
ROOT_KEY_FILE = VAR / "keys" / "root.key"
ROOT_KEY_ON_DEMAND = False  # a missing root key is an alarm, never a reason to make a new one

DEBUG = False
DEMO = False
GALLERY = False  # the components, for builders
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "schutznetz.kernel",
    "schutznetz.accounts",
    "schutznetz.networks",
    "schutznetz.work",
    "schutznetz.offers",
    "schutznetz.volunteers",
    "schutznetz.concerns",
    "schutznetz.advice",
    "schutznetz.care",
    "schutznetz.welcome",
    "schutznetz.visiting",
    "schutznetz.counting",
    "schutznetz.cases",
    "schutznetz.web.ui",
    "schutznetz.cli",
    "schutznetz",
    "django.forms",
]
MIDDLEWARE = [
    "schutznetz.web.middleware.security_headers",
    "schutznetz.web.middleware.maintenance",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "schutznetz.web.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "schutznetz.web.accounts.middleware.session_rules",
    "schutznetz.web.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "schutznetz.web.middleware.own_pages_only",
    "schutznetz.web.middleware.Refusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "schutznetz.urls"
WSGI_APPLICATION = "schutznetz.wsgi.application"
LOGIN_URL = "/konto/login/"
LOGIN_REDIRECT_URL = "/arbeitsplatz/"
DATABASE_ROLE = ROLE
DATABASES = {"default": database(OPTIONS.text("DATABASE_URL"), VAR / "schutznetz.sqlite3")}
ATOMIC_REQUESTS = False  # the record of a refusal must survive the rollback
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "schutznetz/web/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "schutznetz.web.ui.shell.shell",
            ]
        },
    }
]
LANGUAGE_COOKIE_NAME = "sprache"
LANGUAGE_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # public pages touch no session
CSRF_FAILURE_VIEW = "schutznetz.web.errors.csrf_failure"
FORM_RENDERER = "schutznetz.web.ui.renderer.KernRenderer"
QUICK_EXIT_URL = "https://www.tagesschau.de/wetter"  # a page that nobody has to explain
FILE_UPLOAD_HANDLERS = ["schutznetz.web.uploads.InMemory"]  # never a readable temporary file
LANGUAGE_CODE = "de"
HOUSE_LANGUAGES = [("de", "Deutsch"), ("en", "English")]  # of every page
LANGUAGES = [  # of the pages that families read
    *HOUSE_LANGUAGES,
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("pl", "Polski"),
    ("ro", "Română"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FLOOD_PLACE, FLOOD_OFFICE = 20, 200  # reports in ten minutes: from one neighbourhood, to one office
PUBLIC_URL = "http://localhost:8000"
WAKE_URL = WAKE_TOKEN = ""  # the operator's gateway for calls and text messages
# Below this folder each office names the one that its case software imports from.
CASE_SOFTWARE_ROOT = OPTIONS.path("SCHUTZNETZ_CASE_SOFTWARE_ROOT") or VAR / "uebergabe"
CHECKPOINTS = VAR / "checkpoints"
DELETIONS = VAR / "deletions"  # what was deleted, so that no backup revives it
AUDIT_KEY_FILE = ROOT_KEY_FILE.with_name("audit.key")
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "schutznetz/web/static"]
STATIC_ROOT = VAR / "static"

# Rows that belong to no network, each with its reason; ``manage.py check`` refuses any other.
GLOBAL_MODELS = {
    "accounts.User": "people belong to several networks",
    "accounts.JoinedAccount": "one human is one human in every network",
    "accounts.Session": "a browser is signed in before it has chosen a network",
    "networks.Network": "is the tenant",
    "networks.Jurisdiction": "public facts: which network is responsible for which place",
    "offers.PublishedOffer": "public facts of all networks, for the search across them",
    "offers.SearchEntry": "public facts of all networks, as the search reads them",
    "offers.SearchWord": "words of the public search",
    "offers.SearchKey": "words of the public search",
    "kernel.AuditEvent": "outlives its network; read through kernel.audit only",
}
PUBLIC_ROUTES = ("api/v1/", "konto/")
