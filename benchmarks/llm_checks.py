"""What the llm reader's checks lose: the claims that come out where a model answers with the coders' own words.

A stand-in on loopback answers each request with the coded claims of the article, in the form that a model is asked
for: the words of each slot that stand in the passage, dates as the words nearby that the time rules read so. Without
arguments the gold articles are read; a FILE.jsonl holds coded articles. No model takes part.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import islice
from pathlib import Path
from typing import Any

from shared import SHARED, articles, scorer
from tallystick.commands.pipeline import gazetteer
from tallystick.intake import open_bytes
from tallystick.reading.llm import LlmReader, Settings
from tallystick.reading.times import find_times
from tallystick.record import Document
from tallystick.serialising import to_plain

Row = dict[str, Any]


class StandIn(HTTPServer):
    """Answers with ``coded``, the claims of ``document``."""

    document: Document
    coded: Sequence[Row] = ()

    def answer(self, passage: str) -> list[Row]:
        """The coded claims whose words stand in ``passage``, in the form of an answer."""
        return [self._row(claim, passage) for claim in self.coded if claim["text"]["exact"] in passage]

    def _row(self, claim: Row, passage: str) -> Row:
        def standing(names: Sequence[str]) -> str:
            return next((name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", passage)), "")

        return {
            "words": claim["text"]["exact"],
            "event": claim["event"],
            "status": _first(claim["status"]),
            "certainty": _first(claim["certainty"]),
            "sources": [{"name": standing(source["names"]), "cue": ""} for source in claim["attribution"]],
            **{slot: standing(claim[f"{slot}s"]) for slot in ("perpetrator", "victim", "place")},
            "time": standing(self._times(claim)),
            "weapons": [weapon for weapon in claim["weapons"] if weapon in passage],
            "figures": [{"words": f["text"]["exact"], "measure": f["measure"]} for f in claim["figures"]],
        }

    def _times(self, claim: Row) -> list[str]:
        """Words of the document that the time rules read as a coded date of ``claim``, the nearest first."""
        times = find_times(self.document.text, self.document.anchor or self.document.published)
        spans = [time.text for time in times if time.text and time.edtf in claim["dates"]]
        return [span.exact for span in sorted(spans, key=lambda span: abs(span.start - claim["text"]["start"]))]


class Handler(BaseHTTPRequestHandler):
    """One chat completion."""

    server: StandIn

    def do_POST(self) -> None:
        """Answers with the claims of the passage in the last message."""
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        content = json.dumps({"claims": self.server.answer(request["messages"][-1]["content"])})
        body = json.dumps({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def measured(paths: Sequence[Path], limit: int | None, stand_in: StandIn) -> tuple[Row, dict[str, int]]:
    """The scorer's table, and the refusals by slot and reason."""
    score = scorer("claims")
    reader = LlmReader(Settings(f"http://127.0.0.1:{stand_in.server_address[1]}/v1", "stand-in"))
    claims, slots, refused = Counter[str](), Counter[tuple[str, str]](), Counter[str]()
    for article in islice(articles(paths), limit):
        known = article["document"]
        opened = open_bytes(article["text"].encode(), f"{known['id']}.txt", published=known["published"])
        stand_in.document, stand_in.coded = opened[0].document, article["claims"]
        found = reader.examine(stand_in.document, gazetteer())
        refused.update({f"{r.slot}: {r.reason}": r.count for r in found.refusals})
        here = score.score(article["claims"], to_plain(found.claims))
        claims, slots = claims + here[0], slots + here[1]
    return score.report(claims, slots), dict(refused)


def main() -> None:
    """Reads, scores, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[SHARED / "gold"])
    parser.add_argument("--limit", type=int, help="read so many articles at most")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with StandIn(("127.0.0.1", 0), Handler) as stand_in:
        threading.Thread(target=stand_in.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        table, refused = measured(options.paths, options.limit, stand_in)
        stand_in.shutdown()
    if options.json:
        json.dump({"slots": table, "refused": refused}, sys.stdout, indent=1)
        return
    print(f"{'slot':12} {'P':>7} {'R':>7} {'F1':>7} {'gold':>6}")
    for slot, row in table.items():
        print(f"{slot:12} {row['p']:7.3f} {row['r']:7.3f} {row['f1']:7.3f} {row['gold']:6.0f}")
    for reason, count in refused.items():
        print(f"refused {count:3} {reason}")


if __name__ == "__main__":
    main()
