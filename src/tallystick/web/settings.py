"""Django's settings for the site, a superset of the casebook's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tallystick.casebook import settings as casebook
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
]
OWN_APPS = [
    "tallystick.web.people",
    "tallystick.web.desk",
    "tallystick.web.uploads",
    "tallystick.web.agreement",
]
INSTALLED_APPS = [
    *casebook.INSTALLED_APPS,
    *SITE_APPS,
    "django.contrib.staticfiles",
    "django_htmx",
    *OWN_APPS,
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
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tallystick.web.middleware.plain_errors",
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
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_MAX_AGE": 3600,
        "LOGIN_URL": "sign-in",
        "LOGIN_REDIRECT_URL": "home",
        "CONTENT_SECURITY_POLICY": CONTENT_SECURITY_POLICY,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": site.secure,
        "CSRF_COOKIE_SECURE": site.secure,
        "SECURE_SSL_REDIRECT": site.secure,
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
