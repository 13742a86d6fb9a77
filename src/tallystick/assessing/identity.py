"""Who the informant of a claim is: the last named link, its organisation, or the report's own outlet or agency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from attrs import evolve, frozen

from tallystick.assessing.aliases import Said, bracketed, officers, spoken_for
from tallystick.assessing.belligerents import as_decided, general, listed, meant
from tallystick.assessing.credits import credited_agency
from tallystick.assessing.forest import UnionFind
from tallystick.assessing.material import Told
from tallystick.assessing.names import is_writing, normal_name, plain_name, published_in, same_name
from tallystick.assessing.speaking import spoken_kind, spoken_side
from tallystick.record import Document, Source
from tallystick.vocabulary import sources
from tallystick.vocabulary.actors import Actors
from tallystick.vocabulary.grades import terms
from tallystick.vocabulary.informants import Informant, Registry, shipped
from tallystick.vocabulary.names import name_words

Voice = Literal["informant", "outlet", "media-reports"]


@frozen
class Identity:
    """Who says it; claims of one ``key`` rest on one informant.

    ``outlet`` is the key of the outlet where it is one, whichever informant that outlet is merged with. ``id`` is that
    of the registry, ``alias`` the words of the name by which the registry knows it here.
    """

    key: str
    name: str
    kind: str | None
    anonymous: bool = False
    side: str | None = None
    voice: Voice = "informant"
    outlet: str | None = None
    id: str | None = None
    alias: tuple[str, ...] = ()
    citing: str | None = None
    """The key of the outlet that it cites with a figure which that outlet's own reports do not give."""
    said: tuple[Said, ...] = ()
    """The words of reports by which its name means the informant that another name means."""


def identify(told: Told, copies: dict[str, str]) -> Identity:
    """The informant of a claim; ``copies`` gives for each document the first one whose text it shares."""
    link = told.claim.informant
    return own_identity(told) if link is None else _of_link(link, told, copies)


def relays(told: Told, copies: dict[str, str]) -> tuple[Identity, ...]:
    """Those through whom a claim reached the report, outermost first: all links but the informant."""
    return tuple(_of_link(link, told, copies) for link in told.claim.attribution[:-1])


def _of_link(link: Source, told: Told, copies: dict[str, str]) -> Identity:
    name = link.source if _is_anothers(link.source, told) else _speaker(link, told.known)
    informant = None if _is_anothers(name, told) else _informant(name, told.known)
    if informant is None and (publisher := _informant(published_in(name), told.known)) and publisher.kind == "media":
        return _known(publisher, told.known.alias_in(published_in(name)))
    if informant is not None:
        return _known(informant, told.known.alias_in(name))
    kind = link.kind or sources.kind_of(name)
    kind = None if kind == "document" and is_writing(name) else kind
    side = spoken_side(name, kind)
    return evolve(_unknown(name, spoken_kind(side, kind), told, copies), side=side.id if side else None)


def _unknown(name: str, kind: str | None, told: Told, copies: dict[str, str]) -> Identity:
    """Somebody whom the registry does not know."""
    if normal_name(name) in {normal_name(term) for term in terms("independence", "generic_media")}:
        return Identity(f"media:{told.document.id}", name, kind, True, voice="media-reports")
    if sources.is_anonymous(name):
        return Identity(f"unnamed:{copies[told.document.id]}:{normal_name(name)}", name, kind, True)
    if kind == "media":
        key = f"outlet:{normal_name(name)}"
        return Identity(key, name, kind, voice="outlet", outlet=key)
    return Identity(f"name:{normal_name(name)}", name, kind)


def _known(informant: Informant, alias: tuple[str, ...]) -> Identity:
    """An informant of the registry; an outlet is one whose own reports may be cited."""
    known = Identity(informant.id, informant.name, informant.kind, side=informant.side, id=informant.id, alias=alias)
    if informant.kind != "media":
        return known
    key = f"outlet:{informant.id}"
    return evolve(known, key=key, voice="outlet", outlet=key)


def _informant(name: str, known: Registry) -> Informant | None:
    key = known.canonical(name)
    return known.informants[key] if key else None


def _is_anothers(name: str, told: Told) -> bool:
    """True for a surname that an informant's speaker bears, in a report that does not name the informant."""
    informant = _informant(name, told.known)
    if informant is None or informant.guard(name_words(name)) != "surnames":
        return False
    return not informant.is_named_in(told.document.text)


def outlet_name(document: Document) -> str:
    """Who speaks in a report's own voice: the agency whose copy it carries, its publisher, or the report by its id."""
    return credited_agency(document) or document.publisher or f"report {document.id}"


def outlet_keys(told: Told) -> frozenset[str]:
    """Keys by which other reports may cite that of ``told``: its agency's and its publisher's."""
    names = (outlet_name(told.document), told.document.publisher)
    return frozenset(_outlet_key(name, told.known) for name in names if name)


def as_outlet(identity: Identity, outlets: frozenset[str], known: Registry) -> Identity:
    """The identity as an outlet's where it is the publisher of a report at hand, whatever else it is.

    ``outlets`` are the keys of those publishers (``outlet_keys``): a monitor that publishes its own reports is cited as
    an outlet is.
    """
    if (name := published_in(identity.name)) != identity.name and (key := _outlet_key(name, known)) in outlets:
        return Identity(key, name, sources.kind_of(name) or "media", voice="outlet", outlet=key)
    key = _outlet_key(identity.name, known)
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
    known = _registry(told)
    said = _join_learned(keys, identities, told)
    named = _named(identities.values())
    for one, other in combinations(named, 2):
        if same_name(one.name, other.name) and not known.rejects(one.name, other.name):
            keys.join(one.key, other.key)
    _join_surnames(keys, identities, documents)
    for members in _by_side(identities.values(), known.actors).values():
        for key in members[1:]:
            keys.join(members[0], key)
    return {
        claim: evolve(i, key=keys.find(i.key), said=said.get(normal_name(i.name), ()))
        for claim, i in identities.items()
    }


def _speaker(link: Source, known: Registry) -> str:
    if known.canonical(link.source) and not (link.organisation and known.canonical(link.organisation)):
        return link.source
    return link.organisation or plain_name(link.source)


def own_identity(told: Told) -> Identity:
    """Who speaks in the own voice of the report of a claim."""
    document, name = told.document, outlet_name(told.document)
    named = document.publisher is not None or credited_agency(document) is not None
    informant = _informant(name, told.known)
    key = _outlet_key(name, told.known)
    if informant is None:
        return Identity(key, name, "media", not named, None, "outlet", key)
    side = informant.side if named else None
    alias = told.known.alias_in(name)
    return Identity(key, informant.name, informant.kind or "media", not named, side, "outlet", key, informant.id, alias)


def _outlet_key(name: str, known: Registry) -> str:
    return f"outlet:{known.canonical(name) or normal_name(name)}"


def _title(name: str, known: Registry) -> str:
    """The usual name of an informant that the registry knows, else the name itself."""
    informant = _informant(name, known)
    return informant.name if informant else name


def _named(identities: Iterable[Identity]) -> list[Identity]:
    found: dict[str, Identity] = {}
    for identity in sorted(identities, key=lambda i: (i.key, i.name)):
        if identity.key.startswith("name:"):
            found.setdefault(identity.key, identity)
    return list(found.values())


def _join_learned(
    keys: UnionFind, identities: dict[str, Identity], told: Sequence[Told]
) -> dict[str, tuple[Said, ...]]:
    """Joins the names that reports say are one, but for those of which people said that they are not."""
    by_name = {normal_name(i.name): i.key for i in identities.values() if not i.anonymous}
    documents = {t.document.id: t.document for t in told}
    names, known = sorted({i.name for i in identities.values() if not i.anonymous}), _registry(told)
    found: dict[str, tuple[Said, ...]] = {}
    for said in (*spoken_for(told), *officers(documents.values(), names), *bracketed(documents.values(), names)):
        one, other = (normal_name(_title(name, known)) for name in (said.one, said.other))
        a, b = by_name.get(one), by_name.get(other)
        if a and b and a != b and not known.rejects(said.one, said.other):
            keys.join(b, a)
            found |= {name: (*found.get(name, ()), said) for name in (one, other)}
    return found


def _registry(told: Sequence[Told]) -> Registry:
    return told[0].known if told else shipped()


def _join_surnames(keys: UnionFind, identities: dict[str, Identity], documents: dict[str, str]) -> None:
    for (claim, one), (other_claim, other) in combinations(sorted(identities.items()), 2):
        if documents[claim] == documents[other_claim] and one.key.startswith("name:") and other.key.startswith("name:"):
            a, b = (i.key.removeprefix("name:").split() for i in (one, other))
            if a != b and 1 in (len(a), len(b)) and a[-1] == b[-1]:
                keys.join(*sorted((one.key, other.key)))


def _by_side(identities: Iterable[Identity], actors: Actors) -> dict[str, list[str]]:
    """The keys of each side's speakers; "the army" is that of the one state among them that fights at home."""
    found: dict[str, set[str]] = {}
    for identity in identities:
        if identity.side:
            found.setdefault(identity.side, set()).add(identity.key)
    named = [side for id_ in sorted(found) if (side := listed(id_))]
    together: dict[str, set[str]] = {}
    for id_, members in found.items():
        side = listed(id_) or general(id_)
        one = as_decided(meant(side, named, None), actors).id if side else id_
        together.setdefault(one, set()).update(members)
    return {side: sorted(members) for side, members in sorted(together.items())}
