"""What kind of word a token is: enough of grammar to find where a source's name begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tallystick.reading.sentences import Token
from tallystick.vocabulary import sources as vocabulary
from tallystick.vocabulary.loader import load

PRONOUNS = vocabulary.words("pronouns")
DETERMINERS = vocabulary.words("determiners")
PREPOSITIONS = vocabulary.words("prepositions")
JOINING = vocabulary.words("joining")
NOT_BEFORE_SUBJECT = vocabulary.words("not_before_subject")
TIMES = vocabulary.words("times")
MONTHS = frozenset(map(str, load("figure_exclusions")["months"]))
LEAD_INS = vocabulary.words("lead_ins")
TITLES = vocabulary.words("titles")
TURNS = vocabulary.words("turns")
VERBS = vocabulary.words("verbs")
BETWEEN = vocabulary.phrases("between")
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
OPENING = frozenset('"“‘«([')
CLOSING = frozenset('"”’»)]')
CLOSING_QUOTES = frozenset('"”’»')
_MODIFIERS = vocabulary.words("modifiers")
_HEADS = frozenset(head.split()[-1] for head in vocabulary.heads())
_GRAMMAR = PRONOUNS | DETERMINERS | PREPOSITIONS | BETWEEN | vocabulary.words("conjunctions") | VERBS
_SAYING = vocabulary.verbs("free") | vocabulary.verbs("clause") | vocabulary.verbs("object")


@frozen
class Line:
    """The tokens of a sentence; ``capitals`` is True for wire text without lower case."""

    tokens: Sequence[Token]
    capitals: bool

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Line:
        """The line of ``tokens``."""
        letters = [t.text for t in tokens if is_word(t) and len(t.text) > 1]
        return cls(tokens, len(letters) > 3 and sum(t.isupper() for t in letters) > 0.8 * len(letters))

    def pronoun(self, at: int) -> bool:
        """True for a pronoun that may be a source; "WHO" is an organisation unless all words are in capitals."""
        token = self.tokens[at]
        return token.lower in PRONOUNS and (self.capitals or token.text != "WHO")

    def name(self, at: int) -> bool:
        """True for a word that may be part of a proper name: in a line of capitals any content word."""
        token = self.tokens[at]
        if token.text == "WHO":
            return not self.capitals
        if not is_word(token) or token.lower in _GRAMMAR or token.lower in TIMES or token.lower in LEAD_INS:
            return False
        if self.capitals:
            return token.lower not in _SAYING
        return token.text[0].isupper() or token.lower.startswith("al-")

    def nominal(self, at: int) -> bool:
        """True for a name or a noun by which sources are called."""
        return is_head(self.tokens[at]) or self.name(at)

    def lower(self, at: int) -> str:
        """The token at that index in lower case."""
        word: str = self.tokens[at].lower
        return word


def is_word(token: Token) -> bool:
    """True for a word, false for a mark or a number."""
    return bool(token.text[0].isalpha())


def is_grammar(token: Token) -> bool:
    """True for a word that no name holds: an article, a preposition, an auxiliary, a common verb."""
    return token.lower in _GRAMMAR


def is_head(token: Token) -> bool:
    """True for a noun by which sources are called."""
    return token.lower in _HEADS


def is_plural_head(token: Token) -> bool:
    """True for such a noun in the plural ("activists", "police sources")."""
    return is_head(token) and (token.lower.endswith("s") or token.lower in {"police", "media", "people", "staff"})


def is_modifier(token: Token) -> bool:
    """True for a word that may stand before the noun of a source ("senior", "Britain-based")."""
    return token.lower in _MODIFIERS or token.lower.endswith(("-based", "-run", "-led", "-backed"))


def is_time(token: Token) -> bool:
    """True for a word of a time phrase."""
    return token.lower in TIMES or token.text.isdigit()


def is_time_at(tokens: Sequence[Token], at: int) -> bool:
    """True for a word of a time phrase, a number only where a month, the day of one or a year shows that it dates."""
    word = tokens[at].text
    if not word.isdigit():
        return tokens[at].lower in TIMES
    before, after = (tokens[i].lower if 0 <= i < len(tokens) else "" for i in (at - 1, at + 1))
    day = len(word) <= 2 and (before in MONTHS or after in MONTHS)
    return day or (is_year(word) and (before in MONTHS or before.isdigit() or before == ","))


def is_year(text: str) -> bool:
    """True for the number of a year of this century or the last."""
    return len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"}


def is_adverb(token: Token) -> bool:
    """True for an adverb of manner ("publicly")."""
    return token.lower.endswith("ly") and len(token.lower) > 4 and token.text.islower()
