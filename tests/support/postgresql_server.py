"""A PostgreSQL server of the tests' own: started when first needed, in a folder that goes with it.

``TALLYSTICK_TEST_DATABASE=postgresql`` or ``pytest --database postgresql`` keeps every casebook of every test in a
database of its own on it.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import quote

PACKAGE = "postgresql (Debian: apt-get install postgresql; or pip install pgserver)"
USER = "tallystick"
QUICK = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=300",
    "max_wal_size=4GB",
    "shared_buffers=64MB",
)
_PR_SET_PDEATHSIG = 1


def binaries() -> Path | None:
    """Where are ``initdb`` and ``postgres``: on the path, of Debian's package (the newest), or of ``pgserver``."""
    found = shutil.which("postgres")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    wheel = find_spec("pgserver")
    packed = (
        [Path(place) / "pginstall/bin/postgres" for place in (wheel.submodule_search_locations or ())] if wheel else []
    )
    places = [*([Path(found)] if found else []), *reversed(debian), *packed]
    return next((path.parent for path in places if path.is_file() and (path.parent / "initdb").is_file()), None)


started: list[Server] = []
"""The servers that run."""
kept_on: list[Server] = []
"""The server on which the tests keep their casebooks; none where they keep them in files."""


class Server:
    """A running server. Who connects is trusted; nothing listens on the network."""

    def __init__(self) -> None:
        found = binaries()
        assert found is not None, f"install {PACKAGE}"
        self.folder = Path(tempfile.mkdtemp(prefix="tallystick-postgresql-"))
        self.made: list[str] = []
        self._numbers = count(1)
        self._user = _unprivileged()
        if self._user is not None:
            os.chown(self.folder, self._user, -1)
        data = self.folder / "data"
        self._make(found / "initdb", data)
        options = [part for setting in (*QUICK, f"unix_socket_directories={self.folder}") for part in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [found / "postgres", "-D", data, *options],
                stdout=log,
                stderr=log,
                user=self._user,
                cwd="/",
                preexec_fn=_end_with_the_tests,
            )
        self._await()
        started.append(self)

    def _make(self, initdb: Path, data: Path) -> None:
        """The server's files. It orders text as English does, where it can: casebooks are not to depend on that."""
        make = [initdb, "--pgdata", data, "--username", USER, "--auth=trust", "--no-sync", "--encoding=UTF8"]
        for locale in (["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"], ["--locale=C.UTF-8"]):
            done = subprocess.run([*make, *locale], capture_output=True, user=self._user, cwd="/", check=False)
            if done.returncode == 0:
                return
        raise AssertionError(done.stderr.decode())

    def _await(self) -> None:
        deadline = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < deadline, (self.folder / "log").read_text()
            time.sleep(0.02)

    def _answers(self) -> bool:
        import psycopg

        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def url(self, name: str) -> str:
        """The address of the database ``name``."""
        return f"postgresql://{USER}@/{name}?host={quote(str(self.folder), safe='')}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Runs a statement outside of a transaction; what it gives."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description is not None else []

    def fresh(self, template: str = "template0") -> str:
        """The address of a new database, empty or like ``template``."""
        name, url = self.lasting(template)
        self.made.append(name)
        return url

    def lasting(self, template: str = "template0") -> tuple[str, str]:
        """The name and the address of a new database that goes with the server and not with the test."""
        name = f"book_{os.getpid()}_{next(self._numbers)}"
        self._create(name, template)
        return name, self.url(name)

    def _create(self, name: str, template: str) -> None:
        strategy = "" if template == "template0" else "STRATEGY file_copy"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} {strategy}")

    def untouched(self, name: str) -> bool:
        """True for a database of a test that has no tables, and no settings of its own."""
        settings = (
            f"SELECT 1 FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase WHERE datname = '{name}'"
        )
        tables = "SELECT 1 FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public'"
        return name in self.made and not self.execute(settings) and not self.execute(tables, name)

    def remake(self, name: str, template: str) -> None:
        """Puts a copy of ``template`` in place of a database."""
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")
        self._create(name, template)

    def copy(self, url: str) -> str:
        """The address of a copy of a database; who else is connected to it is put out, as PostgreSQL wants."""
        name = database_name(url)
        let_go(name)
        self.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        return self.fresh(name)

    def drop(self, names: list[str]) -> None:
        """Removes databases, whoever is still connected."""
        for name in names:
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            self.made.remove(name)

    def stop(self) -> None:
        """Ends the server and removes its folder."""
        started.remove(self)
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


def let_go(name: str) -> None:
    """Closes this thread's own connections to a database; whoever needs one again gets it anew."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        if connection.settings_dict["NAME"] == name:
            connection.close()


def copy_casebook(source: Path, target: Path) -> Path:
    """A copy of the casebook in ``source`` with a database of its own."""
    shutil.copytree(source, target)
    config = target / "casebook.toml"
    if found := re.search(r'^database = "(postgresql://.*)"$', config.read_text(), re.MULTILINE):
        config.write_text(config.read_text().replace(found[1], kept_on[0].copy(found[1])))
    return target


def placed(arguments: tuple[object, ...]) -> tuple[object, ...]:
    """The arguments of the program, for an ``init`` with the database where the tests' option keeps casebooks."""
    if arguments[:1] != ("init",) or "--database" in arguments or not kept_on:
        return arguments
    return (*arguments, "--database", kept_on[0].fresh())


def database_name(url: str) -> str:
    """The database in an address that ``Server.url`` made."""
    found = re.search(r"/([^/?]+)\?", url)
    assert found is not None
    return found[1]


def _unprivileged() -> int | None:
    """Who runs the server, which refuses to run as root: None for the tests' own user."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user.pw_uid for user in pwd.getpwall()}
    return users.get("postgres", users["nobody"])


def _end_with_the_tests() -> None:
    """On Linux the server ends with the tests, however they end."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)
