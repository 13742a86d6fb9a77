from types import SimpleNamespace

import pytest

from tallystick import reading
from tallystick.errors import TallystickError
from tallystick.reading import registry
from tallystick.record import Claim, Document, Span

DOCUMENT = Document(
    id="d", text="Warplanes bombed the town of Rasif on Monday, killing nine people.", published="2016-05-03"
)


def test_the_rules_and_the_llm_are_installed_in_alphabetical_order():
    names = registry.readers()
    assert {"llm", "rules"} <= set(names)
    assert list(names) == sorted(names)


def test_the_rules_reader_reads_as_the_rules_do():
    rules = registry.reader("rules")
    assert rules.name == "rules"
    assert rules.version
    assert rules.read(DOCUMENT, None) == reading.read(DOCUMENT) != ()
    assert registry.examine(rules, DOCUMENT) == registry.Reading(reading.read(DOCUMENT))


def test_an_unknown_reader_is_answered_with_the_installed_ones():
    with pytest.raises(TallystickError, match=r"no reader named 'oracle'; the installed ones are .*llm.*rules"):
        registry.reader("oracle")


class OneClaim:
    name, version = "one", "1"

    def read(self, document, places=None):
        return (Claim("d.c01", "attack", Span.of(document.text, 0, 9)),)


class OneClaimWithAWarning(OneClaim):
    def examine(self, document, places=None):
        return registry.Reading(self.read(document, places), ("Mind the gap.",))


@pytest.mark.parametrize(("made", "warnings"), [(OneClaim, ()), (OneClaimWithAWarning, ("Mind the gap.",))])
def test_a_reader_of_somebody_elses_comes_through_its_entry_point(monkeypatch, made, warnings):
    installed = [SimpleNamespace(name="one", load=lambda: made)]
    monkeypatch.setattr(registry, "entry_points", lambda **_: installed)
    found = registry.examine(registry.reader("one"), DOCUMENT)
    assert [c.text.exact for c in found.claims] == ["Warplanes"]
    assert found.warnings == warnings
