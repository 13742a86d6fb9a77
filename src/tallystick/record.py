"""The domain: what a report says, what was judged to be one incident, and what that amounts to.

Plain immutable objects without input or output. Every stage takes some of them and returns others; field names are the
keys of the JSON that the commands print. Sequences are tuples. Offsets count Unicode characters of ``Document.text``
from 0, and an end offset is the first character after the span.
"""

from __future__ import annotations

from typing import Literal, Protocol

from attrs import field, frozen

from tallystick.vocabulary.informants import Registry, shipped

Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague"]
Status = Literal["occurred", "ongoing", "planned", "threatened", "predicted", "attempted", "denied"]
Certainty = Literal["stated", "reported", "unconfirmed", "disputed"]
Scope = Literal["incident", "additional", "running"]
Modality = Literal["asserted", "possible"]
AnchorKind = Literal["dateline", "publication", "report", "event"]
Moment = Literal["event", "death", "discovery", "report"]


@frozen
class Span:
    """Words of a document: character offsets and the exact words between them."""

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span ``text[start:end]``."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """True where the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@frozen
class Document:
    """One report as it was read.

    ``text`` is the text that all offsets count in: for a plain text file, the file itself. Parts of it that are page
    furniture are not cut out but listed in ``furniture`` as (start, end), and the reader passes over them.
    """

    id: str
    text: str = field(repr=False)
    path: str | None = None
    """The file's path as it was given, or the URL."""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """Publication date (ISO 8601 day)."""
    published_from: Literal["option", "metadata", "dateline"] | None = None
    anchor: str | None = None
    """The day that weekdays are resolved against: the dateline of the text where it contradicts ``published``."""
    dateline: Span | None = None
    language: str | None = None
    """ISO 639-1 code."""
    sha256: str = ""
    """Hash of the original bytes."""
    media_type: str = "text/plain"
    furniture: tuple[tuple[int, int], ...] = ()
    original_map: tuple[tuple[int, int, int], ...] | None = field(default=None, repr=False)
    """Runs (start in text, start in the decoded original, length); None where text and original are the same, empty
    where nothing maps back (PDF, mail, feeds)."""
    warnings: tuple[str, ...] = ()


@frozen
class Party:
    """A perpetrator or a victim as worded in the report; ``name`` is the fuller name where the clause has a pronoun."""

    name: str
    text: Span | None = None


@frozen
class Weapon:
    """A munition named in the report; ``type`` is its wording in lower case."""

    type: str
    text: Span | None = None


@frozen
class Source:
    """One link of an attribution chain, as named where the report names it best.

    ``kind`` is an id of the vocabulary's source kinds, ``cue`` the verb or phrase that marks the saying ("said",
    "according to"), ``text`` the words at the place of the saying.
    """

    source: str
    role: str | None = None
    organisation: str | None = None
    kind: str | None = None
    cue: str | None = None
    text: Span | None = None


@frozen
class Figure:
    """How many of whom, as the words say: never an estimate.

    ``bound``, ``value``, ``upper`` and ``word`` are the facts (coding guide); ``phrase`` is the qualifier as worded
    ("nearly"), from which ``tallystick.vocabulary.conventions`` derives low, best and high.
    """

    measure: str
    bound: Bound
    text: Span
    value: int | None = None
    upper: int | None = None
    word: str | None = None
    phrase: str | None = None
    group: str | None = None
    part_of: int | None = None
    """Index, in the same claim, of the figure that this one is a part of."""
    scope: Scope = "incident"
    """``additional``: "another 3"; ``running``: "the toll rose to 45", which supersedes the informant's earlier one."""
    modality: Modality = "asserted"
    """``possible``: feared, possibly."""
    low: int | None = None
    best: int | None = None
    high: int | None = None


@frozen
class PlaceChoice:
    """A place that a name may mean, with its probability among those of the name: for the reviewer to choose."""

    gazetteer_id: str
    name: str
    latitude: float
    longitude: float
    kind: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    gazetteer: str | None = None
    probability: float = 0.0


@frozen
class Place:
    """A place as worded, and what the gazetteer made of it; coordinates are null where it knows none."""

    name: str
    text: Span | None = None
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str | None = None
    gazetteer_name: str | None = None
    """What the gazetteer calls it."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    admin1: str | None = None
    admin2: str | None = None
    precision: int | None = None
    """UCDP where_prec: 1 exact place ... 4 first-order division, 6 country, 7 sea or air."""
    gazetteer: str | None = None
    """Which gazetteer says so, and its version ("syria@2026-11")."""
    uncertainty_m: int | None = None
    """Radius, in metres, of the circle around the point in which the words put the event."""
    choices: tuple[PlaceChoice, ...] = ()
    """What else the name may mean, the likeliest first, the chosen one among them; empty where nothing else."""


@frozen
class When:
    """A time as an EDTF string; ``precision`` is UCDP date_prec, 1 (a day) to 5 (more than a month).

    ``anchor`` is the day (ISO 8601) that the words were counted from, null where they need none ("on 12 May 2014").
    """

    edtf: str
    text: Span | None = None
    precision: int | None = None
    anchor: str | None = None
    anchor_kind: AnchorKind | None = None
    """What day the anchor is: that of the dateline, of publication, of the report (either), or of another event."""
    kind: Moment = "event"
    """What happened then: the event itself, a death of its wounds, the finding of the dead, the report."""


@frozen
class Claim:
    """One thing that one report says happened, as told by one chain of sources (coding guide)."""

    id: str
    event: str
    text: Span
    trigger: Span | None = None
    status: Status = "occurred"
    certainty: Certainty = "stated"
    attribution: tuple[Source, ...] = ()
    """Outermost first; empty where the report says it in its own voice."""
    perpetrators: tuple[Party, ...] = ()
    victims: tuple[Party, ...] = ()
    figures: tuple[Figure, ...] = ()
    place: Place | None = None
    time: When | None = None
    weapons: tuple[Weapon, ...] = ()
    confidence: float = 0.5
    confidences: dict[str, float] = field(factory=dict, hash=False)
    """Of each slot that the reader can tell one of, from 0 to 1: how often a coder agrees with such a filler."""
    other_times: tuple[When, ...] = ()
    """Days of a death, a finding of the dead and the report, each with its ``kind``; ``time`` is the event's."""

    @property
    def informant(self) -> Source | None:
        """The last named link of the chain: who knows; None for the report's own voice."""
        return self.attribution[-1] if self.attribution else None


@frozen
class Report:
    """A document with its claims in the order of the text."""

    document: Document
    claims: tuple[Claim, ...] = ()


@frozen
class Evidence:
    """Why a claim stands in an incident: one piece of evidence, what it says and what it added to the score."""

    feature: str
    says: str
    weight: float


@frozen
class Membership:
    """A claim's place in an incident, the claim it was joined by (None for the founder), and why."""

    claim: str
    joined_by: str | None = None
    score: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    decided_by: str | None = None
    """Author of the decision where a person placed it."""


@frozen
class Incident:
    """Claims that tell of one thing; ``id`` is permanent and never used again."""

    id: str
    event: str
    members: tuple[Membership, ...]
    time: When | None = None
    place: Place | None = None
    principal_of: tuple[str, ...] = ()
    """Ids of the documents whose headline and lead are about this incident."""

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims."""
        return tuple(m.claim for m in self.members)


@frozen
class Folded:
    """A claim that does not count as a further informant, the one it was folded into, and the rule that says so."""

    claim: str
    into: str
    rule: str
    reason: str


@frozen
class Informant:
    """One independent informant and the claims that rest on it; anonymous ones may be another in disguise."""

    name: str
    kind: str | None
    claims: tuple[str, ...]
    anonymous: bool = False
    party: bool = False
    """True for a belligerent speaking of its own war."""
    folded: tuple[Folded, ...] = ()
    id: str | None = None
    """Its id in the registry of informants; None for one that is not in it."""
    side: str | None = None
    """The belligerent that it speaks for."""


@frozen
class RangeEnd:
    """One end of a range: its number (null: open), the claims that it stands on, and the rule that chose it."""

    value: int | None
    claims: tuple[str, ...]
    rule: str
    reason: str


@frozen
class Range:
    """A reconciled figure and its reason; how far informants agree on it stands beside it (``assessing.Spread``)."""

    measure: str
    group: str
    """A population of the vocabulary (all, civilians, children, women, men, combatants, unknown, perpetrators), or the
    combatants of one side ("combatants:hezbollah")."""
    low: RangeEnd
    best: RangeEnd
    high: RangeEnd
    method: str
    provisional: bool = False
    left_out: tuple[Folded, ...] = ()
    """Superseded, refuted or implausible claims that did not enter, and why."""


@frozen
class Lesson:
    """Words of a report by which ``alias`` is another name of ``of``, and the rule by which they say so."""

    alias: str
    of: str
    rule: str
    text: Span
    person: bool = False
    """True where ``alias`` is a person who speaks for ``of``."""


@frozen
class Blame:
    """Who is said to have done it, by whom: kept side by side, never merged."""

    perpetrator: str
    informants: tuple[str, ...]
    claims: tuple[str, ...]


@frozen
class Assessment:
    """What an incident amounts to: grade, confirmation, independent informants, ranges, rival accounts, denials."""

    incident: str
    grade: str | None
    """Null for context that is not graded (territory, talks, aid, protest, tolls)."""
    grade_rule: str
    grade_reason: str
    confirmation: str
    informants_low: int
    informants_high: int
    informants: tuple[Informant, ...] = ()
    figures: tuple[Range, ...] = ()
    blame: tuple[Blame, ...] = ()
    denials: tuple[str, ...] = ()
    """Ids of the claims that deny it."""
    graded_by: str | None = None
    """Author where a person set the grade; the machine's grade stays in ``machine_grade``."""
    machine_grade: str | None = None


@frozen
class CaseFile:
    """An incident with its assessment and the reports that hold its claims: what is shown and published.

    ``registry`` are the informants by which it was assessed.
    """

    incident: Incident
    assessment: Assessment
    reports: tuple[Report, ...]
    registry: Registry = field(factory=shipped, eq=False, repr=False)

    def claims(self) -> tuple[Claim, ...]:
        """The incident's claims in the order of its members."""
        known = {claim.id: claim for report in self.reports for claim in report.claims}
        return tuple(known[claim] for claim in self.incident.claims if claim in known)


class PlaceNames(Protocol):
    """What the reader needs of a gazetteer: whether some words are a known place name."""

    def knows(self, name: str) -> bool:
        """True where ``name`` (any case) is a name of a known place."""
        ...
