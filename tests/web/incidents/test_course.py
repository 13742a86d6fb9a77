from __future__ import annotations

from pathlib import Path

from tallystick.commands import adding, casebooks, linking
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.web.incidents.course import course
from tallystick.web.incidents.opened import opened
from tallystick.web.incidents.picture import pictures

MONDAY = (
    "IDLIB, Syria, Dec 12, 2016 - Twelve people were killed in an air strike on a market in Idlib on Monday, "
    "the Syrian Civil Defence said."
)
TUESDAY = (
    "IDLIB, Syria, Dec 13, 2016 - The Syrian Civil Defence said on Tuesday that the number of people killed in "
    "Monday's air strike on the market in Idlib had risen to 17."
)


def test_a_figure_that_was_replaced_is_struck_and_leads_to_what_replaced_it(tmp_path: Path) -> None:
    for name, words in (("1.txt", MONDAY), ("2.txt", TUESDAY)):
        (tmp_path / name).write_text(words)
    book = casebooks.create(tmp_path / "book")
    adding.add(book, adding.plan([str(tmp_path)], None, ReadOptions()), pipeline(), by="tests")
    linking.link(book)
    (incident,) = book.casebook.incidents()
    found = opened(book, incident.id)
    first, second = course(found)
    assert [step.day for step in (first, second)] == ["2016-12-12", "2016-12-13"]
    (old,), (new,) = first.told, second.told
    assert (old.by, new.gone) == (new.ref, "")
    assert "later said 17" in old.gone
    killed = next(p for p in pictures(found) if (p.measure, p.group) == ("killed", "all"))
    assert [line.refs for line in killed.left_out] == [(old.ref,)]
    assert killed.left_out[0].marks[0].words == "Twelve people"
