"""What tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from migrated import Migrated
from numpy.typing import NDArray
from postgresql_server import PACKAGE, Server, binaries, kept_on

from tallystick.casebook.migrating import migrate
from tallystick.reading.embedded.heads import Heads
from tallystick.reading.embedded.labels import BEFORE, CERTAINTIES, EVENTS, MEASURES, PARTS, ROLES, STATUSES
from tallystick.reading.embedded.pieces import Pieces, Window
from tallystick.reading.embedded.policy import Policy
from tallystick.web.settings import configure
from tallystick.web.site import Site

# How long an example takes says something of what else the machine does, and nothing of the law.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

KEY = "k" * 50
"""Signs the sessions of the tests' sites."""
WORDS, ZONES = 43, 5
WIDTH = WORDS + ZONES
Array = NDArray[np.float32]
Ints = NDArray[np.int64]

# Django is set up once a process: the site's settings, which serve casebooks without a site too, go before others.
configure(Site(casebooks=("unused",), hosts=("localhost", "127.0.0.1", "testserver"), key=KEY))


class ToyNetwork:
    """A network that knows words and where they stand to the marked claim, and nothing of what they mean.

    Its heads propose no span, take every span of the rules for an air strike that occurred, and mark no role.
    """

    def __init__(self) -> None:
        self.table = np.random.default_rng(7).normal(size=(31_000, WORDS)).astype(np.float32)
        self.heads = toy_heads()

    def window(self, pieces: Pieces, features: Ints, window: Window) -> tuple[Array, Array]:
        words = self.table[pieces.ids[window.first : window.last]]
        states = np.concatenate([words, np.zeros((len(words), ZONES), np.float32)], axis=1)
        return states, states

    def marked(self, states: Array, zones: Ints, mask: Ints) -> Array:
        places = np.eye(ZONES, dtype=np.float32)[zones - BEFORE + 1] * 3
        return np.concatenate([states[..., :WORDS], places], axis=2) * mask[..., None].astype(np.float32)


def toy_heads() -> Heads:
    values: dict[str, Array] = {}

    def head(name: str, inputs: int, bias: list[float]) -> None:
        values[f"{name}.weight"] = np.zeros((len(bias), inputs), np.float32)
        values[f"{name}.bias"] = np.array(bias, np.float32)

    likely = [2.0 if event == "airstrike" else 0.0 for event in EVENTS]
    head("span", WIDTH, [-9.0] * 3)
    head("cue", WIDTH, [9.0, 0.0, 0.0])
    head("sketch", 3 * WIDTH, [0.0] * WIDTH)
    head("pick", WIDTH, [1.0, *likely])
    head("pooled", 2 * WIDTH, [0.0] * 4 * WIDTH)
    values["pooled.weight"] = np.concatenate([np.eye(2 * WIDTH), -np.eye(2 * WIDTH)]).astype(np.float32)
    stance = [3.0, *[0.0] * (len(STATUSES) - 1), 3.0, *[0.0] * (len(CERTAINTIES) - 1)]
    head("judged", 4 * WIDTH, [1.0, *likely, *stance])
    head("role", WIDTH, [2.0, -1.0, -1.0] * len(ROLES))
    head("figure", WIDTH, [0.0] * (1 + len(MEASURES)))
    head("said", WIDTH, [2.0, -1.0, -1.0] * len(PARTS))
    return Heads(values)


@pytest.fixture(scope="session")
def put_toy() -> Callable[[pytest.MonkeyPatch], ToyNetwork]:
    """Puts the toy network in place of the shipped one."""
    network = ToyNetwork()

    def put(patch: pytest.MonkeyPatch) -> ToyNetwork:
        for module in ("tallystick.reading.embedded.registered", "tallystick.commands.training"):
            patch.setattr(f"{module}.shipped", lambda: network)
            patch.setattr(f"{module}.shipped_policy", lambda: Policy(event_rule=0.0))
        return network

    return put


@pytest.fixture
def toy(put_toy: Callable[[pytest.MonkeyPatch], ToyNetwork], monkeypatch: pytest.MonkeyPatch) -> ToyNetwork:
    """The toy network in place of the shipped one, for this test."""
    return put_toy(monkeypatch)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database postgresql`` keeps the casebooks of all tests on a PostgreSQL server."""
    chosen = os.environ.get("TALLYSTICK_TEST_DATABASE", "sqlite")
    parser.addoption("--database", choices=("sqlite", "postgresql"), default=chosen, help="where casebooks are kept")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of one database's own ways (``sqlite_only``) do not run on the other."""
    if config.getoption("database") == "postgresql":
        for item in items:
            if item.get_closest_marker("sqlite_only") is not None:
                item.add_marker(pytest.mark.skip(reason="about SQLite's file"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; where none is installed the test is skipped, except in continuous integration."""
    if binaries() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no PostgreSQL here; install {PACKAGE}")
    started = Server()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Migrated:
    return Migrated(migrate, tmp_path_factory.mktemp("migrated"))


@pytest.fixture(scope="session", autouse=True)
def _migrated_once(_migrated: Migrated) -> Iterator[None]:
    """The tables of new casebooks are copies of those that the migrations made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tallystick.casebook.book.migrate", _migrated)
        yield


@pytest.fixture(autouse=True)
def _migrated_anew(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test about the making of tables (``migrates``) has them made."""
    if request.node.get_closest_marker("migrates") is not None:
        monkeypatch.setattr("tallystick.casebook.book.migrate", migrate)


@pytest.fixture(scope="session", autouse=True)
def _kept_there(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every casebook that a test makes without a word about its database is kept where the option says."""
    if request.config.getoption("database") == "sqlite":
        yield
        return
    from tallystick.casebook import Casebook

    server: Server = request.getfixturevalue("server")
    kept_on.append(server)
    make = Casebook.create.__func__  # type: ignore[attr-defined]

    def create(cls: type, folder: Path, database: str | None = None, *rest: Any, **named: Any) -> Any:
        return make(cls, folder, database or server.fresh(), *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Casebook, "create", classmethod(create))
        yield
    kept_on.clear()


@pytest.fixture(autouse=True)
def _databases_go(request: pytest.FixtureRequest) -> Iterator[None]:
    """The databases that a test made go with it."""
    if request.config.getoption("database") == "sqlite" and "server" not in request.fixturenames:
        yield
        return
    found: Server = request.getfixturevalue("server")
    before = set(found.made)
    yield
    found.drop([name for name in found.made if name not in before])
