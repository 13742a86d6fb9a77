"""Every number that a training run depends on, in one place."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
DATA = ROOT / "src" / "tallystick" / "reading" / "embedded" / "data"
FILES = ("syria.jsonl", "muc4.jsonl", "wikievents.jsonl", "rams.jsonl")


@frozen
class Settings:
    """What may be tried: the network's shape, seed, length and step sizes of the training."""

    seed: int = 7
    fork: int = 4
    """The layer after which the marked layers go on."""
    marked: int = 2
    """How many layers are run for each marked claim or cue."""
    epochs: int = 14
    """Passes over the coded articles."""
    first: int = 2
    """Passes over the articles with coded attributions before that."""
    beside: float = 0.5
    """Batches of attributions for each batch of claims."""
    minutes: float = 90.0
    """The training ends early after so many, on a slow machine."""
    windows: int = 8
    """Windows in a batch."""
    encoder_rate: float = 4e-4
    head_rate: float = 2e-3
    decay: float = 0.02
    warm_up: float = 0.04
    masked: float = 0.08
    """Share of the pieces that are hidden."""
    blind: float = 0.15
    """Share of the windows that are read without what the rules see; a tenth of each feature is hidden besides."""
    channels: float = 0.1
    """Share of the hidden dimensions that are dropped for a whole window."""
    average: float = 0.997
    """Decay of the running average of the weights, which is what ships."""
    folds: int = 5
    """Articles are measured by models that were trained on the other parts."""
