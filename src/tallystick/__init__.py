"""Tallystick: reports of a conflict into a record of harm in which every number explains itself."""

__version__ = "0.1.0"
