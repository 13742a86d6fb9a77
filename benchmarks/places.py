"""Place expressions, the place of each event, and coordinates: quality on coded claims and on three geoparsing corpora.

    python benchmarks/places.py [--json]

A. Coded claims (gold and claims-train), clause and sentence given: is the chosen place one that the coders accept?
B. LGL, GeoWebNews and GeoVirus by ``score/places.py``: names found and resolved, and gold names resolved.
C. Syria with the shipped gazetteer alone and with the Who's On First pack before it: places of coded claims that get
   coordinates, and the governorate of the articles that name one.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shared import SHARED, lines, scorer
from tallystick.gazetteer import Gazetteer, Home, build_pack
from tallystick.gazetteer.context import demonyms
from tallystick.gazetteer.packs import shipped_path
from tallystick.reading.places import choose_place, find_names, find_places
from tallystick.reading.sentences import split
from tallystick.record import Claim, Document, Place, Span

CLAIM_SETS = ("gold", "syria", "muc4", "wikievents", "rams")
CORPORA = ("lgl", "geowebnews", "geovirus")
LEAD = 500
ONE_COLUMN = {"Damascus": ("Damascus", "Rif Dimashq")}
"""The corpus has one word for the city and the governorate around it."""
MARK_PEOPLES = frozenset({"lgl", "geowebnews"})
"""Corpora in which "Syrian" is a name of Syria."""
WORD = re.compile(r"\b(?:(?:North|South|Sri|New|Costa|Puerto|Sierra|Central) )?[A-Z]\w+\b")
Row = dict[str, Any]
Located = list[tuple[int, int, tuple[float, float] | None]]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    gazetteer = Gazetteer.shipped()
    result = {
        "A": [claim_places(SHARED, name, gazetteer) for name in CLAIM_SETS],
        "B": [row for name in CORPORA for row in corpus(SHARED, name, gazetteer)],
        "C": list(syria(SHARED, gazetteer)),
    }
    if options.json:
        print(json.dumps(result, indent=1))
        return
    for part, rows in result.items():
        show(part, rows)


def show(part: str, rows: list[Row]) -> None:
    """Prints rows as a table."""
    print(f"\n{part}")
    print("  ".join(f"{key:>12}" for key in rows[0]))
    for row in rows:
        print("  ".join(f"{value:12.3f}" if isinstance(value, float) else f"{value!s:>12}" for value in row.values()))


def coded(folder: Path, name: str) -> Iterator[tuple[str, list[Row]]]:
    """Texts with their coded claims."""
    if name == "gold":
        for path in sorted((folder / "gold").glob("*.json")):
            yield path.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(path.read_text("utf-8"))["claims"]
        return
    for row in lines(folder / "claims-train" / f"{name}.jsonl"):
        yield row["text"], row["claims"]


def chosen_places(text: str, claims: list[Row], gazetteer: Gazetteer) -> Iterator[tuple[Row, Place | None]]:
    """Each coded claim with the place chosen for its clause."""
    sentences = split(Document("d", text))
    mentions = find_places(text, gazetteer)
    for claim in claims:
        clause = (claim["text"]["start"], claim["text"]["end"])
        around = [s for s in sentences if s.start < clause[1] and clause[0] < s.end]
        sentence = (around[0].start, around[-1].end) if around else clause
        mention = choose_place(mentions, clause, sentence)
        yield claim, Place(mention.name, mention.text) if mention else None


def claim_places(folder: Path, name: str, gazetteer: Gazetteer) -> Row:
    """Part A for one set; speed is that of finding the expressions, with a warm gazetteer."""
    same_name = scorer("claims").same_name
    texts = list(coded(folder, name))
    for text, _ in texts:
        find_places(text, gazetteer)
    n: Counter[str] = Counter()
    for text, claims in texts:
        for claim, place in chosen_places(text, claims, gazetteer):
            if "places" not in claim.get("ignore", []):
                n.update(outcome(claim.get("places") or [], place, same_name))
    started = time.process_time()
    for text, _ in texts:
        find_places(text, gazetteer)
    seconds = time.process_time() - started
    characters = sum(len(text) for text, _ in texts)
    return {"set": name, **prf(n), "claims": n["tp"] + n["fn"], "ms for 3 kB": 3e6 * seconds / characters}


def outcome(accepted: list[str], place: Place | None, same_name: Any) -> list[str]:
    """What the claim scorer counts for one place slot."""
    names = [place.name, *([place.text.exact] if place.text else [])] if place else []
    if any(same_name(a, b) for a in accepted for b in names):
        return ["tp"]
    return ["fn"] * bool(accepted) + ["fp"] * bool(names)


def prf(n: Counter[str]) -> Row:
    """Precision, recall and F1."""
    p = n["tp"] / max(1, n["tp"] + n["fp"])
    r = n["tp"] / max(1, n["tp"] + n["fn"])
    return {"P": p, "R": r, "F1": 2 * p * r / (p + r) if p + r else 0.0}


def corpus(folder: Path, name: str, gazetteer: Gazetteer) -> Iterator[Row]:
    """Part B for one corpus: with names found, and with the gold's names.

    LGL, whose names only the newspaper explains, also without the article's address, as published systems were
    measured, and with the other articles of the newspaper read before.
    """
    score = scorer("places")
    path = folder / "data" / "geo" / f"{name}.jsonl"
    documents = list(lines(path))
    gold = score.read(path, True)
    found = with_peoples if name in MARK_PEOPLES else found_spans
    ways: dict[str, Callable[[Row], Located]] = {
        "found": lambda d: located(d, found(d, gazetteer), gazetteer),
        "gold": lambda d: located(d, gold_spans(d), gazetteer),
    }
    if name == "lgl":
        homes = outlet_homes(documents, gazetteer)
        ways["gold, no url"] = lambda d: located({**d, "url": None}, gold_spans(d), gazetteer)
        ways["gold, outlet"] = lambda d: located(d, gold_spans(d), gazetteer, homes[outlet(d)][d["id"]])
    for label, way in ways.items():
        yield {"corpus": name, "names": label, **figures(score.score(gold, {d["id"]: way(d) for d in documents}))}


def figures(result: Row) -> Row:
    """What is printed of the scorer's result."""
    return {
        "exact F1": result["recognition exact"]["f1"],
        "overlap P": result["recognition overlap"]["p"],
        "overlap R": result["recognition overlap"]["r"],
        "overlap F1": result["recognition overlap"]["f1"],
        "acc@161 all": result["resolution"]["acc@161km of all"],
        "acc@161": result["resolution"]["acc@161km"],
        "median km": result["resolution"]["median error km"],
        "end-to-end F1": result["end to end"]["f1"],
    }


def outlet(document: Row) -> str:
    """The host of the article's address."""
    return urlsplit(document["url"]).netloc


def outlet_homes(documents: list[Row], gazetteer: Gazetteer) -> dict[str, dict[str, Home]]:
    """For each article, by outlet and id, where the outlet's other articles are: by the reader's own names alone."""
    places: dict[str, dict[str, list[Place]]] = {}
    for document in documents:
        own = [c.place for c in claims_at(document, found_spans(document, gazetteer), gazetteer) if c.place]
        places.setdefault(outlet(document), {})[document["id"]] = own
    return {
        host: {own: Home.of(p for other, found in articles.items() if other != own for p in found) for own in articles}
        for host, articles in places.items()
    }


def found_spans(document: Row, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Spans of the names that the reader finds."""
    return [(s.start, s.end) for s in find_names(document["text"], gazetteer)]


def with_peoples(document: Row, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """The same, and words for a country's people and things, which some corpora mark as names of the country."""
    names = found_spans(document, gazetteer)
    peoples = (m.span() for m in WORD.finditer(document["text"]) if m.group().casefold() in demonyms())
    return sorted({*names, *(p for p in peoples if not any(p[0] < b and a < p[1] for a, b in names))})


def gold_spans(document: Row) -> list[tuple[int, int]]:
    """Spans of the gold's names."""
    return [(t["start"], t["end"]) for t in document["toponyms"]]


def located(document: Row, spans: list[tuple[int, int]], gazetteer: Gazetteer, home: Home | None = None) -> Located:
    """Spans with the points that the gazetteer gives, in the scorer's layout."""
    places = [c.place for c in claims_at(document, spans, gazetteer, home)]
    return [(a, b, point(place)) for (a, b), place in zip(spans, places, strict=True)]


def claims_at(
    document: Row, spans: list[tuple[int, int]], gazetteer: Gazetteer, home: Home | None = None
) -> tuple[Claim, ...]:
    """A claim with a resolved place for each span."""
    text = document["text"]
    claims = [Claim("c", "attack", Span.of(text, a, b), place=Place(text[a:b], Span.of(text, a, b))) for a, b in spans]
    return gazetteer.resolve(Document(document["id"], text, path=document["url"]), claims, home)


def point(place: Place | None) -> tuple[float, float] | None:
    """Coordinates, where there are any."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def syria(folder: Path, gazetteer: Gazetteer) -> Iterator[Row]:
    """Part C, without and with the pack."""
    with tempfile.TemporaryDirectory() as built:
        pack = Path(built) / "sy.sqlite"
        build_pack(folder / "data" / "gazetteer" / "wof-sy.tsv", pack)
        both = Gazetteer.open([pack, shipped_path()])
        for label, used in (("shipped", gazetteer), ("with pack", both)):
            yield {"gazetteer": label, **located_share(folder, used), **governorates(folder, used)}


def located_share(folder: Path, gazetteer: Gazetteer) -> Row:
    """Share of the coders' places (a name among them) that get coordinates, and of the places chosen."""
    n: Counter[str] = Counter()
    for text, claims in coded(folder, "syria"):
        document = Document("d", text)
        named = [p for c in claims for p in c["places"][:1] if any(word[0].isupper() for word in p.split())]
        span = Span.of(text, 0, 1)
        for claim in gazetteer.resolve(document, [Claim("c", "attack", span, place=Place(name)) for name in named]):
            n["coded"] += 1
            n["coded located"] += point(claim.place) is not None
        chosen = [Claim("c", "attack", span, place=p) for _, p in chosen_places(text, claims, gazetteer) if p]
        for claim in gazetteer.resolve(document, chosen):
            n["chosen"] += 1
            n["chosen located"] += point(claim.place) is not None
    return {
        "coded located": n["coded located"] / n["coded"],
        "chosen located": n["chosen located"] / n["chosen"],
        "coded": n["coded"],
    }


def governorates(folder: Path, gazetteer: Gazetteer) -> Row:
    """Share of the articles with one governorate named whose places lie mostly in it."""
    texts = {row["id"]: row for row in syria_texts(folder)}
    n: Counter[str] = Counter()
    for article in json.loads((folder / "linking" / "syria_news.json").read_text(encoding="utf-8")):
        row = texts.get(article["unit_id"])
        wanted = governorate(article.get("governorate") or "", gazetteer)
        if row is None or wanted is None:
            continue
        n["articles"] += 1
        found = principal_admin1(row["text"], gazetteer)
        n["right"] += (wanted if found in ONE_COLUMN.get(wanted, ()) else found) == wanted
    return {"governorate right": n["right"] / max(1, n["articles"]), "articles": n["articles"]}


def governorate(name: str, gazetteer: Gazetteer) -> str | None:
    """The gazetteer's name for a governorate of the corpus."""
    found = (c.admin1 for c in gazetteer.candidates(name) if c.country == "SY" and c.kind == "admin1")
    return next(found, None)


def principal_admin1(text: str, gazetteer: Gazetteer) -> str | None:
    """First-order division in which most of the places of a text lie, those of its lead counted thrice."""
    mentions = [m for m in find_places(text, gazetteer) if m.head and not m.country]
    claims = [Claim("c", "attack", m.text, place=Place(m.name, m.text)) for m in mentions]
    votes: Counter[str] = Counter()
    for claim in gazetteer.resolve(Document("d", text), claims):
        if claim.place and claim.place.admin1:
            votes[claim.place.admin1] += 3 if claim.text.start < LEAD else 1
    return max(votes, key=lambda name: votes[name], default=None)


def syria_texts(folder: Path) -> Iterator[Row]:
    """Articles of the corpus: id and text."""
    for path in sorted((folder / "data" / "syria-news").glob("*.jsonl")):
        for row in lines(path):
            yield {"id": str(row.get("id") or row.get("unit_id")), "text": row["text"]}


if __name__ == "__main__":
    main()
