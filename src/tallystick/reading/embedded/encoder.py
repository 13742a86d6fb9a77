"""The trained network, run by onnxruntime on one thread."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tallystick.reading.embedded.pieces import CLS, SEP, Pieces, Window

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Heads(NamedTuple):
    """What one pass of the last layers gives, as raw scores (batch first).

    ``span`` (pieces, 3) and ``kind`` (pieces, events) of the plain pass; ``judged`` (1 + events + statuses +
    certainties), ``role`` (pieces, 3 for each role) and ``figure`` (pieces, 1 + measures) of a marker pass.
    """

    span: Floats
    kind: Floats
    judged: Floats
    role: Floats
    figure: Floats


class Encoder:
    """The two parts of the network: the first layers for a window, the last for a pass over states."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._lower, self._upper = (
            onnxruntime.InferenceSession(str(folder / f"{part}.onnx"), options, providers=["CPUExecutionProvider"])
            for part in ("lower", "upper")
        )

    def states(self, pieces: Pieces, features: Ints, window: Window) -> Floats:
        """The states (pieces of the window, width) after the first layers."""
        inside = slice(window.first, window.last)
        ids = np.array([[CLS, *pieces.ids[inside], SEP]], dtype=np.int64)
        signals = np.zeros((1, ids.shape[1], features.shape[1]), dtype=np.int64)
        signals[0, 1:-1] = features[inside]
        given = {"ids": ids, "signals": signals, "mask": np.ones_like(ids)}
        states: Floats = self._lower.run(None, given)[0][0]
        return states

    def heads(self, states: Floats, zones: Ints, mask: Ints) -> Heads:
        """One pass of the last layers over ``states`` (batch, pieces, width)."""
        return Heads(*self._upper.run(None, {"states": states, "zones": zones, "mask": mask}))


@cache
def shipped() -> Encoder:
    """The encoder that ships, loaded once."""
    return Encoder(Path(str(files("tallystick.reading.embedded") / "data")))
