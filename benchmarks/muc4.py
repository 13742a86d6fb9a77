"""MUC-4 templates out of Tallystick's claims: type and five roles on ``role_dev`` by shared/score/muc4.py.

A small adapter (muc4.toml): the claims of a text that tell of one incident, as linking groups them within a report,
make one template. The readers read the wire text (capitals, dateline), which stands beside the role fillers under the
same id. Nothing is fitted; the mapping was written with role_train in view.

    python benchmarks/muc4.py [--reader rules] [--part role_train] [--first N] [--json]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import readers
from shared import SHARED, lines, scorer
from tallystick.commands.pipeline import Pipeline, pipeline
from tallystick.linking import tellings
from tallystick.record import Claim, Report
from tallystick.vocabulary.loader import load

FOLDER = SHARED / "data" / "muc4"
WIRE = {"role_dev": ("tst1", "tst2"), "role_train": ("dev",)}
"""Files with the wire texts of a part."""
UNREAL = {"denied", "predicted"}
TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
Template = dict[str, Any]


def templates(report: Report) -> list[Template]:
    """A template for each incident of ``report`` that is of a MUC-4 type and has a filler."""
    claims = {claim.id: claim for claim in report.claims}
    groups = ([claims[i] for i in telling.claims if claims[i].status not in UNREAL] for telling in tellings(report))
    made = [template for group in groups if (template := _template(group))]
    filled = [t for t in made if any(t[role] for role in ("PerpInd", "PerpOrg", "Target", "Victim"))]
    return [t for n, t in enumerate(filled) if t not in filled[:n]]


def _template(claims: Sequence[Claim]) -> Template | None:
    types = [kind for claim in claims if (kind := _type(claim))]
    if not types:
        return None
    perpetrators = [party.name for claim in claims for party in claim.perpetrators]
    return {
        "incident_type": next((kind for kind in types if kind != "attack"), "attack"),
        "PerpInd": _once(name for name in perpetrators if not _is_organisation(name)),
        "PerpOrg": _once(name for whole in perpetrators for name in _organisations(whole)),
        "Target": _once(name for claim in claims if claim.place for name in _target(claim.event, claim.place.name)),
        "Victim": _once(name for claim in claims for party in claim.victims for name in _person(party.name)),
        "Weapon": _once(weapon.type for claim in claims for weapon in claim.weapons),
    }


def _type(claim: Claim) -> str | None:
    kind: str | None = TABLE["types"].get(claim.event)
    if kind != "attack":
        return kind
    words = " ".join(claim.text.exact.lower().split())
    return next((narrower for narrower in TABLE["words"] if _any_of(narrower).search(words)), kind)


@cache
def _any_of(narrower: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, TABLE['words'][narrower]))})\b")


def _once(names: Iterator[str]) -> list[list[str]]:
    return [[name] for name in dict.fromkeys(" ".join(name.lower().split()) for name in names)]


def _head(name: str) -> str:
    """The last word before "of", "from" or "in"."""
    words = re.split(r"\s+(?:of|from|in)\s+", name.lower())[0].split()
    return words[-1] if words else ""


def _is_organisation(name: str) -> bool:
    return _head(name) in {*TABLE["perpetrators"]["organisations"], *load("parties")["armed"]["names"]} or any(
        name.lower() == phrase for phrase in _groups()
    )


def _organisations(name: str) -> Iterator[str]:
    """``name`` where it is an organisation; otherwise the group that its words name ("FMLN" of "FMLN guerrillas")."""
    if _is_organisation(name):
        yield name
    else:
        yield from (group for group in _groups() if re.search(rf"\b{re.escape(group)}\b", name.lower()))


@cache
def _groups() -> tuple[str, ...]:
    return (*load("parties")["armed"]["names"], "shining path", "national liberation army", "death squads")


def _target(event: str, place: str) -> Iterator[str]:
    """The building, vehicle or site that was hit: "police base" of the place "that police base in Uchiza"."""
    words = re.split(r",|\s+(?:in|at|on|near|of)\s+", place.lower())[0].split()
    while words and words[0] in TABLE["targets"]["openers"]:
        words = words[1:]
    ends = {words[-1], " ".join(words[-2:])} if words else set()
    if event in TABLE["targets"]["events"] and ends & set(load("place_words")["facilities"]):
        yield " ".join(words)


def _person(victim: str) -> Iterator[str]:
    """The name of a victim without titles; nothing where it is described and not named."""
    words = re.sub(r"[^\w\s.'-]", " ", victim.lower()).split()
    while words and words[0] in {*TABLE["victims"]["titles"], *_people()}:
        words = words[1:]
    if 2 <= len(words) <= TABLE["victims"]["longest"] and not set(words) & (_people() | set(TABLE["victims"]["never"])):
        yield " ".join(words)


@cache
def _people() -> set[str]:
    """Words for people and for groups of them, which are no part of a name."""
    parties = load("parties")
    described = load("figure_people")["singular"]
    plural = {f"{word}s" for word in described}
    return {
        *described,
        *plural,
        *parties["armed"]["heads"],
        *parties["civil"]["heads"],
        *parties["states"]["adjectives"],
    }


def predicted(line: Pipeline, part: str, first: int | None) -> dict[str, list[Template]]:
    """The templates of the first texts of a part (all where None) by id."""
    wire = {row["id"]: row["text"] for name in WIRE[part] for row in lines(FOLDER / f"{name}.jsonl")}
    ids = [row["id"] for row in islice(lines(FOLDER / f"{part}.jsonl"), first)]
    return {number: templates(line.read(readers.opened(wire[number], number))) for number in ids}


def table(name: str, part: str, first: int | None) -> dict[str, dict[str, float]]:
    """The scorer's table for one reader."""
    score = scorer("muc4")
    found = predicted(pipeline(name), part, first)
    gold = {k: v for k, v in score.read(FOLDER / f"{part}.jsonl", True).items() if k in found}
    own = {k: [score.read_template(t, k) for t in made] for k, made in found.items()}
    result: dict[str, dict[str, float]] = score.report(score.score(gold, own))
    return result


def main() -> None:
    """Reads, scores, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    readers.add_option(parser)
    parser.add_argument("--part", choices=list(WIRE), default="role_dev")
    parser.add_argument("--first", type=int, help="read so many texts only")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    tables = {name: table(name, options.part, options.first) for name in readers.chosen(options)}
    if options.json:
        json.dump(tables, sys.stdout, indent=1)
        return
    for name, rows in tables.items():
        print(f"{name:14} {'P':>7} {'R':>7} {'F1':>7} {'found':>6} {'gold':>6}")
        for slot, row in rows.items():
            print(f"{slot:14} {row['p']:7.3f} {row['r']:7.3f} {row['f1']:7.3f} {row['predicted']:6d} {row['gold']:6d}")


if __name__ == "__main__":
    main()
