"""The network in PyTorch, as what the package's own code reads with: for judging while nothing is exported yet."""

from __future__ import annotations

import numpy as np
import torch
from network import Reader
from torch import Tensor

from tallystick.reading.embedded.encoder import Ints, as_input
from tallystick.reading.embedded.heads import NAMES, Floats, Heads
from tallystick.reading.embedded.pieces import Pieces, Window


def heads_of(reader: Reader) -> Heads:
    """The heads as NumPy arrays."""
    state = reader.heads.state_dict()
    return Heads({n: t.float().cpu().numpy() for n, t in state.items() if n.split(".")[0] in NAMES})


class TorchNetwork:
    """A network for the package's reading code; 32 bits, where it is."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader.eval()
        self.heads = heads_of(reader)
        self.device = next(reader.parameters()).device

    @torch.inference_mode()
    def window(self, pieces: Pieces, features: Ints, window: Window) -> tuple[Floats, Floats]:
        """States (pieces of the window, width) that marker passes go on from, and those of the plain pass."""
        ids, signals = (torch.from_numpy(a).to(self.device) for a in as_input(pieces, features, window))
        states, plain = self.reader.lower(ids, signals, torch.ones_like(ids))
        return _array(states[0, 1:-1]), _array(plain[0, 1:-1])

    @torch.inference_mode()
    def marked(self, states: Floats, zones: Ints, mask: Ints) -> Floats:
        """States (crops, pieces, width) of marker passes over ``states``; ``zones`` and ``mask`` (crops, pieces)."""
        given = (torch.from_numpy(a).to(self.device) for a in (states, zones, mask))
        return _array(self.reader.marked(*given))


def _array(x: Tensor) -> Floats:
    found: Floats = x.float().cpu().numpy().astype(np.float32)
    return found
