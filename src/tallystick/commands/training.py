"""``train``: what people decided in a casebook teaches the embedded reader, for that casebook alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from tallystick import __version__
from tallystick.commands.casebooks import Book
from tallystick.commands.gazetteers import in_use
from tallystick.reading.embedded.encoder import Network, shipped
from tallystick.reading.embedded.policy import Policy, shipped_policy
from tallystick.reading.embedded.review import Learned, Lesson, Reviewed, ReviewedReport, Trial, learn
from tallystick.reading.embedded.review import stored as shelf
from tallystick.reading.embedded.review.reviewed import SLOTS
from tallystick.record import Claim
from tallystick.serialising import to_plain

READER = "reader"
"""Action of the custody log's entry that says which heads read from now on: fields ``version`` and ``by``."""
_ALL = frozenset(SLOTS.values())


@frozen
class Outcome:
    """What a training gave, and whether it was put in use."""

    trial: Trial
    learned: Learned
    before: str
    """Version of the reader in use before."""
    used: bool

    @property
    def version(self) -> str:
        """Version of the reader that was tried."""
        return _version(self.learned.version)


def train(
    book: Book,
    network: Network,
    policy: Policy,
    *,
    use: bool,
    by: str,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,
) -> Outcome:
    """Learn from the decisions of ``book`` and, with ``use``, put the result in use there if it is an improvement.

    Raises ReaderError where too few claims were reviewed, or where what is in use cannot be read or replaced.
    """
    now = shelf.load(book.folder, network.heads)
    lesson = Lesson(network, now.heads if now else network.heads, policy, in_use(book.folder))
    trial = learn(lesson, list(reviewed(book)), progress)
    learned = Learned(trial.heads, shelf.fingerprint(network.heads.values), _about(trial))
    used = use and trial.improved
    if used:
        _put_in_use(book, learned, by)
    return Outcome(trial, learned, _version(now.version if now else ""), used)


def shipped_model() -> tuple[Network, Policy]:
    """The network and the thresholds that every casebook begins with."""
    return shipped(), shipped_policy()


def reset(book: Book, *, by: str) -> bool:
    """Go back to the shipped reader; False where it is in use already."""
    if not shelf.in_use(book.folder):
        return False
    book.evidence.append(READER, {"version": __version__, "by": by})
    shelf.forget(book.folder)
    return True


def _put_in_use(book: Book, learned: Learned, by: str) -> None:
    """Logged first, so that no heads are in use of which the custody log does not know."""
    book.evidence.append(READER, {"version": _version(learned.version), "by": by})
    shelf.save(book.folder, learned)


def _version(learned: str) -> str:
    return f"{__version__}+{learned}" if learned else __version__


def _about(trial: Trial) -> dict[str, Any]:
    date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"date": date, **_trial(trial)}


def outcome_layout(done: Outcome) -> dict[str, Any]:
    """What ``train --json`` prints."""
    return {"before": done.before, "version": done.version, "used": done.used, **_trial(done.trial)}


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "learned": to_plain(trial.learned),
        "held_back": to_plain(trial.held),
        "strengths": trial.strengths,
        "scores": to_plain(trial.scores),
        "improved": trial.improved,
    }


def reviewed(book: Book) -> Iterator[ReviewedReport]:
    """The reports with claims that people accepted, rejected or corrected, decisions that were undone left out."""
    verdicts, corrections = book.casebook.verdicts(), book.casebook.corrections()
    for report in book.casebook.reports_of(verdicts.keys() | corrections.keys()):
        found = (_reviewed(c, verdicts.get(c.id), corrections.get(c.id, {})) for c in report.claims)
        yield ReviewedReport(report.document, tuple(one for one in found if one is not None))


def _reviewed(claim: Claim, verdict: str | None, corrected: dict[str, Any]) -> Reviewed | None:
    if verdict is None and not corrected:
        return None
    known = _ALL if verdict == "accept" else _ALL & corrected.keys()
    return Reviewed(claim, verdict != "reject", frozenset(known))
