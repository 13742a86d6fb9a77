"""Where the endpoint is and how it is asked, from the environment."""

from __future__ import annotations

import ipaddress
import math
import os
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from attrs import Attribute, field, frozen

from tallystick.reading.llm.errors import LlmError

URL, MODEL, KEY, TIMEOUT = "TALLYSTICK_LLM_URL", "TALLYSTICK_LLM_MODEL", "TALLYSTICK_LLM_KEY", "TALLYSTICK_LLM_TIMEOUT"
_EXAMPLE = "http://localhost:11434/v1"
_DOOR = "/chat/completions"
_TIMEOUT, _LONGEST_WAIT = 120.0, 3600.0
_SCHEMES = {"http": 80, "https": 443}


def _is_address(_: object, attribute: Attribute[str], value: str) -> None:
    if any(ord(c) <= 32 or ord(c) > 126 for c in value):
        raise LlmError(f"{URL} holds a space or another character that no address has; write it as {_EXAMPLE}.")
    try:
        parts = urlsplit(value)
        good = parts.scheme in _SCHEMES and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good:
        raise LlmError(f"{URL} is no address of an endpoint; write it as {_EXAMPLE}.")
    if parts.username is not None or parts.password is not None:
        raise LlmError(f"{URL} holds a user name or a password; put the key into {KEY} instead.")


def _is_model(_: object, attribute: Attribute[str], value: str) -> None:
    if not value.strip() or not value.isprintable():
        raise LlmError(f"Say in {MODEL} which model the endpoint should read with.")


def _is_key(_: object, attribute: Attribute[str | None], value: str | None) -> None:
    if value is not None and any(ord(c) < 32 or ord(c) > 126 for c in value):
        raise LlmError(f"{KEY} holds a line break or another character that no key has; copy it again.")


def _is_timeout(_: object, attribute: Attribute[float], value: float) -> None:
    if not (math.isfinite(value) and 0 < value <= _LONGEST_WAIT):
        raise LlmError(f"{TIMEOUT} must be a number of seconds above 0 and up to {_LONGEST_WAIT:.0f}.")


@frozen
class Settings:
    """How the endpoint is asked. Raises LlmError where a value cannot be used."""

    url: str = field(validator=_is_address)
    """The address up to the version ("http://localhost:11434/v1"), or of the completions themselves."""
    model: str = field(validator=_is_model)
    key: str | None = field(default=None, repr=False, validator=_is_key)
    """Sent as a bearer token; never shown."""
    timeout: float = field(default=_TIMEOUT, validator=_is_timeout)
    """Seconds that one request may take from connecting to the last byte."""
    attempts: int = 3
    """How often a request is made before a busy endpoint or a useless answer is given up."""
    pause: float = 1.0
    """Seconds before the second attempt, doubled before each later one."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of ``environment``, by default that of the process.

        Raises LlmError where the address or the model is missing, or a value cannot be used.
        """
        given = os.environ if environment is None else environment
        url = given.get(URL, "").strip()
        if not url:
            raise LlmError(
                f"The llm reader has no endpoint: set {URL} (for a local Ollama, {_EXAMPLE}) and {MODEL} to the model."
            )
        key = given.get(KEY, "").strip() or None
        return cls(url, given.get(MODEL, "").strip(), key, _seconds(given.get(TIMEOUT, "")))

    @property
    def host(self) -> str:
        """The machine that is asked."""
        return str(self._parts.hostname)

    @property
    def port(self) -> int:
        """The port that is asked."""
        return self._parts.port or _SCHEMES[self._parts.scheme]

    @property
    def secure(self) -> bool:
        """True for https."""
        return self._parts.scheme == "https"

    @property
    def open_to_others(self) -> bool:
        """True where articles travel unencrypted to another machine."""
        return not self.secure and not _is_this_machine(self.host)

    @property
    def target(self) -> str:
        """Path and query of the completions."""
        path = self._parts.path.rstrip("/")
        path = path if path.endswith(_DOOR) else path + _DOOR
        return f"{path}?{self._parts.query}" if self._parts.query else path

    @property
    def shown(self) -> str:
        """The endpoint as messages name it: without path and query, which may hold secrets."""
        return f"{self._parts.scheme}://{self._parts.netloc}"

    @property
    def _parts(self) -> SplitResult:
        return urlsplit(self.url)


def _seconds(value: str) -> float:
    try:
        return float(value) if value.strip() else _TIMEOUT
    except ValueError:
        return math.nan


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
