"""``init --database`` and ``transfer``, as a user sees them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from postgresql_server import Server

Run = Callable[..., "CompletedProcess[str]"]


def test_a_casebook_on_a_server_is_made_and_its_password_not_kept(call: Run, server: Server, tmp_path: Path) -> None:
    folder, url = tmp_path / "book", server.fresh()
    made = call("init", folder, "--database", url.replace("tallystick@", "tallystick:hunter2@"))
    assert (made.returncode, "put it into ~/.pgpass" in made.stderr) == (0, True)
    assert "hunter2" not in made.stderr + made.stdout + (folder / "casebook.toml").read_text()
    assert call("verify", "--casebook", folder).returncode == 0
    again = call("init", tmp_path / "other", "--database", url)
    assert (again.returncode, "holds a casebook already" in again.stderr) == (1, True)


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("postgresql://amal:hunter2@127.0.0.1:1/s", 1, "see that the server runs"),
        ("postgresql://amal:hunter2@host", 2, "names no database"),
        ("postgresql://amal:hunter2@host/s?colour=red", 2, "knows no option 'colour'"),
        ("mysql://amal:hunter2@host/s", 1, "'mysql' database"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_one_sentence(
    call: Run, tmp_path: Path, url: str, status: int, said: str
) -> None:
    done = call("init", tmp_path / "book", "--database", url)
    assert (done.returncode, said in done.stderr, done.stderr.count("\n")) == (status, True, 1)
    assert "hunter2" not in done.stderr
    assert not (tmp_path / "book").exists()


def test_a_casebook_is_transferred_there_and_back(call: Run, server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    call("init", folder)
    there = call("transfer", server.fresh(), "--casebook", folder, "--json")
    assert json.loads(there.stdout)["now"].startswith("postgresql://")
    back = call("transfer", "back.sqlite3", "--casebook", folder)
    assert (back.returncode, "went to back.sqlite3, and all is as it was" in back.stdout) == (0, True)
    assert call("verify", "--casebook", folder).returncode == 0
    assert 'database = "back.sqlite3"' in (folder / "casebook.toml").read_text()
