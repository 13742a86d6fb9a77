"""Prints the project's own coded texts, one JSON object a line: ``python training/reader/own/build.py > own.jsonl``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from own.loading import own_articles
from tallystick.errors import TallystickError


def main() -> int:
    """Builds every text before it prints the first, so that nothing half-built is written."""
    try:
        lines = [json.dumps(article, ensure_ascii=False) for article in own_articles()]
    except TallystickError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
