"""What tests of several rooms share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from tallystick.reading.embedded.heads import Heads
from tallystick.reading.embedded.labels import BEFORE, CERTAINTIES, EVENTS, MEASURES, PARTS, ROLES, STATUSES
from tallystick.reading.embedded.pieces import Pieces, Window
from tallystick.reading.embedded.policy import Policy

WORDS, ZONES = 43, 5
WIDTH = WORDS + ZONES
Array = NDArray[np.float32]
Ints = NDArray[np.int64]


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
