"""What can go wrong between the reader and the endpoint.

LlmError                 one sentence for the user
  RequestRefusedError    the endpoint does not take this form of request; a plainer one may pass
  TransientError         the endpoint is busy or broke off; the same request may pass later
  UnusableAnswerError    the model answered with something else than the claims
    CutShortError        the answer did not fit; that on a shorter passage may
"""

from __future__ import annotations

from tallystick.errors import ReaderError


class LlmError(ReaderError):
    """The llm reader is not configured, or its endpoint gave nothing that can be used."""


class RequestRefusedError(LlmError):
    """The endpoint does not take this form of request."""


class TransientError(LlmError):
    """The endpoint is busy or broke off; ``after`` is how many seconds it asks to wait, None where it does not say."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class UnusableAnswerError(LlmError):
    """The model's answer does not hold the claims in the form that was asked for."""


class CutShortError(UnusableAnswerError):
    """The model's answer ends in the middle."""
