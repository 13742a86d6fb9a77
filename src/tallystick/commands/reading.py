"""Files to reports with their claims; whatever cannot be read is named with its reason and stops nothing else."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from tallystick.commands.layouts import figure_words, read_layout
from tallystick.commands.pipeline import CONVENTION, READER, pipeline
from tallystick.commands.usage import require_day, require_rules
from tallystick.errors import IntakeError, ReaderError, UsageError
from tallystick.intake import LARGEST_FILE, Opened, discover, open_bytes, open_path
from tallystick.reading.sentences import Sentence, split
from tallystick.reading.stance.cues import pattern
from tallystick.record import Claim, Report, Span
from tallystick.serialising import to_plain
from tallystick.vocabulary.loader import load

DEFAULT, WHOLE = "no words: the default", "no words of its own: the claim as a whole"
_CONFIDENCE_OF = {"time": "date"}
_AROUND = 90
"""Characters before and after a claim, in its sentence, where a cue of its status or certainty may stand."""


@frozen
class ReadOptions:
    """What the user says of the files; each goes before what a file says of itself."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    convention: str = CONVENTION
    reader: str = READER


@frozen
class Skipped:
    """A file, or an entry of one, that was not read, and why: one sentence."""

    name: str
    reason: str


@frozen
class Ground:
    """What one filler of a claim's slot stands on."""

    slot: str
    value: str
    words: Span | None
    """The words of the text that gave it; without any, ``why`` says what did."""
    sentence: Span | None
    """The sentence in which they stand."""
    why: str | None
    confidence: float | None
    """How often a coder agrees with such a filler; None where a rule gave it."""


@frozen
class Explained:
    """A claim with what each of its slots stands on."""

    claim: Claim
    grounds: tuple[Ground, ...]


def read_paths(paths: Sequence[str], options: ReadOptions) -> Iterator[Report | Skipped]:
    """The reports of ``paths`` in order; ``-`` is standard input, a folder is walked.

    Raises UsageError for an option that cannot be meant.
    """
    require_rules(options.convention)
    require_day(options.published)
    line = pipeline(options.reader, options.convention)
    for name in expand(paths):
        try:
            opened = open_one(name, options)
            yield from map(line.read, (intake.document for intake in opened))
        except (IntakeError, ReaderError) as error:
            yield Skipped(name, str(error))
            continue
        for problem in opened.problems:
            yield Skipped(name, str(problem))


def expand(paths: Sequence[str]) -> Iterator[str]:
    """The names of the files in ``paths``, folders walked; standard input and addresses as they are.

    Raises UsageError for an empty name.
    """
    for path in paths:
        if not path:
            raise UsageError("An empty name is no file; name a file, a folder, or - for standard input.")
        if path == "-" or "://" in path:
            yield path
        else:
            yield from map(str, discover([path]))


def open_one(name: str, options: ReadOptions) -> Opened:
    """The documents of one file or of standard input.

    Raises IntakeError where it cannot be read.
    """
    if "://" in name:
        raise IntakeError(
            f"{name} is an address, and this version opens no connection; save the page and add the file."
        )
    if name == "-":
        return open_bytes(
            sys.stdin.buffer.read(LARGEST_FILE + 1),
            "standard input",
            published=options.published,
            publisher=options.publisher,
            title=options.title,
        )
    return open_path(name, published=options.published, publisher=options.publisher, title=options.title)


def explained(report: Report) -> list[Explained]:
    """The claims of ``report`` with the words, and the confidence, behind each of their slots."""
    sentences = split(report.document)
    return [Explained(claim, tuple(_grounds(claim, report.document.text, sentences))) for claim in report.claims]


def explained_layout(report: Report, with_text: bool = False) -> dict[str, Any]:
    """What ``read --explain --json`` prints: as without --explain, and for each claim what its slots stand on."""
    told = [{"claim": one.claim.id, "slots": to_plain(one.grounds)} for one in explained(report)]
    return {**read_layout(report, with_text), "explained": told}


def _grounds(claim: Claim, text: str, sentences: Sequence[Sentence]) -> Iterator[Ground]:
    for slot, value, words in _fillers(claim):
        yield _ground(claim, slot, value, words, WHOLE, sentences)
    around = _sentence(claim.trigger or claim.text, sentences) or claim.text
    for slot, default in (("status", "occurred"), ("certainty", "stated")):
        value = getattr(claim, slot)
        words = None if value == default else _cue(f"{slot}_cues", value, claim, around, text)
        yield _ground(claim, slot, value, words, DEFAULT if value == default else WHOLE, sentences)


def _ground(claim: Claim, slot: str, value: str, words: Span | None, why: str, sentences: Sequence[Sentence]) -> Ground:
    sure = claim.confidences.get(_CONFIDENCE_OF.get(slot, slot))
    return Ground(slot, value, words, _sentence(words, sentences), None if words else why, sure)


def _fillers(claim: Claim) -> Iterator[tuple[str, str, Span | None]]:
    yield "event", claim.event, claim.trigger
    yield from (("figure", figure_words(figure), figure.text) for figure in claim.figures)
    yield from (("perpetrator", party.name, party.text) for party in claim.perpetrators)
    yield from (("victim", party.name, party.text) for party in claim.victims)
    if claim.place:
        yield "place", claim.place.name, claim.place.text
    if claim.time:
        yield "time", claim.time.edtf, claim.time.text
    yield from (("weapon", weapon.type, weapon.text) for weapon in claim.weapons)
    yield from (("source", link.source, link.text) for link in claim.attribution)


def _sentence(words: Span | None, sentences: Sequence[Sentence]) -> Span | None:
    """The sentence in which ``words`` begin."""
    at = bisect_right(sentences, words.start, key=lambda s: s.start) - 1 if words else -1
    if words is None or at < 0 or sentences[at].end <= words.start:
        return None
    return Span(sentences[at].start, sentences[at].end, sentences[at].text)


def _cue(vocabulary: str, value: str, claim: Claim, around: Span, text: str) -> Span | None:
    """The words that say so by the vocabulary: in the claim, before its event, or around it in its sentence."""
    start, end = claim.text.start, claim.text.end
    event = claim.trigger.start if claim.trigger else end
    reach = {
        "clause": (start, end),
        "trigger": (start, event),
        "lead": (max(around.start, start - _AROUND), start),
        "tail": (end, min(around.end, end + _AROUND)),
    }
    known = load(vocabulary).get(value, {})
    for where, (first, last) in reach.items():
        phrases = pattern(vocabulary, value, where) if where in known else None
        found = phrases.search(text, first, max(first, last)) if phrases else None
        if found:
            return Span.of(text, *found.span())
    return None
