"""Who the informant of a claim is: the last named link, its organisation, or the report's own outlet or agency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from attrs import evolve, frozen

from tallystick.assessing.aliases import bracketed, spoken_for
from tallystick.assessing.credits import credited_agency
from tallystick.assessing.forest import UnionFind
from tallystick.assessing.material import Told
from tallystick.assessing.names import normal_name, same_name
from tallystick.record import Document, Source
from tallystick.vocabulary import sources
from tallystick.vocabulary.grades import terms

Voice = Literal["informant", "outlet", "media-reports"]


@frozen
class Identity:
    """Who says it; claims of one ``key`` rest on one informant.

    ``outlet`` is the key of the outlet where it is one, whichever informant that outlet is merged with.
    """

    key: str
    name: str
    kind: str | None
    anonymous: bool = False
    side: str | None = None
    voice: Voice = "informant"
    outlet: str | None = None


def identify(told: Told, copies: dict[str, str]) -> Identity:
    """The informant of a claim; ``copies`` gives for each document the first one whose text it shares."""
    link = told.claim.informant
    return _outlet(outlet_name(told.document), told.document) if link is None else _of_link(link, told, copies)


def relays(told: Told, copies: dict[str, str]) -> tuple[Identity, ...]:
    """Those through whom a claim reached the report, outermost first: all links but the informant."""
    return tuple(_of_link(link, told, copies) for link in told.claim.attribution[:-1])


def _of_link(link: Source, told: Told, copies: dict[str, str]) -> Identity:
    name = _speaker(link)
    known = sources.canonical(name)
    kind = (sources.informants()[known].kind if known else None) or link.kind or sources.kind_of(name)
    if known:
        title = sources.informants()[known].name
        return (
            _named_outlet(known, title, name)
            if kind == "media"
            else Identity(known, title, kind, side=sources.party(name))
        )
    if normal_name(name) in {normal_name(term) for term in terms("independence", "generic_media")}:
        return Identity(f"media:{told.document.id}", name, kind, True, voice="media-reports")
    if sources.is_anonymous(name):
        return Identity(f"unnamed:{copies[told.document.id]}:{normal_name(name)}", name, kind, True)
    if kind == "media":
        return _named_outlet(normal_name(name), name, name)
    return Identity(f"name:{normal_name(name)}", name, kind)


def outlet_name(document: Document) -> str:
    """Who speaks in a report's own voice: the agency whose copy it carries, its publisher, or the report by its id."""
    return credited_agency(document) or document.publisher or f"report {document.id}"


def outlet_keys(document: Document) -> frozenset[str]:
    """Keys by which other reports may cite this one: its agency's and its publisher's."""
    names = (outlet_name(document), document.publisher)
    return frozenset(_outlet_key(name) for name in names if name)


def as_outlet(identity: Identity, outlets: frozenset[str]) -> Identity:
    """The identity as an outlet's where it is the publisher of a report at hand, whatever else it is.

    ``outlets`` are the keys of those publishers (``outlet_keys``): a monitor that publishes its own reports is cited as
    an outlet is.
    """
    key = _outlet_key(identity.name)
    if identity.outlet or identity.anonymous or key not in outlets:
        return identity
    return evolve(identity, key=key, voice="outlet", outlet=key)


def merge_names(
    identities: dict[str, Identity], documents: dict[str, str], told: Sequence[Told]
) -> dict[str, Identity]:
    """The same identities with one key for those that mean one informant.

    One are: names that mean one (``names.same_name``), names that the reports of ``told`` say are one (``aliases``), a
    surname and the full name in one report, and speakers of one party to the conflict. ``documents`` gives the document
    of each claim.
    """
    keys = UnionFind(sorted({i.key for i in identities.values()}))
    _join_learned(keys, identities, told)
    named = _named(identities.values())
    for one, other in combinations(named, 2):
        if same_name(one.name, other.name):
            keys.join(one.key, other.key)
    _join_surnames(keys, identities, documents)
    for members in _by_side(identities.values()).values():
        for key in members[1:]:
            keys.join(members[0], key)
    return {claim: evolve(i, key=keys.find(i.key)) for claim, i in identities.items()}


def _speaker(link: Source) -> str:
    if sources.canonical(link.source) and not (link.organisation and sources.canonical(link.organisation)):
        return link.source
    return link.organisation or link.source


def _outlet(name: str, document: Document) -> Identity:
    named = document.publisher is not None or credited_agency(document) is not None
    key, side = _outlet_key(name), sources.party(name) if named else None
    kind = (sources.kind_of(name) if sources.canonical(name) else None) or "media"
    return Identity(key, _title(name), kind, not named, side, "outlet", key)


def _named_outlet(key: str, title: str, name: str) -> Identity:
    return Identity(f"outlet:{key}", title, "media", False, sources.party(name), "outlet", f"outlet:{key}")


def _outlet_key(name: str) -> str:
    return f"outlet:{sources.canonical(name) or normal_name(name)}"


def _title(name: str) -> str:
    """The usual name of an informant that the vocabulary knows, else the name itself."""
    known = sources.canonical(name)
    return sources.informants()[known].name if known else name


def _named(identities: Iterable[Identity]) -> list[Identity]:
    found: dict[str, Identity] = {}
    for identity in sorted(identities, key=lambda i: (i.key, i.name)):
        if identity.key.startswith("name:"):
            found.setdefault(identity.key, identity)
    return list(found.values())


def _join_learned(keys: UnionFind, identities: dict[str, Identity], told: Sequence[Told]) -> None:
    by_name = {normal_name(i.name): i.key for i in identities.values() if not i.anonymous}
    documents = {t.document.id: t.document for t in told}
    names = sorted({i.name for i in identities.values() if not i.anonymous})
    for one, other in (*spoken_for(told), *bracketed(documents.values(), names)):
        a, b = (by_name.get(normal_name(_title(name))) for name in (one, other))
        if a and b and a != b:
            keys.join(b, a)


def _join_surnames(keys: UnionFind, identities: dict[str, Identity], documents: dict[str, str]) -> None:
    for (claim, one), (other_claim, other) in combinations(sorted(identities.items()), 2):
        if documents[claim] == documents[other_claim] and one.key.startswith("name:") and other.key.startswith("name:"):
            a, b = (i.key.removeprefix("name:").split() for i in (one, other))
            if a != b and 1 in (len(a), len(b)) and a[-1] == b[-1]:
                keys.join(*sorted((one.key, other.key)))


def _by_side(identities: Iterable[Identity]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for identity in identities:
        if identity.side:
            found.setdefault(identity.side, set()).add(identity.key)
    return {side: sorted(members) for side, members in sorted(found.items())}
