"""The command line on a casebook that a site serves: the same commands, the same words."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from postgresql_server import placed
from typer.main import get_command

from tallystick.cli import app, desks
from tallystick.errors import UsageError

MAKE = """
import sys
from pathlib import Path
from tallystick.web import serving
from tallystick.web.site import Site
serving.prepare(Site((sys.argv[1],)))
from django.contrib.auth.models import User
from tallystick.casebook.folder import identity
from tallystick.web.api import tokens
from tallystick.web.people.membership import set_role
user, book = User.objects.create_user("amal"), identity(Path(sys.argv[1])).id
set_role(user, book, "publisher")
print(tokens.make(user, book, "tests", ["read", "code", "review", "publish"], 1))
"""
TOLL = """GENEVA, 14 June 2016 (Harbour Wire) - At least 40 people have been killed in Idlib province since \
1 May 2016, the Syrian Observatory for Human Rights said.
"""
REPORTS = (
    TOLL,
    "HARBOUR TOWN, 12 May 2016 (Harbour Wire) - Shelling of Idlib killed 7 civilians on Thursday, residents said.\n",
    "An air strike killed 4 people in Aleppo on 11 May 2016, the Harbour Rescue League said.\n",
)
Run = Callable[..., subprocess.CompletedProcess[str]]


def tallystick(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tallystick", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook of this module's own."""
    made = tmp_path_factory.mktemp("served") / "book"
    assert tallystick(*placed(("init", made))).returncode == 0
    return made


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[tuple[str, str]]:
    """The address of a served casebook, and a token for it."""
    made = subprocess.run([sys.executable, "-c", MAKE, str(folder)], capture_output=True, text=True, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = ["serve", "--casebook", str(folder), "--port", str(port), "--workers", "1", "--no-browser"]
    server = subprocess.Popen([sys.executable, "-m", "tallystick", *serve], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/c/book", made.stdout.strip()
    server.send_signal(signal.SIGTERM)
    server.wait(30)


@pytest.fixture(scope="module")
def run(site: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a command on the served casebook, which holds three reports, one of them of a toll."""
    folder = tmp_path_factory.mktemp("reports")
    for number, text in enumerate(REPORTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")

    def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return tallystick(*words, TALLYSTICK_SERVER=site[0], TALLYSTICK_TOKEN=site[1])

    added = command("add", folder, "--publisher", "Harbour Wire")
    assert (added.returncode, added.stdout) == (0, added.stdout), added.stderr
    assert "3 reports read" in added.stdout
    return command


def _incidents(run: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("incidents", "--json").stdout.splitlines()]


def test_incidents_are_listed_and_explained_as_on_this_machine(run: Run) -> None:
    table, found = run("incidents").stdout, _incidents(run)
    assert {i["event"] for i in found} == {"shelling", "airstrike"}
    assert all(i["id"] in table for i in found)
    shown = run("show", found[0]["id"])
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "killed" in shown.stdout
    assert json.loads(run("show", found[0]["id"], "--json").stdout)["id"] == found[0]["id"]


def test_incidents_and_tolls_are_explained_with_the_tolls_beside_them(run: Run, folder: Path) -> None:
    toll = json.loads(run("tolls", "--json").stdout)["id"]
    shelling = next(i["id"] for i in _incidents(run) if i["event"] == "shelling")
    for words, beside in (
        ((shelling,), "Tolls that span it"),
        ((shelling, "--json"), '"tolls": [{'),
        ((toll, "--method", "ucdp"), "1 incident within it explains"),
        ((toll, "--json"), '"toll": {'),
    ):
        there, here = run("show", *words), tallystick("show", *words, "--casebook", folder)
        assert (there.returncode, there.stderr, there.stdout) == (0, "", here.stdout)
        assert beside in there.stdout


def test_a_decision_is_taken_and_taken_back(run: Run) -> None:
    claim = _incidents(run)[0]["claims"][0]
    done = json.loads(run("reject", claim, "--reason", "a drill", "--json").stdout)
    assert (done["kind"], done["author"]) == ("reject", "amal")
    assert len(_incidents(run)) == 1
    assert run("undo", str(done["number"]), "--reason", "no drill").returncode == 0
    assert [json.loads(line)["kind"] for line in run("decisions", claim, "--json").stdout.splitlines()][-2:] == [
        "reject",
        "undo",
    ]
    assert "amal" in run("decisions").stdout


def test_tolls_are_listed_as_on_this_machine(run: Run, folder: Path) -> None:
    here = tallystick("tolls", "--casebook", folder)
    there = run("tolls")
    assert (there.returncode, there.stdout) == (0, here.stdout)
    assert "40" in there.stdout
    told = [json.loads(line) for line in run("tolls", "--json").stdout.splitlines()]
    assert [one["claims"][0]["informant"] for one in told] == ["the Syrian Observatory for Human Rights"]
    assert json.loads(tallystick("tolls", "--json", "--casebook", folder).stdout) == told[0]


def test_claims_are_linked_and_everything_is_verified(run: Run, folder: Path) -> None:
    linked = run("link")
    assert (linked.returncode, "0 claims placed" in linked.stdout) == (0, True), linked.stderr
    assert json.loads(run("link", "--json").stdout)["new"] == 0
    verified = run("verify")
    assert (verified.returncode, "All is as it was left" in verified.stdout) == (0, True), verified.stderr
    head = verified.stdout.splitlines()[-1].removeprefix("Custody log: ")
    assert json.loads(run("verify", "--head", head, "--json").stdout)["problems"] == []
    kept = next((folder / "evidence" / "objects").rglob("*.gz"), None) or next(
        path for path in (folder / "evidence" / "objects").rglob("*") if path.is_file()
    )
    data = kept.read_bytes()
    kept.chmod(0o600)
    kept.write_bytes(data[:-1])
    try:
        damaged = run("verify")
    finally:
        kept.write_bytes(data)
    assert (damaged.returncode, "PROBLEM" in damaged.stdout) == (1, True)


def test_the_registry_of_sources_is_read_and_changed(run: Run, folder: Path) -> None:
    why = ("--reason", "a test")
    added = json.loads(run("sources", "add", "Marsh Rights Monitor", "--alias", "MRM", *why, "--json").stdout)
    assert (added["kind"], added["author"]) == ("source-add", "amal")
    identity = added["targets"][0]
    for words in (
        ("rate", "MRM", "B"),
        ("side", "MRM", "none", "--interest", "paid by nobody"),
        ("change", "MRM", "--kind", "monitor"),
        ("alias", "MRM", "the marsh monitor", "--person"),
    ):
        done = run("sources", *words, *why)
        assert (done.returncode, done.stderr) == (0, ""), words
    there, here = run("sources", "show", identity), tallystick("sources", "show", identity, "--casebook", folder)
    assert (there.stdout, there.stderr) == (here.stdout, "")
    assert "also “the marsh monitor” (speaks for it), by amal" in there.stdout
    listed = run("sources", "list", "--decided", "--json").stdout
    assert listed == tallystick("sources", "list", "--decided", "--json", "--casebook", folder).stdout
    assert json.loads(listed)["id"] == identity
    assert run("sources", "list").stdout == tallystick("sources", "list", "--casebook", folder).stdout
    assert run("sources", "list", "--proposed").returncode == 0
    assert run("sources", "merge", identity, "sohr", *why).returncode == 0
    number = json.loads(run("decisions", "--json").stdout.splitlines()[-1])["number"]
    assert run("sources", "undo", str(number), *why).returncode == 0
    assert "leave out --by" in run("sources", "rate", "MRM", "A", *why, "--by", "basil").stderr


def test_places_and_actors_are_read_and_changed(run: Run, folder: Path) -> None:
    why = ("--reason", "a test")
    places = [json.loads(line) for line in run("places", "list", "--json").stdout.splitlines()]
    assert {place["name"] for place in places} == {"Idlib", "Aleppo"}
    put = ("places", "set", "Aleppo", "--at", "36.25,37.15", "--precision", "3", "--name", "Halab", "--country", "SY")
    done = json.loads(run(*put, *why, "--json").stdout)
    assert (done["kind"], done["author"]) == ("place-set", "amal")
    for words in (("places", "list"), ("places", "show", "Halab"), ("places", "show", "Halab", "--json")):
        there, here = run(*words), tallystick(*words, "--casebook", folder)
        assert (there.returncode, there.stderr, there.stdout) == (0, "", here.stdout), words
    assert run("places", "undo", str(done["number"]), *why).returncode == 0
    assert "leave out --by" in run(*put, *why, "--by", "basil").stderr
    assert run("actors", "list").stdout == tallystick("actors", "list", "--casebook", folder).stdout
    assert "has no actor “Nobody of note”" in run("actors", "show", "Nobody of note").stderr


@pytest.mark.parametrize("command", list(app.ONLY_HERE))
def test_what_cannot_be_done_on_a_server_is_said_in_a_sentence(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tallystick", command, "--server", "https://x.example/c/syria"])
    with pytest.raises(SystemExit) as left:
        app.main()
    told = capsys.readouterr().err
    assert (left.value.code, told.count("\n")) == (2, 1)
    assert f"`tallystick {command}` cannot work on a server: " in told


def test_each_command_works_on_a_server_or_says_why_not() -> None:
    for group in get_command(app.program()).commands.values():  # type: ignore[attr-defined]
        for command in getattr(group, "commands", {group.name: group}).values():
            remote = any("--server" in option.opts for option in command.params)
            assert remote != (group.name in app.ONLY_HERE), (group.name, command.name)


def test_the_record_is_published(run: Run, tmp_path: Path) -> None:
    assert run("publish", "csv", "--output", tmp_path / "record.csv").returncode == 0
    assert (tmp_path / "record.csv").read_text(encoding="utf-8").startswith("incident,")
    assert run("publish", "csv").stdout.startswith("incident,")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("accept", "nothing.c01", "--reason", "x"), "has no claim nothing.c01"),
        (("accept", "nothing.c01", "--reason", "x", "--by", "basil"), "leave out --by"),
        (("show", "I9999"), "has no incident I9999"),
        (("show", "nonsense"), "not an incident's id"),
        (("add", "-"), "cannot be handed in"),
        (("publish", "nonsense"), "format"),
    ],
)
def test_what_goes_wrong_is_one_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    done = run(*words)
    assert done.returncode in (1, 2)
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_token_is_needed_and_must_be_known(site: tuple[str, str]) -> None:
    without = tallystick("incidents", "--server", site[0], TALLYSTICK_TOKEN="")
    assert (without.returncode, "Set TALLYSTICK_TOKEN" in without.stderr) == (2, True)
    wrong = tallystick("incidents", "--server", site[0], TALLYSTICK_TOKEN="tally_wrong")
    assert (wrong.returncode, "does not know the token" in wrong.stderr) == (1, True)


def test_the_casebook_of_an_address_is_named_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(desks.TOKEN, raising=False)
    with pytest.raises(UsageError, match="Set TALLYSTICK_TOKEN"):
        desks.connected("https://x.example/c/syria")
    monkeypatch.setenv(desks.TOKEN, "tally_x")
    assert desks.connected("https://x.example/c/syria/queue").casebook == "syria"
    assert desks.connected("https://x.example/site/c/syria").casebook == "syria"
