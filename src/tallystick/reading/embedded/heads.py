"""What is read off the network's states: small matrices, kept beside the network so that reviews can refit them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from attrs import frozen
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NAMES = ("span", "cue", "sketch", "pick", "pooled", "judged", "role", "figure", "said")
"""The heads; each has a matrix (outputs, inputs) and a bias."""


@frozen
class Heads:
    """The matrices by name, ``NAME.weight`` (outputs, inputs) and ``NAME.bias`` (outputs), 32-bit floats."""

    values: dict[str, Floats]

    @classmethod
    def load(cls, path: Path) -> Heads:
        """The heads in the file at ``path`` (NumPy's npz, without pickles)."""
        with np.load(path, allow_pickle=False) as file:
            return cls({name: file[name].astype(np.float32) for name in file.files})

    def save(self, path: Path) -> None:
        """Writes the heads to ``path`` as 16-bit floats."""
        halves: dict[str, Any] = {name: values.astype(np.float16) for name, values in self.values.items()}
        with path.open("wb") as file:
            np.savez(file, **halves)

    def __call__(self, name: str, x: Floats) -> Floats:
        """The scores (..., outputs) of one head for states (..., inputs)."""
        given = {"x": x, "weight": self.values[f"{name}.weight"], "bias": self.values[f"{name}.bias"]}
        scores: Floats = _linear().run(None, given)[0]
        return scores

    def picked(self, ends_and_mean: Floats) -> Floats:
        """A first judgement (spans, 1 + events) from the plain states of first, mean, last piece (spans, 3 widths)."""
        return self("pick", np.maximum(self("sketch", ends_and_mean), 0.0))

    def pool(self, mean_and_first: Floats) -> Floats:
        """What a judgement is made from (claims, width), from marked mean and first states (claims, 2 widths)."""
        return np.maximum(self("pooled", mean_and_first), 0.0)


@cache
def _linear() -> onnxruntime.InferenceSession:
    """A matrix product on one thread; NumPy's own starts threads that wait for each other where others work, too."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    path = files("tallystick.reading.embedded") / "data" / "linear.onnx"
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


def sigmoid(x: Floats) -> Floats:
    """Probabilities from log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)


def softmax(x: Floats) -> Floats:
    """Probabilities over the last axis."""
    powers = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)
