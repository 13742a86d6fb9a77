"""Migrations of api."""
