"""Writes docs/benchmarks.md: runs every benchmark and puts what it prints under its command.

    python benchmarks/report.py [TITLE ...]

With titles of sections only those are made anew. Takes some minutes on two cores; needs the shared corpora beside the
project's root. Runs that take hours stand in ``long_runs.md``, which is put at the end of the page as it is.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys

from attrs import frozen

from shared import ROOT, SHARED

PAGE = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

What was measured, good and bad. `python benchmarks/report.py` renews this page; each table is what the command above
it prints. The corpora lie beside the project's root and are described in their own README; none of their text is here.

{machine}

**How far to trust these figures.** The rules were written with `claims-train` in view, so its rows are training
scores. The eleven gold articles were not a source of rules but were looked at as a check, in places down to single
errors, and eleven articles carry an interval of some six points either way. The embedded reader learned from
`claims-train`; what it reads of articles that it has not learned from is in the model card. The linking weights were
chosen by what they reach on the linking gold, grouping and ranges alike, and its articles are among those that the
rules were written with; `training/linking/weights.py --folds` prints what they are worth out of fold
(docs/methodology.md). Expect less on unseen reports.
`benchmarks/floors.toml` pins the scores reached; CI fails when one falls.
"""


@frozen
class Section:
    """One table: its title, what it shows, and the command that prints it."""

    title: str
    about: str
    command: str


SECTIONS = (
    Section(
        "Claims",
        "The rule reader against the gold articles, by `score/claims.py` (claims .45 and all slots .38 asked).",
        "claims.py",
    ),
    Section(
        "Claims on the training articles",
        "The same on coded articles that the rules were written with.",
        "claims.py {train}",
    ),
    Section(
        "Readers",
        "The rules and the embedded reader on the gold (asked of the reader: claims .87, all slots .83, figures .82, "
        "source .84, date .80, place .84), and the precision of claims as they are shown. Out-of-fold figures on 544 "
        "articles are in the model card.",
        "reader_quality.py --gold",
    ),
    Section(
        "Attributions by the network",
        "PolNeAR dev by `score/attribution.py` (exact source .70, cue .65, content .55 asked). `fitted` cuts the ends "
        "as PolNeAR's train part does.",
        "reader_attribution.py",
    ),
    Section(
        "MUC-4",
        "`role_dev` by `score/muc4.py`, through an adapter that turns the incidents of a text into templates. The "
        "mapping of types was written with the first 400 texts of `role_train` in view; no role was trained on.",
        "muc4.py",
    ),
    Section(
        "Gun violence",
        "GVC dev, for measuring only: killed and injured of each article's incident. A report that gives no figure "
        "of its own (`one man was shot`) leaves it open.",
        "counts.py",
    ),
    Section(
        "Relevance",
        "What the look in front costs and misses: share of coded claims whose passage is read (.99 asked), and the "
        "time for texts that tell of no conflict against the gold's (under a tenth asked).",
        "relevance.py",
    ),
    Section(
        "Figures",
        "The figure grammar on the words of each coded claim alone: measure, bound and value (at least .90 asked; two "
        "careful codings agree at .97).",
        "figures.py",
    ),
    Section(
        "Times", "The date slot on the coders' own clauses, and TimeBank and AQUAINT by `score/times.py`.", "times.py"
    ),
    Section(
        "Sources, certainty, status",
        "The source chain on the coders' own clauses, and PolNeAR dev by `score/attribution.py`.",
        "attribution.py",
    ),
    Section("Places", "The place slot, `score/places.py` on three corpora, and Syria with a pack beside.", "places.py"),
    Section("Datelines", "The day a report was written, against the coded dateline.", "datelines.py"),
    Section(
        "Linking and ranges",
        "Incidents from text alone by `score/incidents.py`, and ranges by `score/ranges.py` for each method. `airwars` "
        "and `ibc` publish the two ends and no best.",
        "linking.py",
    ),
    Section(
        "Informants of the death count",
        "The source of the claim that gives an article's death count against the linking gold's informant, by the "
        "`same_name` of `score/claims.py` over the registry's aliases (.75 asked). What counts as the claim that gives "
        "the count was settled after looking at errors.",
        "informants.py",
    ),
    Section(
        "The site killed",
        "Every process of the site killed outright while four programs decide; what was confirmed must be there, and "
        "all must verify.",
        "kills.py --times 50",
    ),
    Section(
        "Speed of the embedded reader",
        "`read` with it beside a bare pass of the network over the same text, on one core (.3 of its articles a second "
        "asked), the start of `tallystick read` on one article (1.5 s asked), and memory (500 MB).",
        "reader_speed.py",
    ),
    Section("Speed of the gazetteer", "Look-ups on one core, warm and first.", "gazetteer_speed.py"),
    Section(
        "Linking at scale",
        "A synthetic war with the places and days of a real one; processor time, and quality against the generator.",
        "linking_scale.py --claims 10000",
    ),
    Section("Speed", "`read` on 1,000 articles, one core, with the share of each stage.", "speed.py"),
)


def printed(command: str) -> str:
    """What ``python benchmarks/COMMAND`` prints."""
    script, *arguments = command.split()
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / script, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.rstrip()


def machine() -> str:
    """The machine and the day that the figures are from, in one sentence."""
    return (
        f"Machine: {platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python "
        f"{platform.python_version()}. Timings vary with what else runs; scores do not."
    )


def kept() -> dict[str, str]:
    """The sections of the page as it stands, by title."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = text.split("\n## ")[1:]
    return {part.split("\n", 1)[0]: f"## {part.rstrip()}\n" for part in parts}


def made(section: Section, train: str) -> str:
    """A section made anew."""
    command = section.command.format(train=train)
    print(f"python benchmarks/{command}", flush=True)
    return f"## {section.title}\n{section.about}\n\n```\n$ python benchmarks/{command}\n{printed(command)}\n```\n"


def main() -> None:
    """Run everything, or the sections named, and write the page."""
    wanted, known = sys.argv[1:], kept()
    train = " ".join(os.path.relpath(p, ROOT) for p in sorted((SHARED / "claims-train").glob("*.jsonl")))
    parts = [HEAD.format(machine=machine())]
    for section in SECTIONS:
        keep = bool(wanted) and section.title not in wanted and section.title in known
        parts.append(known[section.title] if keep else made(section, train))
    parts.append((ROOT / "benchmarks" / "long_runs.md").read_text(encoding="utf-8"))
    PAGE.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
