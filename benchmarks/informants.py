"""Who gives the death count: the innermost named source of the claim that gives it, against the linking gold.

    python benchmarks/informants.py [--json] [--errors] [--reader embedded]

For each article of the linking gold that gives a death count and names an informant for it: of the claims that give
that count (in one figure, or in groups that share nobody), the first that has a source who may know, not "reports". The
innermost one, by any alias that the registry has for it, must be the gold's by ``same_name`` of ``score/claims.py``.
``found`` is the share of articles of which a claim gives the count at all, ``sourced`` the share of which such a claim
has a source, ``right`` the share of which it is the gold's. ``assessed`` is the share of which an informant on whom the
assessment rests the count is the gold's: a lead in the report's own voice goes, surely or perhaps, to the informant
whom the report names for the same.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from linking import CORPUS, GOLD, STORIES
from shared import lines, scorer
from tallystick import intake
from tallystick.assessing import informants
from tallystick.assessing.names import normal_name
from tallystick.commands.pipeline import READER, pipeline
from tallystick.record import Claim, Figure, Report, Source
from tallystick.vocabulary import sources
from tallystick.vocabulary.grades import terms


def stories() -> dict[str, Any]:
    """The articles of the gold that give a death count and name who gives it, by id."""
    told = {row["id"] for row in lines(GOLD)}
    rows = json.loads(STORIES.read_text(encoding="utf-8"))
    return {r["unit_id"]: r for r in rows if r["unit_id"] in told and r["informant"] and r["killed"]["bound"]}


def read(ids: set[str], reader: str) -> Iterator[Report]:
    """The articles of those ids with their claims."""
    line = pipeline(reader)
    for entry in intake.read_manifest(CORPUS):
        if isinstance(entry, intake.ManifestEntry) and entry.id in ids:
            yield from (line.read(opened.document) for opened in entry.open())


def gives(figure: Figure, killed: dict[str, Any]) -> bool:
    """True where a figure is the death count of the gold: its number; for a vague one, any vague count of the dead."""
    if figure.measure not in {"killed", "casualties"}:
        return False
    if killed["bound"] == "vague":
        return figure.bound == "vague"
    return figure.value == killed["value"] or (figure.upper is not None and figure.upper == killed.get("upper"))


def gives_it(claim: Claim, killed: dict[str, Any]) -> bool:
    """True where a figure of the claim is the death count, or where its groups of dead add up to it."""
    if any(gives(figure, killed) for figure in claim.figures):
        return True
    parts = [f.value for f in claim.figures if f.measure == "killed" and f.part_of is None]
    return len(parts) > 1 and None not in parts and sum(filter(None, parts)) == killed["value"]


def innermost(claims: list[Claim]) -> Source | None:
    """The innermost source of the first claim that has one who may know, else of the first that has one at all."""
    links = [c.attribution[-1] for c in claims if c.attribution]
    return next((s for s in links if not is_hearsay(s)), links[0] if links else None)


def is_hearsay(source: Source) -> bool:
    """True for other people's reporting: "local media", "reports"."""
    return normal_name(source.source) in {normal_name(term) for term in terms("independence", "generic_media")}


def assessed(report: Report, giving: list[Claim]) -> set[str]:
    """The names of the informants on whom the claims that give the count rest by the assessment, surely or perhaps."""
    found = informants(report.claims, [report], "count")
    positions = {found.of[c.id] for c in giving if c.id in found.of}
    near = {n for group in found.groups if positions & set(group) for n in group}
    return {found.informants[n].name for n in (positions | near)}


def wordings(name: str, organisation: str | None = None) -> set[str]:
    """A name, its organisation, and the other names of the informant that they mean."""
    found = {name, *([organisation] if organisation else [])}
    for known in filter(None, map(sources.canonical, sorted(found))):
        row = sources.informants()[known]
        found |= {row.name, *row.aliases, *row.people}
    return found


def measure(reader: str, errors: bool = False) -> dict[str, Any]:
    """How many articles there are, and the shares found, sourced, right and assessed rightly."""
    gold, count = stories(), Counter[str]()
    for report in read(set(gold), reader):
        row = gold[report.document.id]
        found = judge(report, row)
        count.update({"articles": 1, **found})
        if errors and not found["right"]:
            giving = [c for c in report.claims if gives_it(c, row["killed"])]
            ours = [c.attribution[-1].source if c.attribution else None for c in giving]
            print(report.document.id, row["killed"], "| gold:", row["informant"], "| ours:", ours, found["assessed"])
    shares = ("found", "sourced", "right", "assessed")
    return {"articles": count["articles"]} | {name: round(count[name] / count["articles"], 4) for name in shares}


def judge(report: Report, row: dict[str, Any]) -> dict[str, bool]:
    """Whether the count of one article is found, has a source, and whether that is the gold's."""
    same = scorer("claims").same_name
    giving = [c for c in report.claims if gives_it(c, row["killed"])]
    source, theirs = innermost(giving), wordings(row["informant"])
    ours = wordings(source.source, source.organisation) if source else set()
    counted = {name for informant in assessed(report, giving) for name in wordings(informant)}
    return {
        "found": bool(giving),
        "sourced": bool(source),
        "right": any(same(a, b) for a in ours for b in theirs),
        "assessed": any(same(a, b) for a in counted for b in theirs),
    }


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="list the articles of which another source is found")
    parser.add_argument("--reader", default=READER)
    arguments = parser.parse_args()
    out = measure(arguments.reader, arguments.errors)
    print(json.dumps(out, indent=1) if arguments.json else "\n".join(f"{k:10} {v}" for k, v in out.items()))


if __name__ == "__main__":
    main()
