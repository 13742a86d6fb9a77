"""Texts that the project wrote and coded itself for training the reader."""
