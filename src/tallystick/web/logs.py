"""What the server says on standard error: errors alone, without the secrets that stand in addresses."""

from __future__ import annotations

import logging
import re
from typing import Any

_TOKENS = re.compile(r"/(enter|invitation|reset)/[^/\s?\"']+")
_VEILED = r"/\1/…"


class Veil(logging.Filter):
    """Takes the tokens of one-time links out of what is logged, tracebacks too."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes, veiled."""
        record.msg, record.args = veiled(record.getMessage()), None
        return True


class Lines(logging.Formatter):
    """Time, level, sentence; a traceback below it."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - as logging calls it
        """The traceback, veiled."""
        return veiled(super().formatException(ei))


def veiled(text: str) -> str:
    """``text`` without the tokens of one-time links."""
    return _TOKENS.sub(_VEILED, text)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"veil": {"()": Veil}},
    "formatters": {"lines": {"()": Lines, "format": "{asctime} {levelname} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["veil"], "formatter": "lines"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "tallystick": {"handlers": ["stderr"], "level": "WARNING"},
        "axes": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
