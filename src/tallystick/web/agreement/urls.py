"""Addresses of this room, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

pages: list[URLPattern] = []
