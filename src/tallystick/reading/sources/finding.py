"""The attributions of a document, and the one that governs a clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import cast

from tallystick.reading.sentences import Sentence
from tallystick.reading.sources.attribution import Attribution, Saying
from tallystick.reading.sources.quotes import find_quotes, quote_at
from tallystick.reading.sources.resolve import Registry
from tallystick.reading.sources.sayings import find_sayings
from tallystick.reading.sources.transcripts import find_transcripts, transcript_at
from tallystick.record import Certainty, Document, Source, Span
from tallystick.vocabulary import sources as vocabulary

_GAP = 3
_WINDOW = 40
"""Sentences: how far from a clause its attribution may stand (a long quotation)."""
_GOING_ON = vocabulary.phrases("going_on")
_PARTICIPLES = vocabulary.phrases("participles")
_DENIALS = vocabulary.denials()
_OPINIONS = vocabulary.verbs("opinion")


def find_attributions(document: Document, sentences: Sequence[Sentence]) -> list[Attribution]:
    """The attributions of ``document`` in the order of their sentences.

    Sources are named by the best name that the report gives them up to there. A sentence that goes on with the account
    of the one before has an attribution without a cue.
    """
    quotes, transcripts = find_quotes(document.text), find_transcripts(document.text)
    registry = Registry(document.text)
    found: list[Attribution] = []
    for number, sentence in enumerate(sentences):
        spoken = transcript_at(transcripts, sentence.end - 1) if transcripts else None
        speaker = (_named(spoken.speaker, None, registry),) if spoken else ()
        sayings = find_sayings(sentence, quotes)
        here = _attributions(document.text, number, sentence, sayings, registry, speaker)
        if speaker and spoken:
            here.insert(0, Attribution(speaker, None, (max(spoken.start, sentence.start), sentence.end), number))
        elif not here and found and (carried := _carried(found[-1], number, sentence, quotes)):
            here = [carried]
        found.extend(here)
    return found


def _carried(last: Attribution, number: int, sentence: Sentence, quotes: list[tuple[int, int]]) -> Attribution | None:
    """The attribution of a sentence that goes on with the account of the sentence before; None for any other."""
    adjoins = last.sentence >= number - 1 or last.content[1] >= sentence.start - _GAP
    if not adjoins or not last.chain or last.content[1] >= sentence.end:
        return None
    quote = quote_at(quotes, sentence.start)
    if quote is not None and (quote[0] >= sentence.start or last.content[1] >= sentence.start):
        return Attribution(last.chain, None, (sentence.start, quote[1]), number, last.hedge)
    words = [t.lower for t in sentence.tokens]
    if words[:1] and (words[0] in _GOING_ON or not _PARTICIPLES.isdisjoint(words)):
        return Attribution(last.chain, None, (sentence.start, sentence.end), number, last.hedge)
    return None


def source_of(attributions: Sequence[Attribution], start: int, end: int, sentence: int) -> Attribution | None:
    """The attribution that governs the clause from ``start`` to ``end`` in the sentence of that index.

    The one whose content shares most characters with the clause, the shorter content where two share as many; else the
    nearest saying before the clause in its sentence ("..., the monitor said, adding that ..."), which a denial is not.
    """
    best: tuple[int, int] | None = None
    chosen: Attribution | None = None
    nearest: Attribution | None = None
    first = bisect_left(attributions, sentence - _WINDOW, key=_sentence)
    last = bisect_right(attributions, sentence + _WINDOW, key=_sentence)
    for attribution in attributions[first:last]:
        if is_opinion(attribution):
            continue
        shared = min(end, attribution.content[1]) - max(start, attribution.content[0])
        rank = (shared, attribution.content[0] - attribution.content[1])
        if shared > 0 and (best is None or rank > best):
            best, chosen = rank, attribution
        if attribution.sentence == sentence and _leads_on(attribution, start):
            nearest = attribution
    return chosen or nearest


def _leads_on(attribution: Attribution, start: int) -> bool:
    """Whether the account may go on to what stands at ``start``, past what is surely said."""
    return attribution.cue is not None and attribution.cue.end <= start and not is_denial(attribution)


def is_opinion(attribution: Attribution) -> bool:
    """Whether the words of saying tell a stance ("praised", "attacked") rather than what happened."""
    return attribution.cue is not None and attribution.cue.exact.lower().rsplit(None, 1)[-1] in _OPINIONS


def is_denial(attribution: Attribution) -> bool:
    """Whether the words of saying deny what is said."""
    return attribution.cue is not None and not _DENIALS.isdisjoint(attribution.cue.exact.lower().split())


def _sentence(attribution: Attribution) -> int:
    return attribution.sentence


def _attributions(
    text: str,
    number: int,
    sentence: Sentence,
    sayings: Sequence[Saying],
    registry: Registry,
    speaker: tuple[Source, ...],
) -> list[Attribution]:
    """The attributions of a sentence; ``speaker`` is the source that speaks the whole sentence, if one does."""
    chains = [_own_chain(text, sentence, saying, registry) for saying in sayings]
    found = []
    for at, saying in enumerate(sayings):
        outer = chains[saying.nested] if saying.nested is not None else speaker
        known = {o.source for o in outer}
        tokens = sentence.tokens
        denied = saying.nested is not None and _denies(sentence, sayings[saying.nested])
        chain = (*outer, *(s for s in chains[at] if s.source not in known and not (denied and _is_hearsay(s))))
        cue = Span.of(text, tokens[saying.cue[0]].start, tokens[saying.cue[1] - 1].end)
        found.append(Attribution(chain, cue, saying.content, number, _hedge(chain, cue)))
    return found


def _own_chain(text: str, sentence: Sentence, saying: Saying, registry: Registry) -> tuple[Source, ...]:
    if saying.source is None:
        return ()
    links = ((saying.source, saying.cue), *saying.links)
    tokens = sentence.tokens
    spans = [tuple(Span.of(text, tokens[a].start, tokens[b - 1].end) for a, b in link) for link in links]
    return tuple(_named(source, cue.exact, registry) for source, cue in spans)


def _named(words: Span, cue: str | None, registry: Registry) -> Source:
    means = registry.resolve(words.exact)
    return Source(means.name, means.role, means.organisation, means.kind, cue, words)


def _denies(sentence: Sentence, saying: Saying) -> bool:
    return any(t.lower in _DENIALS for t in sentence.tokens[slice(*saying.cue)])


def _is_hearsay(source: Source) -> bool:
    """True for reports with nobody behind them."""
    return source.source.lower().endswith("reports")


def _hedge(chain: tuple[Source, ...], cue: Span) -> Certainty | None:
    """What is believed, feared or known from mere reports is not stated."""
    if not chain or _is_hearsay(chain[-1]):
        return "reported"
    hedges = vocabulary.hedges()
    return next((cast(Certainty, hedges[word]) for word in cue.exact.lower().split() if word in hedges), None)
