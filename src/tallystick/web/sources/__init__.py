"""Informants, outlets, places and actors."""
