"""Migrations of agreement."""
