"""Who a mention means: pronouns, "the monitor" and surnames go back to the source that the report named in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define, field, frozen

from tallystick.vocabulary import sources as vocabulary

_REMEMBERED = 100
"""Sources: how many of the latest a short mention may mean."""
_SEARCHED = 20_000
"""Characters of the report in which the full name of a surname is looked for."""
_TRIED = 20
_RELATIVE = frozenset({"which", "who", "that"})
_PERSON = frozenset({"he", "she", "i"})
_THING = frozenset({"it"})
_PLURAL = frozenset({"they", "we"})
_POINTING_BACK = vocabulary.words("pointing_back")
_ANY_BODY = vocabulary.words("any_body")
_BODY_NAMES = vocabulary.words("body_names")
_OFFICES = vocabulary.words("offices")
_NO_NAME = vocabulary.words("lead_ins") | vocabulary.words("determiners") | vocabulary.words("times")
_NATIONALITY = tuple(vocabulary.words("nationality_endings"))
_ONE_OF_A_KIND = frozenset({"monitor", "media", "un", "humanitarian", "medical", "imagery", "first-responder"})
_NO_PERSONS = frozenset({"monitor", "media", "un", "humanitarian", "imagery", "document"})
_BODIES = _ONE_OF_A_KIND | {"document", "security-force", "armed-group", "government", "opposition", "local-authority"}
_LEADING = re.compile(r"^(?:the|a|an|another|its|his|her|their|this|that)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that|its)\s", re.IGNORECASE)
_NAMES_BEFORE = re.compile(r"(?:[A-Z][\w'’-]+\s){1,3}$")
_ROLE = re.compile(
    r"\b(?:head|director|chief|spokes(?:man|woman|person)|member|leader|founder|secretary|president|commander|official"
    r"|officer|coordinator|researcher|manager|adviser|envoy|representative|deputy|executive|source|correspondent)s?\b"
    r"(?:\s+general)?\s+(?:of|for|at|to|in|with|from)\s+(?:the\s+)?(?P<organisation>[^,;]+)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r",? (?:who|which|whose)\b")
_EXPLAINED = re.compile(r"(.*?\b(?:[A-Z]|al-)[\w'’.-]*),? (?:a|an|another) ")
_NAMED_AFTER = re.compile(r"(?:[Aa]n?|[Aa]nother) [^,]+, ((?:[Tt]he )?(?:[A-Z]|al-)[^,]*)")
_WHO_HEADS = re.compile(r"\bwho\s+(?:heads|leads|runs|directs)\s+(?:the\s+)?(?P<organisation>[^,;]+)", re.IGNORECASE)


@frozen
class Resolved:
    """The best name, and role and organisation where told, of a mention."""

    name: str
    role: str | None = None
    organisation: str | None = None
    kind: str | None = None


@define
class Registry:
    """The sources that the report ``text`` has named so far, the latest last."""

    text: str
    known: list[Resolved] = field(factory=list)
    _monitor: str | None = None
    _searched: bool = False
    _full: dict[str, str] = field(factory=dict)

    def resolve(self, mention: str) -> Resolved:
        """What ``mention`` means after what the report has named; it is remembered as the latest source."""
        found = self._meant(" ".join(mention.split()))
        if found in self.known:
            self.known.remove(found)
        self.known.append(found)
        del self.known[:-_REMEMBERED]
        return found

    def _meant(self, mention: str) -> Resolved:
        lower = mention.lower() if mention != "WHO" else mention
        if lower in _RELATIVE:
            return self._latest(lambda r: True) or Resolved(mention)
        if lower in _PERSON:
            return self._latest(_is_person) or self._latest(lambda r: r.kind is None) or Resolved(mention)
        if lower in _THING:
            return self._latest(_is_body) or self._latest(lambda r: True) or Resolved(mention)
        if lower in _PLURAL:
            return self._latest(_is_plural) or self._latest(lambda r: True) or Resolved(mention)
        fresh = describe(mention)
        return self._same_as(mention, fresh) or self._completed(mention, fresh)

    def _latest(self, wanted: Callable[[Resolved], bool]) -> Resolved | None:
        return next((r for r in reversed(self.known) if wanted(r)), None)

    def _same_as(self, mention: str, fresh: Resolved) -> Resolved | None:
        """The earlier source that a definite or short mention means."""
        bare = _LEADING.sub("", mention)
        words = bare.lower().split()
        if not words:
            return None
        if len(words) <= 2 and bare[:1].isupper():
            return self._latest(lambda r: _carries(r, words[-1]) and len(r.name) > len(mention))
        if not _DEFINITE.match(mention) or len(words) > 3 or words[-1] not in _POINTING_BACK:
            return None
        needed = {words[-1], *_proper_names(bare)}
        known = vocabulary.canonical(mention)
        monitor = fresh.kind == "monitor" and len(needed) == 1 and not known
        worded = self._latest(
            lambda r: needed <= set(f"{r.name} {r.role or ''}".lower().split()) or (monitor and r.kind == "monitor")
        )
        if known:
            return worded if len(words) == 1 else None
        return worded or (self._by_class(words[-1], fresh.kind) if len(needed) == 1 else None)

    def _by_class(self, head: str, kind: str | None) -> Resolved | None:
        of_kind = self._latest(lambda r: kind in _ONE_OF_A_KIND and r.kind == kind)
        body = self._latest(_is_body) if head in _ANY_BODY else None
        return of_kind or body

    def _completed(self, mention: str, fresh: Resolved) -> Resolved:
        """A source met for the first time, with what the rest of the report tells of it."""
        if fresh.organisation or vocabulary.canonical(mention):
            return fresh
        if fresh.kind == "monitor" and not any(w[:1].isupper() for w in _LEADING.sub("", mention).split()):
            return Resolved(mention, fresh.role, self._only_monitor(), fresh.kind)
        if " " not in mention and mention[:1].isupper() and fresh.kind is None:
            return Resolved(self._full_name(mention), fresh.role, None, fresh.kind)
        return fresh

    def _full_name(self, surname: str) -> str:
        """The first place of the report that has other names before ``surname``; else ``surname``."""
        if surname not in self._full:
            self._full[surname] = next(self._fuller(surname), surname)
        return self._full[surname]

    def _fuller(self, surname: str) -> Iterator[str]:
        at = -1
        for _ in range(_TRIED):
            at = self.text.find(surname, at + 1, _SEARCHED)
            if at < 0:
                return
            before = _NAMES_BEFORE.search(self.text[max(0, at - 60) : at])
            names = [n for n in before.group().split() if n.lower() not in _NO_NAME] if before else []
            if names and not self.text[at + len(surname) : at + len(surname) + 1].isalnum():
                yield " ".join([*names, surname])

    def _only_monitor(self) -> str | None:
        """The monitoring organisation that the report names, where it names just one."""
        if not self._searched:
            self._searched = True
            monitors = [i for i in vocabulary.informants().values() if i.kind == "monitor"]
            named = [i.name for i in monitors if any(a in self.text for a in (i.name, *i.aliases))]
            self._monitor = named[0] if len(named) == 1 else None
        return self._monitor


def describe(mention: str) -> Resolved:
    """Name, role and organisation as a mention itself tells them.

    >>> describe("Rami Abdel Rahman, head of the Observatory").organisation
    'Syrian Observatory for Human Rights'
    """
    told = _ROLE.search(mention) or _WHO_HEADS.search(mention)
    role = told.group().strip(" ,") if told else None
    organisation = told.group("organisation").strip(" ,") if told else None
    key = vocabulary.canonical(mention)
    if key and vocabulary.informants()[key].name.lower() != mention.lower():
        organisation = vocabulary.informants()[key].name
    name = _AFTER_NAME.split(mention)[0]
    explained = _NAMED_AFTER.fullmatch(name) or (_EXPLAINED.match(name) if name[:1].isupper() else None)
    return Resolved(explained.group(1) if explained else name, role, organisation, vocabulary.kind_of(mention))


def _proper_names(bare: str) -> Iterator[str]:
    """The names among the words of a mention ("the Firat news agency"), in lower case; nationalities are none."""
    words = bare.split()
    for word, further in zip(words, [*words[1:], ""], strict=True):
        lower = word.lower()
        based = "-" in word or further == "based"
        if word[:1].isupper() and not based and not lower.endswith(_NATIONALITY):
            yield lower


def _carries(source: Resolved, surname: str) -> bool:
    words = source.name.lower().replace(",", " ").split()
    return surname in words and len(words) > 1


def _is_person(source: Resolved) -> bool:
    words = _LEADING.sub("", source.name).split()
    lower = [word.lower() for word in words]
    if source.role or not _OFFICES.isdisjoint(lower):
        return bool(source.role) or "and" not in lower
    if not words or "and" in lower or (source.kind in _NO_PERSONS and not source.organisation):
        return False
    names = [word for word in words if word[:1].isupper() or word.startswith("al-")]
    if len(names) >= 2 and _BODY_NAMES.isdisjoint(lower):
        return True
    body = lower[-1].endswith("s") or lower[-1] in _BODY_NAMES
    return not body and source.kind not in {None, "monitor", "media"}


def _is_body(source: Resolved) -> bool:
    first = source.name.lower().split()[:1]
    named = source.name[:1].isupper() or first[:1] in (["the"], ["a"], ["an"])
    return source.kind in _BODIES and named and not source.role


def _is_plural(source: Resolved) -> bool:
    words = source.name.lower().split()
    return " and " in source.name.lower() or any(word.endswith("s") and len(word) > 3 for word in words[:3])
