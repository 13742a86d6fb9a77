"""Migrations of uploads."""
