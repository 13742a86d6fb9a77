"""Counts of the dead in words of which the network made no claim."""

from __future__ import annotations

from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.unread import with_unread
from tallystick.record import Claim, Figure, Span

TEXT = "Strikes killed 12 people in a town that rebels had taken, a monitor said. Five died in Homs."


def claim(number: int, words: str, *figures: Figure, event: str = "airstrike") -> Claim:
    at = TEXT.index(words)
    return Claim(f"d.c{number:02d}", event, Span.of(TEXT, at, at + len(words)), figures=figures, confidence=0.9)


def dead(words: str, value: int | None, measure: str = "killed") -> Figure:
    at = TEXT.index(words)
    return Figure(measure, "exact", Span.of(TEXT, at, at + len(words)), value=value)


WHOLE = "Strikes killed 12 people in a town that rebels had taken"
PART = claim(1, "a town that rebels had taken", event="territory")


def test_a_count_of_dead_is_kept_where_only_a_clause_within_it_was_read() -> None:
    rule = claim(1, WHOLE, dead("12 people", 12))
    found = with_unread([PART], [rule], Policy())
    assert [(c.id, c.event, c.text.exact) for c in found] == [
        ("d.c01", "airstrike", WHOLE),
        ("d.c02", "territory", PART.text.exact),
    ]
    assert found[0].confidence == Policy().keep
    assert found[0].figures == rule.figures


def test_what_is_read_or_counts_no_dead_is_left_as_it_is() -> None:
    read = claim(1, WHOLE)
    assert with_unread([read], [claim(1, WHOLE, dead("12 people", 12))], Policy()) == (read,)
    assert with_unread([PART], [claim(1, WHOLE, dead("12 people", 12, "injured"))], Policy()) == (PART,)
    assert with_unread([PART], [claim(1, WHOLE, dead("12 people", None))], Policy()) == (PART,)


def test_what_the_network_took_for_no_claim_at_all_is_not_brought_back() -> None:
    rule = claim(1, "Five died in Homs", dead("Five", 5))
    assert with_unread([PART], [rule], Policy()) == (PART,)
