"""The exceptions that Tallystick raises on purpose.

    TallystickError
      IntakeError      a file that cannot be read as a report
      CasebookError    no casebook here, or one that cannot be used
      EvidenceError    preserved bytes or the custody log are not what they were
      ReaderError      a reader that could not read a document
      UsageError       an argument that cannot be meant
        VocabularyError  a word that the vocabulary does not know

Each message is one sentence for the user that says what to do.
"""

from __future__ import annotations


class TallystickError(Exception):
    """Base of all; the command line prints the message and leaves with status 1."""


class IntakeError(TallystickError):
    """A file that cannot be read as a report: empty, binary, too large, undecodable, another language."""


class CasebookError(TallystickError):
    """No casebook here, an unknown id, or a decision that cannot be taken."""


class EvidenceError(TallystickError):
    """Preserved bytes or the custody log are not what they were, or cannot be written."""


class UsageError(TallystickError):
    """An argument or option that cannot be meant; the command line leaves with status 2."""


class VocabularyError(UsageError):
    """A name that the vocabulary does not know."""


class ReaderError(TallystickError):
    """A reader that is not configured, or that could not read a document; other documents are not concerned."""
