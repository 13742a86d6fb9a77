"""The stages that find figures, times, places and parties for each draft."""

from __future__ import annotations

from attrs import evolve

from tallystick.reading.assembly.workings import Draft, Workings
from tallystick.reading.events.cues import OUTCOME
from tallystick.reading.events.tolls import counts_a_span, outgrows_incidents
from tallystick.reading.figures import find_figures
from tallystick.reading.parties.choosing import perpetrator, victim
from tallystick.reading.parties.naming import PartyMention, find_parties, party_words
from tallystick.reading.parties.phrases import person_befallen
from tallystick.reading.places import ReportPlaces, find_places
from tallystick.reading.sentences import tokenise
from tallystick.reading.times import choose_time, find_times, other_times, report_day
from tallystick.reading.weapons import find_weapons
from tallystick.record import Figure, Party, Place, Span

_UNTOLD = "people"
"""Who was counted where the words give a number and no more."""
_PRONOUNS, _PRONOUN_REACH = frozenset({"it", "they", "we", "its", "their"}), 4
_HARM_DONE = frozenset({"killed", "injured", "casualties", "missing", "trapped"})
_MEASURES = {
    "battle": _HARM_DONE - {"trapped"},
    "toll": _HARM_DONE | {"displaced", "detained", "abducted", "evacuated"},
    "displacement": frozenset({"displaced"}),
    "evacuation": frozenset({"evacuated"}),
    "siege": frozenset({"trapped"}),
    "abduction": frozenset({"abducted", "missing"}),
    "detention": frozenset({"detained"}),
    "torture": frozenset({"killed", "injured"}),
}
_WITHOUT_FIGURES = frozenset(
    {"territory", "negotiation", "agreement", "protest", "conscription", "property-destruction"}
)
_WITHOUT_WEAPONS = _WITHOUT_FIGURES | {"toll", "siege", "displacement", "evacuation", "aid", "detention", "abduction"}


def figures_for(work: Workings) -> None:
    """Gives each draft the figures of its clause; a figure belongs to one claim only."""
    taken: set[tuple[int, int]] = set()
    for draft in sorted(work.drafts, key=_claims_figures_first):
        if draft.mention.event in _WITHOUT_FIGURES or draft.mention.headline:
            continue
        found = find_figures(work.document.text, draft.start, draft.end, draft.mention.event)
        measures = _MEASURES.get(draft.mention.event, _HARM_DONE)
        mine = [f.measure in measures and (f.text.start, f.text.end) not in taken for f in found]
        draft.figures = _renumbered(found, mine)
        sentence = work.sentences[draft.mention.sentence]
        if outgrows_incidents(draft.figures) or counts_a_span(sentence, draft.mention.triggers, draft.figures):
            draft.mention = evolve(draft.mention, event="toll", inherited=False)
        taken.update((f.text.start, f.text.end) for f in draft.figures)


def _claims_figures_first(draft: Draft) -> bool:
    """Sorts the drafts whose triggers tell what came of it before the others."""
    return not any(t.role == OUTCOME for t in draft.mention.triggers)


def _renumbered(figures: list[Figure], keep: list[bool]) -> tuple[Figure, ...]:
    """The kept figures, ``part_of`` counted anew and left out where its whole was."""
    numbers = {old: new for new, old in enumerate(i for i, k in enumerate(keep) if k)}
    return tuple(
        evolve(f, part_of=numbers.get(f.part_of) if f.part_of is not None else None)
        for f, k in zip(figures, keep, strict=True)
        if k
    )


def times_for(work: Workings) -> None:
    """Dates each draft by its clause or its sentence."""
    text = work.document.text
    day, kind = report_day(work.document)
    times = work.times = find_times(text, day, anchor_kind=kind)
    cues: dict[int, list[Span]] = {}
    for attribution in work.attributions:
        cues.setdefault(attribution.sentence, []).extend([attribution.cue] if attribution.cue else [])
    for draft in work.drafts:
        at = draft.mention.sentence
        sentence = work.sentences[at].start, work.sentences[at].end
        clause, trigger = (draft.start, draft.end), (draft.mention.trigger.start, draft.mention.trigger.end)
        draft.time = choose_time(text, times, clause, sentence, cues.get(at, ()), trigger)
        draft.other_times = other_times(text, times, clause, sentence, cues.get(at, ()))


def places_for(work: Workings) -> None:
    """Places each draft by its clause, its sentence or what the report told before."""
    work.places = find_places(work.document.text, work.names)
    told = ReportPlaces(work.places)
    for draft in work.drafts:
        sentence = work.sentences[draft.mention.sentence]
        chosen = told.choose((draft.start, draft.end), (sentence.start, sentence.end))
        if chosen:
            draft.place = Place(chosen.name, chosen.text)
            draft.own_place = sentence.start <= chosen.text.start < sentence.end


def parties_for(work: Workings) -> None:
    """Finds who did it, whom it befell and with what, by the clause."""
    for draft in work.drafts:
        mention = draft.mention
        sentence = work.sentences[mention.sentence]
        if mention.sentence not in work.parties:
            work.parties[mention.sentence] = find_parties(sentence)
        parties = [p for p in work.parties[mention.sentence] if _in_reach(p, draft)]
        doer = perpetrator(mention, sentence, parties)
        draft.perpetrator = _party(work, doer) or _speaker_who_did(work, draft)
        draft.victim = (
            _counted(work, draft, parties)
            or person_befallen(work.document.text, sentence, mention.event, mention.triggers)
            or _party(work, victim(mention, sentence, parties, doer))
        )
        if mention.event not in _WITHOUT_WEAPONS:
            draft.weapons = find_weapons(work.document.text, sentence.tokens[mention.first : mention.last + 1])


def _speaker_who_did(work: Workings, draft: Draft) -> Party | None:
    """The side that speaks of its own deed: "the brigade said it had killed six fighters"."""
    trigger = draft.mention.trigger
    before = work.document.text[draft.start : trigger.start].lower().split()
    if not draft.chain or draft.chain[0].text is None or not _PRONOUNS & set(before[-_PRONOUN_REACH:]):
        return None
    words = tokenise(draft.chain[0].source)
    armed = any(t.lower in party_words().armed or t.lower in party_words().countries for t in words)
    return Party(draft.chain[0].source, draft.chain[0].text) if armed else None


def _in_reach(party: PartyMention, draft: Draft) -> bool:
    """True for a party in the telling itself or in a clause before it, not in the words of saying."""
    return party.end <= draft.mention.start or (draft.start <= party.start and party.end <= draft.end)


def _party(work: Workings, found: PartyMention | None) -> Party | None:
    return Party(found.name, Span.of(work.document.text, found.start, found.end)) if found else None


def _counted(work: Workings, draft: Draft, parties: list[PartyMention]) -> Party | None:
    """The people of the first figure: as a party name that overlaps it, else as the figure's group."""
    if not draft.figures:
        return None
    figure = draft.figures[0]
    named = next((p for p in parties if p.start < figure.text.end and figure.text.start < p.end), None)
    alone = figure.text.exact if figure.value == 1 else _UNTOLD
    return _party(work, named) or Party(figure.group or alone, figure.text)
