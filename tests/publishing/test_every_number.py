"""Every number that the example casebook publishes leads to a rule, to claims, and to words in the stored texts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen
from typer.testing import CliRunner

from tallystick.cli.app import program
from tallystick.commands.casebooks import open_casebook
from tallystick.publishing.rows import COUNTED, name_of
from tallystick.record import Claim, Document, Span
from tallystick.vocabulary.conventions import estimate
from tallystick.vocabulary.edtf import precision
from tallystick.vocabulary.populations import population_words, side_of_group

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "aleppo"
ENDS = ("low", "best", "high")
FIGURES = {f"{name_of(*key)}_{end}": (*key, end) for key in COUNTED for end in ENDS}
RULES = {f"{name_of(*key)}_rule": key for key in COUNTED}
NO_NUMBERS = {"event", "place", "admin1", "admin2", "country", "blamed", "informants", "outlets", "coverage_note"}
ABOUT = "~"
ZERO_BY_RULE = {"contested-status", "parts-exceed-whole", "not-trusted"}
WAR = """An air strike on Homs on Monday killed 20 people, including 11 civilians, the Marsh Rights Monitor said.
Four of the dead were children, three women and two men. At least 35 people were wounded in the air strike on Homs.

Twelve Islamic State fighters and eight Hezbollah fighters were killed in clashes near Palmyra on Tuesday, it said.

A car bomb in Hama on Sunday killed nine women and injured 14 men.

Gunmen abducted three aid workers in Idlib on Saturday. Police detained 16 students in Damascus on Saturday.
"""
Row = dict[str, str]
Shown = dict[str, Any]


@frozen
class Record:
    """What stands behind an export: ``show --json`` of each incident, the stored claims and their documents."""

    shown: Mapping[str, Shown]
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    decimals: int

    def walk(self, rows: Iterable[Row]) -> list[str]:
        """What does not lead down to words, one line each."""
        rows = list(rows)
        lost = self.shown.keys() ^ {row["incident"] for row in rows}
        return [f"{name}: not in both" for name in sorted(lost)] + [p for row in rows for p in self._row(row)]

    def _row(self, row: Row) -> Iterator[str]:
        shown = self.shown.get(row["incident"])
        if shown is None:
            return
        steps = {"date": self._date, "date_prec": self._date, "where_prec": self._where}
        steps |= dict.fromkeys(("latitude", "longitude"), self._where)
        steps |= dict.fromkeys(("informants_low", "informants_high"), self._informants)
        steps |= dict.fromkeys(("confirmation", "grade", "grade_rule"), self._grade)
        steps |= {"range_method": self._method, "killed_by_side": self._sides}
        steps |= {"denied": self._denied, "reports": self._reports, "words": self._words, "incident": self._claims}
        for column, cell in row.items():
            if column in FIGURES:
                problems = self.figure(cell, FIGURES[column], shown)
            elif column in RULES:
                problems = self._rule(cell, RULES[column], shown)
            elif column in steps:
                problems = steps[column](row, shown)
            else:
                problems = iter(() if column in NO_NUMBERS else ("no way down is known",))
            yield from (f"{row['incident']} {column} {cell!r}: {problem}" for problem in problems)

    def figure(self, cell: str, key: tuple[str, str, str], shown: Shown) -> Iterator[str]:
        measure, group, name = key
        found = [f for f in shown["explained"]["figures"] if (f["measure"], f["group"]) == (measure, group)]
        if not found:
            yield from () if cell == "" else ("nothing explains it",)
            return
        end = found[0]["ends"][name]
        if text(end["value"]) != cell:
            yield f"explained as {end['value']}"
        if not end["rule"] or not end["reason"]:
            yield "no rule"
        if cell:
            yield from self._end(end, measure, found[0])

    def _end(self, end: Shown, measure: str, figure: Shown) -> Iterator[str]:
        told = {claim["id"]: claim for claim in figure["claims"]}
        worded = [f for name in end["claims"] if name in told for f in told[name]["figures"]]
        if not end["claims"] or not worded:
            yield "no claim tells a number"
        for name in end["claims"]:
            yield from self._said(told.get(name, {"id": name}))
        for name in told.keys() & set(end["claims"]):
            yield from (p for f in told[name]["figures"] for p in self._at(self.claims[name], f))
        numbers = [n for name in end["claims"] for n in self._numbers(self.claims[name], measure)]
        sums = {sum(some) for n in range(1, 4) for some in combinations(numbers, n)}
        rests = {total - part for total in numbers for part in sums} if figure["group"] == "unknown" else set()
        if end["value"] not in sums | rests and not (end["value"] == 0 and end["rule"] in ZERO_BY_RULE):
            yield f"the words tell {numbers} {measure}"

    def _numbers(self, claim: Claim, measure: str) -> Iterator[int]:
        """What the claim's words are worth, also where they tell as fact what is only feared."""
        for figure in (f for f in claim.figures if f.measure == measure):
            for told in (figure, evolve(figure, modality="asserted")):
                ends = estimate(told, "literal")
                yield from (n for n in (ends.low, ends.best, ends.high) if n is not None)

    def _said(self, claim: Shown) -> Iterator[str]:
        """The claim's words as shown stand at its offsets in the stored text."""
        stored = self.claims.get(claim["id"])
        if stored is None or "words" not in claim:
            yield f"the claim {claim['id']} is not there"
        else:
            yield from self._at(stored, claim)

    def _at(self, claim: Claim, shown: Shown) -> Iterator[str]:
        document = self.documents[claim.id.split(".")[0]]
        words = document.text[shown["start"] : shown["end"]]
        if not words or words != shown["words"]:
            yield f"{shown['words']!r} is not what the text of {document.id} says there: {words!r}"

    def _span(self, claim: Claim, span: Span | None) -> Iterator[str]:
        if span is None:
            yield f"{claim.id} has no words for it"
        else:
            yield from self._at(claim, {"start": span.start, "end": span.end, "words": span.exact})

    def _held(self, shown: Shown) -> list[Claim]:
        return [self.claims[name] for name in shown["claims"]]

    def _date(self, row: Row, shown: Shown) -> Iterator[str]:
        if row["date_prec"] != text(precision(row["date"])):
            yield "the precision is not that of the date"
        telling = [c for c in self._held(shown) if c.time and c.time.edtf == row["date"]]
        if telling:
            yield from (p for c in telling if c.time for p in self._span(c, c.time.text))
        elif not row["date"].endswith(ABOUT) or row["date"].rpartition("/")[2].rstrip(ABOUT) not in self._days(shown):
            yield "no claim and no report tells it"

    def _days(self, shown: Shown) -> set[str | None]:
        return {self.documents[report["id"]].anchor for report in shown["reports"]}

    def _where(self, row: Row, shown: Shown) -> Iterator[str]:
        told = (row["latitude"], row["longitude"], row["where_prec"])
        places = [(c, c.place) for c in self._held(shown) if c.place]
        same = [
            (c, p)
            for c, p in places
            if told == (self._degrees(p.latitude), self._degrees(p.longitude), text(p.precision))
        ]
        if any(told) and not same:
            yield "no claim tells this place"
        for claim, place in same:
            yield from self._span(claim, place.text)
            if place.latitude is not None and not (place.gazetteer_id and place.gazetteer):
                yield "no gazetteer gives the point"

    def _degrees(self, value: float | None) -> str:
        return "" if value is None else text(round(value, self.decimals))

    def _informants(self, row: Row, shown: Shown) -> Iterator[str]:
        informants = shown["explained"]["informants"]["list"]
        doubtful = sum(any(not fold["certain"] for fold in one["folded"]) for one in informants)
        if (int(row["informants_low"]), int(row["informants_high"])) != (len(informants) - doubtful, len(informants)):
            yield f"{len(informants)} informants are named, {doubtful} of them perhaps not independent"
        for one in informants:
            yield from () if one["claims"] else (f"{one['name']} tells nothing",)
            yield from (p for name in one["claims"] for p in self._said(shown["explained"]["claims"][name]))
            yield from (f"{fold['claim']} is folded by no rule" for fold in one["folded"] if not fold["reason"])

    def _grade(self, row: Row, shown: Shown) -> Iterator[str]:
        grade = shown["explained"]["grade"]
        if (row["confirmation"], row["grade"], row["grade_rule"]) != tuple(
            text(grade[name]) for name in ("confirmation", "grade", "rule")
        ):
            yield f"explained as {grade}"
        if not grade["reason"]:
            yield "no reason"

    def _rule(self, cell: str, key: tuple[str, str], shown: Shown) -> Iterator[str]:
        found = [f for f in shown["explained"]["figures"] if (f["measure"], f["group"]) == key]
        rules = "; ".join(found[0]["ends"][end]["rule"] for end in ENDS) if found else ""
        if cell != rules:
            yield f"explained as {rules}"

    def _method(self, row: Row, shown: Shown) -> Iterator[str]:
        methods = {f["method"] for f in shown["explained"]["figures"]} or {""}
        if methods != {row["range_method"]}:
            yield f"explained as {methods}"

    def _sides(self, row: Row, shown: Shown) -> Iterator[str]:
        told = [f for f in shown["explained"]["figures"] if f["measure"] == "killed" and side_of_group(f["group"])]
        cells = [f"{population_words(f['group'])} {'–'.join(text(f[end]) or '?' for end in ENDS)}" for f in told]
        if row["killed_by_side"] != "; ".join(cells):
            yield f"explained as {cells}"
        for figure in told:
            for end in ENDS:
                yield from self.figure(text(figure[end]), ("killed", figure["group"], end), shown)

    def _denied(self, row: Row, shown: Shown) -> Iterator[str]:
        denials = shown["explained"]["denials"]
        if int(row["denied"]) != len(denials):
            yield f"{len(denials)} denials are shown"
        yield from (p for denial in denials for p in self._said(denial))

    def _reports(self, row: Row, shown: Shown) -> Iterator[str]:
        holding = {name.split(".")[0] for name in shown["claims"]}
        if int(row["reports"]) != len(holding) or holding != {report["id"] for report in shown["reports"]}:
            yield f"its claims stand in {len(holding)} reports"

    def _words(self, row: Row, shown: Shown) -> Iterator[str]:
        if row["words"] != " | ".join(claim.text.exact for claim in self._held(shown)):
            yield "these are not the words of its claims"

    def _claims(self, row: Row, shown: Shown) -> Iterator[str]:
        if not shown["claims"] or set(shown["claims"]) != shown["explained"]["claims"].keys():
            yield "its claims are not those explained"
        yield from (p for claim in shown["explained"]["claims"].values() for p in self._said(claim))


def text(value: object) -> str:
    """As a CSV cell."""
    return "" if value is None else str(value)


def run(*arguments: object) -> str:
    done = CliRunner().invoke(program(), [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module", params=["rules", "embedded"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("walk") / "book"
    run("init", folder)
    run("add", EXAMPLES, "--reader", request.param, "--casebook", folder)
    run("link", "--casebook", folder)
    return folder


def exported(book: Path, form: str, profile: str, folder: Path) -> list[Row]:
    run("publish", form, "--profile", profile, "--output", folder / "export", "--casebook", book)
    told = (folder / "export").read_text(encoding="utf-8")
    return list(csv.DictReader(told.splitlines())) if form == "csv" else [flat(f) for f in json.loads(told)["features"]]


def flat(feature: dict[str, Any]) -> Row:
    longitude, latitude = feature["geometry"]["coordinates"] if feature["geometry"] else (None, None)
    cells = {**feature["properties"], "latitude": latitude, "longitude": longitude}
    assert feature["id"] == cells["incident"]
    return {name: text(cell) for name, cell in cells.items()}


def record(book: Path, profile: str = "full") -> Record:
    listed = [json.loads(line)["id"] for line in run("incidents", "--json", "--casebook", book).splitlines()]
    shown = {name: json.loads(run("show", name, "--json", "--casebook", book)) for name in listed}
    reports = list(open_casebook(book).casebook.reports())
    return Record(
        shown,
        {claim.id: claim for report in reports for claim in report.claims},
        {report.document.id: report.document for report in reports},
        6 if profile == "full" else 2,
    )


@pytest.mark.parametrize("profile", ["full", "public"])
@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_every_number_leads_to_words(book: Path, tmp_path: Path, form: str, profile: str) -> None:
    rows = exported(book, form, profile, tmp_path)
    assert len(rows) > 2
    assert record(book, profile).walk(rows) == []


def walked(book: Path) -> set[tuple[str, str]]:
    """Walks each range of ``incidents --json`` and gives the measures and populations that there were."""
    known, keys = record(book), set()
    for case in map(json.loads, run("incidents", "--json", "--casebook", book).splitlines()):
        for figure in case["figures"]:
            key = (figure["measure"], figure["group"])
            for end in ENDS:
                problems = known.figure(text(figure[end]), (*key, end), known.shown[case["id"]])
                assert list(problems) == [], (case["id"], *key, end)
            keys.add(key)
    return keys


def test_every_range_that_is_listed_leads_to_words(book: Path) -> None:
    assert {("killed", "all"), ("killed", "civilians")} <= walked(book)


def test_every_measure_and_population_leads_to_words(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "one.txt").write_text(WAR, encoding="utf-8")
    run("init", tmp_path / "book")
    options = ("--published", "2016-12-14", "--publisher", "Harbour Post", "--reader", "rules")
    run("add", tmp_path / "reports", *options, "--casebook", tmp_path / "book")
    run("link", "--casebook", tmp_path / "book")
    keys = walked(tmp_path / "book")
    assert {measure for measure, _ in keys} >= {"killed", "injured", "abducted", "detained"}
    told = {"all", "civilians", "children", "women", "men", "combatants", "unknown"}
    assert told | {"combatants:islamic-state", "combatants:hezbollah"} <= {group for _, group in keys}


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_a_number_that_was_changed_leads_nowhere(book: Path, tmp_path: Path, form: str) -> None:
    rows, known = exported(book, form, "full", tmp_path), record(book)
    numbers = [(n, name) for n, row in enumerate(rows) for name, cell in row.items() if cell and is_number(cell)]
    assert len(numbers) > 30
    for n, name in numbers:
        changed = [*rows[:n], {**rows[n], name: text(float(rows[n][name]) + 1).removesuffix(".0")}, *rows[n + 1 :]]
        assert known.walk(changed), f"{rows[n]['incident']} {name}"
    for n, row in enumerate(rows):
        assert known.walk([*rows[:n], {**row, "date": "2016-12-25"}, *rows[n + 1 :]]), row["incident"]


def is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()


def test_a_number_that_was_added_and_a_row_that_was_lost_are_found(book: Path, tmp_path: Path) -> None:
    rows, known = exported(book, "csv", "full", tmp_path), record(book)
    empty = [(n, name) for n, row in enumerate(rows) for name in FIGURES if not row[name]]
    for n, name in empty:
        assert known.walk([*rows[:n], {**rows[n], name: "3"}, *rows[n + 1 :]]), name
    assert known.walk(rows[1:])
    assert known.walk([{**row, "wounded_medics": "2"} for row in rows])


def test_a_text_that_was_changed_no_longer_bears_its_numbers(book: Path, tmp_path: Path) -> None:
    rows, known = exported(book, "csv", "full", tmp_path), record(book)
    telling = {name.split(".")[0] for shown in known.shown.values() for name in shown["claims"]}
    for name in telling:
        moved = evolve(known.documents[name], text=" " + known.documents[name].text)
        assert evolve(known, documents={**known.documents, name: moved}).walk(rows), name
