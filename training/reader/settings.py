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
    """What may be tried: seed, length and step sizes of the training; ``minutes`` ends it early on a slow machine."""

    seed: int = 7
    epochs: int = 14
    minutes: float = 60.0
    windows: int = 4
    """Windows in a batch."""
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.02
    warm_up: float = 0.06
    masked: float = 0.08
    """Share of the pieces that are hidden."""
    blind: float = 0.15
    """Share of the windows that are read without what the rules see; a tenth of each feature is hidden besides."""
    channels: float = 0.1
    """Share of the hidden dimensions that are dropped for a whole window."""
    average: float = 0.997
    """Decay of the running average of the weights, which is what ships."""
    held_out: int = 10
    """One document in so many, by the hash of its id, is kept for measuring; 0 trains on all."""
