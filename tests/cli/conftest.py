"""Runs the program as a user does: in a process of its own, or, where nothing hangs on that, here, which is quicker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from postgresql_server import placed

from tallystick.cli.app import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "aleppo"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run_program(*arguments: object, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The finished ``tallystick ARGUMENTS``."""
    arguments = placed(arguments)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TALLYSTICK")}
    done = subprocess.run(
        [sys.executable, "-m", "tallystick", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**environment, "COLUMNS": "220"},
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def call_program(*arguments: object) -> subprocess.CompletedProcess[str]:
    """What ``tallystick ARGUMENTS`` does, without a process of its own."""
    arguments = placed(arguments)
    with TemporaryFile("w+") as out, TemporaryFile("w+") as err, pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("TALLYSTICK")]:
            patch.delenv(name)
        patch.setenv("COLUMNS", "220")
        patch.setattr(sys, "argv", ["tallystick", *map(str, arguments)])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            with pytest.raises(SystemExit) as left:
                main()
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
        told = []
        for stream in (out, err):
            stream.seek(0)
            told.append(stream.read())
    status = left.value.code
    return subprocess.CompletedProcess(list(map(str, arguments)), status if isinstance(status, int) else 0, *told)


@pytest.fixture
def call() -> Run:
    return call_program


@pytest.fixture
def run() -> Run:
    return run_program


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with the example added and linked; tests only read it."""
    folder = tmp_path_factory.mktemp("aleppo") / "book"
    for arguments in (("init", folder), ("add", EXAMPLES, "--casebook", folder), ("link", "--casebook", folder)):
        done = run_program(*arguments)
        assert done.returncode == 0, done.stderr
    return folder
