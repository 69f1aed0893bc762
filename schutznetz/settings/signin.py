"""How people sign in: address and password, then a second factor; sessions that end by themselves."""

AUTHENTICATION_BACKENDS = ["schutznetz.accounts.backends.Backend"]
PASSWORD_HASHERS = ["schutznetz.accounts.passwords.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "schutznetz.accounts.passwords.NotTooLong"},
    {"NAME": "schutznetz.accounts.passwords.NotGuessable"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 30 * 60
ACCOUNT_FORMS = {"reset_password": "schutznetz.web.accounts.forms.ResetPassword"}

ACCOUNT_ADAPTER = "schutznetz.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from an invitation by two people
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail because a stranger typed an address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this browser stays, the adapter ends all others
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# Guessing is slowed per network and per account *from one network*: an outsider who types somebody's
# address a thousand times locks out nobody but herself. A passkey passes by all of it.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
}

MFA_ADAPTER = "schutznetz.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
PASSKEY_FOR_ADMINISTRATORS = True  # the operator may lower it where no passkey can be had
MFA_TOTP_ISSUER = "Schutznetz"

SESSION_ENGINE = "schutznetz.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
DEVICE_COOKIE_NAME = "geraet"  # tells a known browser from a new one
SESSION_IDLE = 15 * 60
SESSION_ABSOLUTE = 8 * 3600
SESSION_ABSOLUTE_ON_CALL = 12 * 3600

# The counters of all processes live in one place; LocMem would give every worker its own.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
