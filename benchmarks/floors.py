"""Holds the scores reached: runs the benchmarks named in floors.toml and fails where one falls below its floor.

    python benchmarks/floors.py [NAME ...]

Each floor names a script, its arguments, the path of a value in the JSON that the script prints, and the least that it
may be. Floors only rise.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"


@cache
def printed(command: str) -> Any:
    """The JSON that a benchmark prints."""
    script, *arguments = command.split()
    done = subprocess.run(
        [sys.executable, HERE / script, *arguments, "--json"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"benchmarks/{command} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def value_at(data: Any, path: str) -> float:
    """The number at ``path`` (keys joined by ``/``)."""
    for key in path.split("/"):
        data = data[int(key)] if isinstance(data, list) else data[key]
    return float(data)


def main() -> None:
    """Print each score beside its floor; leave with status 1 where one is too low."""
    if not SHARED.exists():
        print("The shared corpora are not beside the project's root: no floor was checked.")
        return
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    fallen = 0
    for name, floor in floors.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        reached = value_at(printed(floor["command"]), floor["value"])
        held = reached >= floor["floor"]
        fallen += not held
        print(f"{'ok  ' if held else 'FELL'} {name:32} {reached:.4f}  floor {floor['floor']:.4f}")
    sys.exit(1 if fallen else 0)


if __name__ == "__main__":
    main()
