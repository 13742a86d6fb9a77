"""The address of a PostgreSQL database, as libpq takes it: ``postgresql://user@host:port/name?option=value``.

A password has no place in ``casebook.toml``. libpq finds it where its users keep it: ``~/.pgpass`` (or the file that
``PGPASSFILE`` names), ``PGPASSWORD``, or a service file.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from tallystick.errors import CasebookError, UsageError

SCHEMES = frozenset({"postgresql", "postgres"})
ENGINE = "tallystick.casebook.postgresql"
_SECRET = frozenset({"password", "sslpassword", "oauth_client_secret"})
# A site asks many small questions at once: workers and compiled plans cost each of them more than they save.
_OURS = {
    "application_name": "tallystick",
    "connect_timeout": "10",
    "options": "-c max_parallel_workers_per_gather=0 -c jit=off",
}
_LONGEST = 63
_KEPT_SECONDS = 600
_MISSING = "A casebook on PostgreSQL needs psycopg; install it with `pip install 'tallystick[postgresql]'`."
_EXAMPLE = "write it like postgresql://user@host:5432/name"
_UNREADABLE = f"The PostgreSQL address cannot be read; {_EXAMPLE}, special characters as %XX."


def without_password(url: str) -> str:
    """``url`` as it may be kept and shown: without the secrets that stand in it."""
    parts = _split(url)
    user, at, hosts = parts.netloc.rpartition("@")
    options = urlencode([(key, value) for key, value in _options(url) if key not in _SECRET], quote_via=quote)
    address = f"{parts.scheme}://{user.partition(':')[0]}{at}{hosts}{parts.path}"
    return f"{address}?{options}" if options else address


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise UsageError(_UNREADABLE) from None


def _options(url: str) -> list[tuple[str, str]]:
    # libpq does not read + as a space, as forms do.
    return parse_qsl(_split(url).query.replace("+", "%2B"), keep_blank_values=True)


def settings(url: str) -> dict[str, Any]:
    """Django's settings for the database at ``url``; what it leaves open (user, password ...) libpq finds itself.

    Raises UsageError for an address that libpq does not take, CasebookError where psycopg is missing. Neither quotes
    the address, which may hold a password.
    """
    given = _parsed(url)
    name = given.pop("dbname", "")
    if not name and "service" not in given:
        raise UsageError(f"The PostgreSQL address names no database; {_EXAMPLE}.")
    if len(name.encode()) > _LONGEST:
        raise UsageError(f"The name of a PostgreSQL database has at most {_LONGEST} bytes; {_EXAMPLE}.")
    return {
        "ENGINE": ENGINE,
        "NAME": name,
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "OPTIONS": {**_OURS, **given},
        # A site keeps a connection from one request to the next, and tries it first.
        "CONN_MAX_AGE": _KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }


def _parsed(url: str) -> dict[str, str]:
    try:
        from psycopg import ProgrammingError, pq
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise CasebookError(_MISSING) from None
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()} | {"ssl"}
    unknown = [key for key, _ in _options(url) if key not in known]
    if unknown:
        raise UsageError(f"PostgreSQL knows no option {unknown[0]!r}; leave it out, or write it as libpq names it.")
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except ProgrammingError:
        # Its message may quote a part of the password.
        raise UsageError(_UNREADABLE) from None


def described(database: dict[str, Any]) -> str:
    """Which database of which server, for a sentence."""
    where = database["HOST"] or "this computer"
    return f"{database['NAME'] or 'of the service ' + str(database['OPTIONS'].get('service'))} on {where}"
