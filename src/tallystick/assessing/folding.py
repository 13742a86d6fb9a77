"""Folds each claim into the one whose informant it rests on, by the first rule that applies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from tallystick.assessing.identity import Identity, outlet_keys, own_identity
from tallystick.assessing.material import Told
from tallystick.assessing.wording import Wordings, all_quoted_words, claim_words, quoted_words, shared_share
from tallystick.vocabulary.grades import is_certain, reason, setting
from tallystick.vocabulary.informants import Registry
from tallystick.vocabulary.names import name_words


@frozen
class Fold:
    """The claim that another rests on, the rule that says so and its sentence."""

    into: str
    rule: str
    reason: str

    @property
    def certain(self) -> bool:
        """False where they are only possibly one informant."""
        return is_certain(self.rule)


class _Folder:
    """The claims of an incident with what is known of their informants and of the texts that are copies."""

    def __init__(self, told: Sequence[Told], identities: dict[str, Identity], copies: dict[str, str]) -> None:
        self.told = told
        self.identities = identities
        self.copies = copies
        self.wordings = Wordings(told, claim_words, setting("independence", "wording_least_words"))
        self.quotations = Wordings(told, quoted_words, setting("independence", "quotation_least_words"))
        self.reports_quoting = Wordings(told, all_quoted_words, setting("independence", "quotation_least_words"))
        self.by_document = _grouped(told, lambda t: t.document.id)
        self.by_copies = _grouped(told, lambda t: copies[t.document.id])

    def fold(self, told: Told) -> Fold | None:
        """The first rule that folds the claim, None where it stands for itself."""
        who = self.identities[told.claim.id]
        if who.voice == "media-reports":
            return self._media_reports(told)
        if told.own_voice:
            taken = self._restated(told) or self._copied(told) or self._taken_over(told) or self._quoted(told)
            return taken or self._quoting_alike(told)
        if cited := who.citing or (who.outlet not in outlet_keys(told) and who.outlet):
            return self._cited(told, cited)
        return self._taken_over(told) or self._quoted(told) if who.anonymous else None

    def _restated(self, told: Told) -> Fold | None:
        named = [t for t in self.by_document[told.document.id] if not t.own_voice]
        if not (source := best_match(told, named)):
            return None
        rule = "restates" if _agrees(told, source) else "untraced-voice"
        return self._into(source, rule, report=told.label, name=self._name(source))

    def _copied(self, told: Told) -> Fold | None:
        group = self.copies[told.document.id]
        others = [t for t in self.by_copies[group] if t.document.id != told.document.id]
        source = best_match(told, [t for t in others if not t.own_voice]) or best_match(
            told, [t for t in others if t.own_voice and _before(t, told)]
        )
        if source is None:
            return None
        share = f"{shared_share(told.document, source.document):.0%}"
        return self._from(source, told, "copied-report", share=share)

    def _taken_over(self, told: Told) -> Fold | None:
        others = [t for t in self.wordings.like(told) if _before(t, told) or self._more_direct(t, told)]
        source = best_match(told, others)
        return self._from(source, told, "shared-wording") if source else None

    def _quoted(self, told: Told) -> Fold | None:
        """Into a claim with the same quotation: a speaker who is named there, else the earliest."""
        others = self.quotations.like(told)
        named = [t for t in others if not t.own_voice and not self.identities[t.claim.id].anonymous]
        source = best_match(told, named or [t for t in others if _before(t, told)])
        return self._from(source, told, "shared-quotation") if source else None

    def _quoting_alike(self, told: Told) -> Fold | None:
        """Perhaps into an earlier report that quotes the same words somewhere in its text."""
        source = best_match(told, [t for t in self.reports_quoting.like(told) if _before(t, told)])
        return self._into(source, "report-quotes-alike", report=told.label, other=source.label) if source else None

    def _cited(self, told: Told, outlet: str) -> Fold | None:
        theirs = published_by(outlet, told, self.told)
        source = best_match(told, theirs)
        return self._from(source, told, "cites-outlet", theirs) if source else None

    def _media_reports(self, told: Told) -> Fold | None:
        """Into a report that gives the figures: of an earlier day, or in its own voice of the same day."""
        outlets = [t for t in self.told if self.identities[t.claim.id].voice == "outlet"]
        others = [t for t in outlets if t.document.id != told.document.id]
        earlier = [t for t in others if t.order[0] < told.order[0] or (t.own_voice and t.order[0] == told.order[0])]
        source = best_match(told, [t for t in earlier if gives_its_figures(self._beside(t), told)])
        return self._into(source, "cites-media", report=told.label) if source else None

    def _from(self, source: Told, told: Told, rule: str, known: Iterable[Told] | None = None, **words: str) -> Fold:
        """By the rule, where what it is taken from gives its figures; else it only may be the same informant's word."""
        names = {
            "report": told.label,
            "other": source.label,
            "name": self._name(source),
        }
        agreed = gives_its_figures(self._beside(source) if known is None else known, told)
        return self._into(source, rule if agreed else "other-figure", **names, **words)

    def _beside(self, told: Told) -> list[Told]:
        return self.by_document[told.document.id]

    def _more_direct(self, source: Told, told: Told) -> bool:
        return told.own_voice and not source.own_voice and not self.identities[source.claim.id].anonymous

    def _name(self, told: Told) -> str:
        return self.identities[told.claim.id].name

    def _into(self, source: Told, rule: str, **words: str) -> Fold:
        return Fold(source.claim.id, rule, reason("independence", rule, **words))


def as_citing(told: Sequence[Told], identities: dict[str, Identity]) -> dict[str, Identity]:
    """The same identities; who cites an outlet with a figure that its reports at hand do not give speaks for itself."""
    return {t.claim.id: _as_citing(t, identities[t.claim.id], told, identities) for t in told}


def _as_citing(told: Told, who: Identity, every: Sequence[Told], identities: dict[str, Identity]) -> Identity:
    """A body that publishes reports and is no outlet is quoted with its own word, which may be a new one."""
    if not who.outlet or who.outlet in outlet_keys(told) or who.kind not in (None, "media"):
        return who
    theirs = published_by(who.outlet, told, every)
    if not theirs or gives_its_figures(theirs, told):
        return who
    citing = own_identity(told)
    merged = next((i for i in identities.values() if i.outlet == citing.outlet), citing)
    return evolve(citing, key=merged.key, citing=who.outlet)


def published_by(outlet: str, told: Told, every: Iterable[Told]) -> list[Told]:
    """The claims of the other reports of the outlet with that key."""
    return [t for t in every if t.document.id != told.document.id and outlet in outlet_keys(t)]


def gives_its_figures(known: Iterable[Told], told: Told) -> bool:
    """Whether some claims give all numbers of ``told``, or no number at all; vague words are no other numbers."""
    numbers, theirs = (
        {(m, value) for t in ts for m, value, _ in _numbers(t) if value is not None} for ts in ([told], known)
    )
    return not theirs or numbers <= theirs


def folds(
    told: Sequence[Told], identities: dict[str, Identity], copies: dict[str, str]
) -> tuple[dict[str, Fold], dict[str, Fold]]:
    """The certain fold of each claim that has one, and the possible ones.

    Following the certain folds leads to the claim that stands for itself.

    Args:
        told: claims of one incident, in order.
        identities: the informant of each claim by its id.
        copies: for each document the first one whose text it shares.
    """
    folder = _Folder(told, identities, copies)
    every = {t.claim.id: fold for t in told if (fold := folder.fold(t))}
    certain = {claim: fold for claim, fold in every.items() if fold.certain}
    _open_loops(told, certain)
    alone = [t for t in told if t.claim.id not in certain]
    for members in _grouped(alone, lambda t: identities[t.claim.id].key).values():
        for n, member in enumerate(members[1:], 1):
            certain[member.claim.id] = _copy(members[:n], member, copies) or _same(members[0], member, identities)
        if anchor := _anchor(members[0], told, identities, certain):
            certain[members[0].claim.id] = _same(anchor, members[0], identities)
    return certain, {claim: fold for claim, fold in every.items() if not fold.certain}


def _anchor(
    first: Told, told: Sequence[Told], identities: dict[str, Identity], certain: dict[str, Fold]
) -> Told | None:
    """The claim of the same unnamed informant whose words were traced elsewhere: all that it says goes there."""
    who = identities[first.claim.id]
    if not who.anonymous or who.voice != "informant":
        return None
    traced = (t for t in told if t.claim.id in certain and identities[t.claim.id].key == who.key)
    return next((t for t in traced if _root(t.claim.id, certain) != first.claim.id), None)


def _root(claim: str, certain: dict[str, Fold]) -> str:
    while claim in certain:
        claim = certain[claim].into
    return claim


def best_match(told: Told, candidates: Iterable[Told]) -> Told | None:
    """Of the candidates the one with the same figures, else the earliest."""
    return min(candidates, key=lambda t: (not (_numbers(t) & _numbers(told)), t.order), default=None)


def _copy(earlier: Sequence[Told], member: Told, copies: dict[str, str]) -> Fold | None:
    """The claim in a report that shares its text with one that quotes the same informant."""
    group = copies[member.document.id]
    like = [t for t in earlier if copies[t.document.id] == group and t.document.id != member.document.id]
    source = best_match(member, like)
    if source is None:
        return None
    share = f"{shared_share(member.document, source.document):.0%}"
    copy, original = (source, member) if _credits(source, member) else (member, source)
    words = {"report": copy.label, "other": original.label, "share": share}
    return Fold(source.claim.id, "copied-report", reason("independence", "copied-report", **words))


def _credits(one: Told, other: Told) -> bool:
    """Whether the head of the one report names the outlet of the other in brackets: "GENEVA (Harbour Wire) -"."""
    outlet = other.document.publisher
    head = one.document.text[: setting("independence", "credit_window") + len(one.document.title or "")]
    return outlet not in (None, one.document.publisher) and f"({outlet})" in head


def _same(first: Told, member: Told, identities: dict[str, Identity]) -> Fold:
    who, other = identities[first.claim.id], identities[member.claim.id]
    words = {"name": who.name, "other": other.name, "outlet": member.label}
    if who.side and who.name != other.name:
        rule = "same-party"
    elif alias := _other_name(who, other, member.known):
        rule, words = "alias", {"name": who.name, **alias}
    elif who.voice != "outlet":
        rule = "same-informant"
    elif not outlet_keys(member) - {who.outlet}:
        rule = "same-outlet"
    else:
        rule = "same-agency-copy" if member.own_voice else "same-informant"
    sentence = reason("independence", rule, **words)
    return Fold(
        first.claim.id, rule, " ".join((sentence, *_joined_by(who, other))) if rule == "same-informant" else sentence
    )


def _joined_by(who: Identity, other: Identity) -> list[str]:
    """The words of a report by which two names mean one informant, where some are kept."""
    both = [said for said in other.said if said in who.said] or [*other.said[:1], *who.said[:1]]
    if who.name == other.name or not both:
        return []
    return [reason("independence", "joined_by", section="notes", report=both[0].report, words=both[0].words)]


def _other_name(who: Identity, other: Identity, known: Registry) -> dict[str, str] | None:
    """The alias by which one of two wordings means the informant of the other, and who taught it."""
    if who.id is None or who.id != other.id or who.alias == other.alias:
        return None
    informant = known.informants[who.id]
    words = other.alias if other.alias != name_words(informant.name) else who.alias
    alias = next(name for name in informant.names() if name_words(name) == words)
    return {"alias": alias, "by": informant.taught_by(words)}


def _open_loops(told: Sequence[Told], found: dict[str, Fold]) -> None:
    """Free the earliest claim of each circle, and name the circle in the reasons of the others."""
    for t in told:
        circle, step = [t.claim.id], found.get(t.claim.id)
        while step and step.into not in circle:
            circle.append(step.into)
            step = found.get(step.into)
        if step and step.into == t.claim.id:
            del found[t.claim.id]
            for claim in circle[1:]:
                found[claim] = Fold(found[claim].into, "loop", reason("independence", "loop"))


def _grouped(told: Iterable[Told], key: Callable[[Told], str]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        found[key(t)].append(t)
    return found


def _numbers(told: Told) -> frozenset[tuple[str, int | None, str | None]]:
    return frozenset((f.measure, f.value, f.word) for f in told.claim.figures)


def _agrees(told: Told, source: Told) -> bool:
    return not _numbers(told) or bool(_numbers(told) & _numbers(source))


def _before(one: Told, other: Told) -> bool:
    return one.order < other.order
