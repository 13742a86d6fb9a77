"""The trained network, run by onnxruntime on one thread."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tallystick.reading.embedded.heads import Floats, Heads
from tallystick.reading.embedded.pieces import CLS, SEP, Pieces, Window

Ints = NDArray[np.int64]


class Network(Protocol):
    """What reads a window, and marked crops of it."""

    heads: Heads

    def window(self, pieces: Pieces, features: Ints, window: Window) -> tuple[Floats, Floats]:
        """States (pieces of the window, width) that marker passes go on from, and those of the plain pass."""

    def marked(self, states: Floats, zones: Ints, mask: Ints) -> Floats:
        """States (crops, pieces, width) of marker passes over ``states``; ``zones`` and ``mask`` (crops, pieces)."""


class Encoder:
    """The two parts of the network: all layers for a window, the marked layer for a crop of its states."""

    def __init__(self, folder: Path, heads: Heads | None = None) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.heads = heads or Heads.load(folder / "heads.npz")
        self._lower, self._marked = (
            onnxruntime.InferenceSession(str(folder / f"{part}.onnx"), options, providers=["CPUExecutionProvider"])
            for part in ("lower", "marked")
        )

    def window(self, pieces: Pieces, features: Ints, window: Window) -> tuple[Floats, Floats]:
        """States (pieces of the window, width) that marker passes go on from, and those of the plain pass."""
        ids, signals = as_input(pieces, features, window)
        states, plain = self._lower.run(None, {"ids": ids, "signals": signals, "mask": np.ones_like(ids)})
        return states[0, 1:-1], plain[0, 1:-1]

    def marked(self, states: Floats, zones: Ints, mask: Ints) -> Floats:
        """States (crops, pieces, width) of marker passes over ``states``; ``zones`` and ``mask`` (crops, pieces)."""
        found: Floats = self._marked.run(None, {"states": states, "zones": zones, "mask": mask})[0]
        return found


def as_input(pieces: Pieces, features: Ints, window: Window) -> tuple[Ints, Ints]:
    """Ids (1, pieces) and features (1, pieces, groups) of a window, with a mark at each end."""
    inside = slice(window.first, window.last)
    ids = np.array([[CLS, *pieces.ids[inside], SEP]], dtype=np.int64)
    signals = np.zeros((1, ids.shape[1], features.shape[1]), dtype=np.int64)
    signals[0, 1:-1] = features[inside]
    return ids, signals


@cache
def shipped() -> Encoder:
    """The encoder that ships, loaded once."""
    return Encoder(Path(str(files("tallystick.reading.embedded") / "data")))
