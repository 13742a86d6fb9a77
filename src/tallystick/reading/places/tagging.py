"""Gives each word of a text the letter of the part it may play in a place expression."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tallystick.reading.places.letters import is_particle, letter_of
from tallystick.reading.places.lexicon import CLASS, FACILITY, NAME, OF, OTHER, PARTICLE, STOP, lexicon
from tallystick.reading.sentences import Token
from tallystick.record import PlaceNames

_LONGEST = 5
_LONGEST_ASIDE = 14
"""Words between a name and its verb that may tell who it is."""
_SKIPPED = "djGDC0"
_ORDINARY = "NDCGFj"
_ONTO = frozenset({"on", "of", "against"})
_INNER = frozenset({"of", "and", "the"})


@frozen
class Tagged:
    """Words, their letters (one for each), and the positions of words in names that the gazetteer knows."""

    tokens: Sequence[Token]
    letters: str
    known: frozenset[int]


class Tagger:
    """Tags one text; ``capitals`` says that the whole text is in capitals, so that they tell nothing."""

    def __init__(self, tokens: Sequence[Token], names: PlaceNames | None, capitals: bool) -> None:
        """Takes the words in order and what knows place names, if anything does."""
        self._tokens = tokens
        self._names = names
        self._capitals = capitals
        self._letters = [letter_of(tokens, i, capitals) for i in range(len(tokens))]
        self._known: set[int] = set()
        self._rejected: set[str] = set()
        self._parents: set[str] = set()

    def tag(self) -> Tagged:
        """The letters, with every run of name words judged."""
        if not self._capitals:
            self._join_ordinary_words()
        at = 0
        while at < len(self._tokens):
            if self._letters[at] != NAME:
                at += 1
                continue
            end = self._run_end(at)
            (self._judge_capitals if self._capitals else self._judge)(at, end)
            at = end + 1
        self._drop_rejected()
        return Tagged(self._tokens, "".join(self._letters), frozenset(self._known))

    def _join_ordinary_words(self) -> None:
        """Known names with a word that has another part alone ("United States", "West Bank", "Saudi Arabia")."""
        for at, letter in enumerate(self._letters[:-1]):
            if self._tokens[at].text[0].isupper() and letter in _ORDINARY and self._letters[at + 1] in _ORDINARY + OF:
                last = min(at + _LONGEST, len(self._letters) - 1)
                end = next((e for e in range(last, at, -1) if self._is_joined(at, e)), None)
                if end is not None:
                    self._letters[at : end + 1] = NAME * (end + 1 - at)

    def _is_joined(self, first: int, last: int) -> bool:
        inside = range(first, last + 1)
        if not all(self._tokens[i].text[0].isupper() or self._tokens[i].lower in _INNER for i in inside):
            return False
        ordinary = sum(self._letters[i] in _ORDINARY[1:] for i in inside)
        listed = " ".join(t.lower for t in self._tokens[first : last + 1]) in lexicon().ordinary_names
        return (listed or 0 < ordinary <= last - first) and self._knows(first, last)

    def _drop_rejected(self) -> None:
        """A word of a longer name of no place ("Vicki Weaver") is none alone, unless something leads to it."""
        for i, token in enumerate(self._tokens):
            if self._letters[i] == NAME and token.lower in self._rejected and self._stands_alone(i):
                self._letters[i] = OTHER
                self._known.discard(i)

    def _stands_alone(self, at: int) -> bool:
        around = {self._letters[i] for i in (at - 1, at + 1) if 0 <= i < len(self._letters)}
        return not around & {NAME, CLASS, PARTICLE} and not (self._is_led(at) or self._is_struck(at))

    def _run_end(self, at: int) -> int:
        """Last word of the run of names from ``at``; particles ("de la") may stand inside."""
        end = at
        while end + 1 < len(self._letters) and not self._is_break(end):
            following = end + 1
            while following < len(self._letters) and following - end < 3 and is_particle(self._tokens[following].lower):
                following += 1
            if following >= len(self._letters) or self._letters[following] != NAME:
                return end
            for i in range(end + 1, following):
                self._letters[i] = PARTICLE
            end = following
        return end

    def _is_break(self, at: int) -> bool:
        """True where a paragraph or a headline ends after the word: more stands there than one space."""
        return self._tokens[at + 1].start - self._tokens[at].end > 1

    def _judge(self, first: int, last: int) -> None:
        """Keeps a run of capitalised words as a name where the words around or the gazetteer make it a place."""
        strong = self._is_led(first)
        classed = self._is_classed(first, last) or (first < last and self._tokens[first].lower in lexicon().starters)
        whole = self._knows(first, last)
        acts = (self._speaks(last) or self._governs(first, last)) and not strong and not classed
        told = self._is_parent(first, last) or self._hears(first)
        if (
            acts
            or told
            or self._is_organisation(first, last)
            or (self._is_person(first, last) and not (whole and (first < last or classed)))
        ):
            self._clear(first, last)
        elif whole and (first < last or not self._is_common(first) or strong or classed):
            self._known.update(range(first, last + 1))
        elif (strong or classed or self._is_struck(first)) and last - first < 4 and not self._has_common(first, last):
            self._mark_pieces(first, last)
        else:
            self._keep_pieces(first, last)

    def _judge_capitals(self, first: int, last: int) -> None:
        """In a text all in capitals: countries, and at the start of a run what a word leads to.

        That is a known name, or the words before or after a class word.
        """
        kept = {i for a, b in self._countries(first, last) for i in range(a, b + 1)}
        self._known |= kept
        if first not in kept and self._is_led_in_capitals(first):
            end = next(
                (e for e in range(min(last, first + _LONGEST - 1), first - 1, -1) if self._knows(first, e)), None
            )
            if end is not None and self._is_sure(first, end):
                kept.update(range(first, end + 1))
                self._known.update(range(first, end + 1))
            elif last - first < 3 and self._is_beside_class(first, last) and not self._is_common(first):
                kept.update(range(first, last + 1))
        for i in range(first, last + 1):
            if i not in kept:
                self._letters[i] = OTHER

    def _is_beside_class(self, first: int, last: int) -> bool:
        after = self._letters[last + 1] if last + 1 < len(self._letters) else STOP
        return after == CLASS or (self._letters[first - 1] == OF and self._follows_class(first))

    def _countries(self, first: int, last: int) -> list[tuple[int, int]]:
        """Names of countries in a run."""
        found = []
        for a in range(first, last + 1):
            for b in range(a, min(last, a + 2) + 1):
                if " ".join(t.lower for t in self._tokens[a : b + 1]) in lexicon().countries:
                    found.append((a, b))
        return found

    def _is_led_in_capitals(self, first: int) -> bool:
        listed = first > 1 and self._letters[first - 1] in ",&" and self._letters[first - 2] in "NC"
        return listed or self._is_led(first) or self._is_taken(first) or self._follows_class(first)

    def _is_sure(self, first: int, last: int) -> bool:
        if self._is_organisation(first, last) or self._is_person(first, last):
            return False
        return first < last or not (self._tokens[first - 1].lower == "the" or self._is_common(first))

    def _is_led(self, first: int) -> bool:
        """True where a preposition of place leads to the word; adjectives, directions and class words may intervene."""
        at = self._before(first)
        return at >= 0 and self._tokens[at].lower in lexicon().locative

    def _is_taken(self, first: int) -> bool:
        at = self._before(first)
        return at >= 0 and self._tokens[at].lower in lexicon().towards | lexicon().loosely

    def _is_struck(self, first: int) -> bool:
        """True after "the strike on", "shelling of", "jets bombed", whose object is a place where nobody else is."""
        at = self._before(first)
        falls_on = at > 0 and self._tokens[at].lower in _ONTO and self._tokens[at - 1].lower in lexicon().strikes
        return falls_on or (at > 0 and self._tokens[at].lower in lexicon().struck_by)

    def _hears(self, first: int) -> bool:
        """True of whom something is told ("told Coast Daily")."""
        at = first - 1
        while at > 0 and self._letters[at] == CLASS and self._tokens[at].text[0].isupper():
            at -= 1
        return at >= 0 and self._tokens[at].lower in lexicon().telling

    def _before(self, first: int) -> int:
        at = first - 1
        while at >= 0 and first - at < 7 and (self._letters[at] in _SKIPPED or self._is_of_class(at)):
            at -= 1
        return at

    def _is_of_class(self, at: int) -> bool:
        return self._letters[at] == OF and at > 0 and self._letters[at - 1] in CLASS + FACILITY

    def _is_classed(self, first: int, last: int) -> bool:
        after = self._letters[last + 1] if last + 1 < len(self._letters) else STOP
        return after == CLASS or self._follows_class(first)

    def _follows_class(self, first: int) -> bool:
        at = first - 1
        while at > 0 and self._letters[at] in "djD":
            at -= 1
        if at > 0 and self._letters[at] == OF:
            at -= 1
        return at >= 0 and self._letters[at] == CLASS and first - at < 4

    def _is_organisation(self, first: int, last: int) -> bool:
        return any(self._tokens[i].lower in lexicon().organisation for i in range(first, last + 1))

    def _is_person(self, first: int, last: int) -> bool:
        if first and self._tokens[first - 1].lower in lexicon().titles and not self._is_classed(first, last):
            return True
        return any(self._tokens[i].lower in lexicon().persons for i in range(first, last + 1))

    def _is_parent(self, first: int, last: int) -> bool:
        """True for somebody called after a child ("Abu Hamza said") who tells something or is told of before.

        Many places are called so, too ("in Abu Kamal"), and such a name alone is one.
        """
        if self._tokens[first].lower not in lexicon().parents or first == last or self._is_led(first):
            return False
        name = " ".join(t.lower for t in self._tokens[first : last + 1])
        before = self._tokens[first - 1].lower if first else ""
        told = before in lexicon().acting | lexicon().titles or self._speaks(last) or self._is_explained(last)
        if told or (before == "to" and first > 1 and self._tokens[first - 2].lower == "according"):
            self._parents.add(name)
        return name in self._parents

    def _is_explained(self, last: int) -> bool:
        """True where who it is stands in commas before what it says ("Abu Hamza, a resident of the town, said")."""
        after = [t.lower for t in self._tokens[last + 1 : last + _LONGEST_ASIDE]]
        closing = after.index(",", 1) if after[:1] == [","] and "," in after[1:] else None
        return closing is not None and self._speaks(last + 1 + closing)

    def _speaks(self, last: int) -> bool:
        following = [t.lower for t in self._tokens[last + 1 : last + 3]]
        if following and following[0] in {"has", "had", "have", "also"}:
            following = following[1:]
        return bool(following) and following[0] in lexicon().acting

    def _governs(self, first: int, last: int) -> bool:
        """True for a seat of government that nothing leads to."""
        name = " ".join(t.lower for t in self._tokens[first : last + 1])
        return name in lexicon().governments and not self._is_taken(first)

    def _is_common(self, at: int) -> bool:
        return self._tokens[at].lower in lexicon().common

    def _has_common(self, first: int, last: int) -> bool:
        """True for a headline's words in capitals ("Civilians Killed") rather than a name."""
        return any(self._is_common(i) and self._letters[i] == NAME for i in range(first + (first < last), last + 1))

    def _knows(self, first: int, last: int) -> bool:
        if self._names is None or last - first > _LONGEST:
            return False
        words = [t.text for t in self._tokens[first : last + 1]]
        words[-1] = words[-1].removesuffix("'s").removesuffix("’s")
        return self._names.knows(" ".join(words))

    def _mark_pieces(self, first: int, last: int) -> None:
        for a, b in self._pieces(first, last):
            self._known.update(range(a, b + 1))

    def _keep_pieces(self, first: int, last: int) -> None:
        """Of a run that is no place as a whole, the known names, if its other words are ordinary (a headline's)."""
        kept = {i for a, b in self._pieces(first, last) if self._is_plausible(a, b) for i in range(a, b + 1)}
        others = [self._tokens[i].lower for i in range(first, last + 1) if i not in kept]
        if last - first < 4 and not all(word in lexicon().common or len(word) < 3 for word in others):
            self._rejected.update(self._tokens[i].lower for i in range(first, last + 1))
            kept = set()
        self._known |= kept
        for i in range(first, last + 1):
            if i not in kept:
                self._letters[i] = OTHER

    def _is_plausible(self, first: int, last: int) -> bool:
        return first < last or (not self._is_common(first) and len(self._tokens[first].text) > 3)

    def _pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """Known names inside a run, the longest first from the left."""
        found: list[tuple[int, int]] = []
        at = first
        while at <= last:
            end = next((e for e in range(min(last, at + _LONGEST - 1), at - 1, -1) if self._knows(at, e)), None)
            if end is not None:
                found.append((at, end))
                at = end
            at += 1
        return found

    def _clear(self, first: int, last: int) -> None:
        for i in range(first, last + 1):
            self._letters[i] = OTHER
