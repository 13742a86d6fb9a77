"""Django's settings for the site, a superset of the casebook's."""

from __future__ import annotations

from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tallystick.casebook import settings as casebook
from tallystick.web.logs import LOGGING
from tallystick.web.site import Site

HERE = Path(__file__).parent
SITE: Site
"""What is served; ``configure`` sets it."""
DEFAULT_AUTO_FIELD = casebook.DEFAULT_AUTO_FIELD
SITE_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]
OWN_APPS = [
    "tallystick.web.people",
    "tallystick.web.desk",
    "tallystick.web.reports",
    "tallystick.web.uploads",
    "tallystick.web.agreement",
    "tallystick.web.incidents",
    "tallystick.web.atlas",
    "tallystick.web.api",
    "tallystick.web.sources",
]
INSTALLED_APPS = [
    *casebook.INSTALLED_APPS,
    *SITE_APPS,
    "django.contrib.staticfiles",
    "django_htmx",
    *OWN_APPS,
    "tallystick.web.public",
    "tallystick.web.apps.WebConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "tallystick.web.guards.Guards",
    "tallystick.web.people.access.Watch",
    "tallystick.web.middleware.plain_errors",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tallystick.web.context.page",
            ],
            "builtins": ["tallystick.web.templatetags.tallystick"],
        },
    }
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_COOLOFF_TIME = timedelta(minutes=15)
"""How long somebody waits who failed to sign in five times from one address."""
RATE_LIMITS = {
    "AXES_HANDLER": "tallystick.web.people.throttle.Counter",
    "AXES_FAILURE_LIMIT": 5,
    "AXES_COOLOFF_TIME": AXES_COOLOFF_TIME,
    "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
    "AXES_RESET_ON_SUCCESS": True,
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    "AXES_CLIENT_IP_CALLABLE": "tallystick.web.people.throttle.client_address",
    "AXES_USERNAME_CALLABLE": "tallystick.web.people.throttle.disguised_name",
    "AXES_LOCKOUT_CALLABLE": "tallystick.web.people.throttle.locked_out",
    "AXES_DISABLE_ACCESS_LOG": True,
    "AXES_VERBOSE": False,
}
MOST_REQUEST_BYTES = 1_000_000_000
LIMITS = {
    "MOST_REQUEST_BYTES": MOST_REQUEST_BYTES,
    "DATA_UPLOAD_MAX_MEMORY_SIZE": 5_000_000,
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": 2_000,
    "DATA_UPLOAD_MAX_NUMBER_FILES": 1_000,
    "FILE_UPLOAD_MAX_MEMORY_SIZE": 2_500_000,
    "FILE_UPLOAD_PERMISSIONS": 0o600,
}
"""How much one request may bring: in all, in fields, how many fields and files; a larger file goes to the disk."""
WEEK = 604_800
"""Seconds after which somebody signs in anew."""
SILENCED = {
    "security.W019": "Pages show a report's original in a frame of their own (X-Frame-Options SAMEORIGIN).",
}
"""Checks of ``check --deploy`` that do not apply, and why."""
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("ar", _("Arabic"))]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
        "base-uri": ["'none'"],
    }
}


def _leaflet() -> Path:
    """The static files of ``django-leaflet``, whose app itself needs GDAL."""
    spec = find_spec("leaflet")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "static"


def of(site: Site) -> dict[str, Any]:
    """All settings of a site."""
    return {
        "INSTALLED_APPS": INSTALLED_APPS,
        "MIDDLEWARE": MIDDLEWARE,
        "TEMPLATES": TEMPLATES,
        "DATABASES": site.databases(),
        "DATABASE_ROUTERS": casebook.DATABASE_ROUTERS,
        "DEFAULT_AUTO_FIELD": DEFAULT_AUTO_FIELD,
        "USE_TZ": casebook.USE_TZ,
        "TIME_ZONE": casebook.TIME_ZONE,
        "ROOT_URLCONF": "tallystick.web.urls",
        "SECRET_KEY": site.key,
        "ALLOWED_HOSTS": list(site.hosts),
        "LANGUAGE_CODE": "en",
        "LANGUAGES": LANGUAGES,
        "LOCALE_PATHS": [HERE / "locale"],
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [_leaflet()],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_MAX_AGE": 3600,
        "LOGIN_URL": "sign-in",
        "LOGIN_REDIRECT_URL": "home",
        "CONTENT_SECURITY_POLICY": CONTENT_SECURITY_POLICY,
        "LOGGING": LOGGING,
        "AUTHENTICATION_BACKENDS": AUTHENTICATION_BACKENDS,
        "AUTH_PASSWORD_VALIDATORS": AUTH_PASSWORD_VALIDATORS,
        **RATE_LIMITS,
        **LIMITS,
        "OTP_TOTP_ISSUER": "Tallystick",
        "SILENCED_SYSTEM_CHECKS": list(SILENCED),
        "SESSION_COOKIE_AGE": WEEK,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": site.secure,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": site.secure,
        "SECURE_SSL_REDIRECT": site.secure,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if site.secure else None,
        "SECURE_HSTS_SECONDS": 31_536_000 if site.secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": site.secure,
        "SECURE_HSTS_PRELOAD": site.secure,
        "X_FRAME_OPTIONS": "SAMEORIGIN",
        "SITE": site,
    }


def configure(site: Site) -> None:
    """Sets Django up for ``site``, once a process."""
    if not settings.configured:
        settings.configure(**of(site))
    django.setup()
