"""Asks the model: in the strictest form that the endpoint takes, and again where that may help, within bounds."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from tallystick.reading.llm.errors import (
    CutShortError,
    LlmError,
    RequestRefusedError,
    TransientError,
    UnusableAnswerError,
)
from tallystick.reading.llm.settings import MODEL, Settings
from tallystick.reading.llm.transport import post

_LONGEST_PAUSE = 30.0
_OPENINGS_TRIED = 50
_DECODER = json.JSONDecoder()


@define
class Endpoint:
    """The configured endpoint, and whether it has turned down requests with a schema before."""

    settings: Settings
    schema: Mapping[str, Any]
    _plain: bool = field(default=False, init=False)

    def claims(self, messages: Sequence[Mapping[str, str]]) -> list[Any]:
        """The list under ``claims`` in the model's answer to ``messages``; what stands in it is not checked here.

        Raises CutShortError where the answer ends in the middle, and LlmError where all attempts failed.
        """
        for attempt in range(1, self.settings.attempts + 1):
            try:
                return _claims(self._content(messages))
            except CutShortError:
                raise
            except (TransientError, UnusableAnswerError) as error:
                if attempt == self.settings.attempts:
                    raise
                time.sleep(self._pause(attempt, error))
        raise LlmError("The llm reader needs at least one attempt; set attempts to 1 or more.")

    def _content(self, messages: Sequence[Mapping[str, str]]) -> str:
        """The text of the model's message; falls back to a request without a schema where one is refused."""
        plain = {"model": self.settings.model, "messages": list(messages), "stream": False}
        if not self._plain:
            form = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": self.schema}}
            try:
                return _message(post(self.settings, {**plain, "temperature": 0, "response_format": form}))
            except RequestRefusedError:
                answer = _message(post(self.settings, plain))
                self._plain = True
                return answer
        return _message(post(self.settings, plain))

    def _pause(self, attempt: int, error: LlmError) -> float:
        asked = error.after if isinstance(error, TransientError) else None
        pause = self.settings.pause * 2.0 ** (attempt - 1) if asked is None else asked
        return min(pause, _LONGEST_PAUSE)


def _message(answer: Any) -> str:
    """The words of a chat completion."""
    try:
        choice = answer["choices"][0]
        content, reason = choice["message"]["content"], choice.get("finish_reason")
    except (LookupError, TypeError, AttributeError):
        raise UnusableAnswerError(
            "The endpoint's answer is no chat completion; check that it speaks OpenAI's interface."
        ) from None
    if reason == "length":
        raise CutShortError("The model's answer was cut short; raise the endpoint's context or output limit.")
    if not isinstance(content, str) or not content.strip():
        raise UnusableAnswerError(f"The model gave no answer; try another model in {MODEL}.")
    return content


def _claims(content: str) -> list[Any]:
    """The claims of the first JSON object in ``content`` that has some; words and fences around it are passed over."""
    at = content.find("{")
    for _ in range(_OPENINGS_TRIED):
        if at < 0:
            break
        try:
            found, after = _DECODER.raw_decode(content, at)
        except (ValueError, RecursionError):
            after = at + 1
        else:
            if isinstance(found.get("claims"), list):
                return list(found["claims"])
        at = content.find("{", after)
    raise UnusableAnswerError(
        f"The model did not answer with JSON in the form asked for; try another model in {MODEL}."
    )
