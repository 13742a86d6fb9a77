"""Addresses of this room, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.pages import page
from tallystick.web.reports import originals, views

pages: list[URLPattern] = [
    page("reports", views.reports, "reports", read="read"),
    page("reports/<path:id>", views.report, "report", read="read"),
    page("claims/<path:id>", views.claim, "claim", write="code"),
    page("missed/<path:id>", views.missed, "missed", write="code"),
    page("words/<path:id>", views.words, "words", read="code"),
    page("original/<path:id>", originals.original, "original", read="read"),
    page("download/<path:id>", originals.download, "download", read="read"),
    page("page-image/<int:number>/<path:id>", originals.page_image, "page-image", read="read"),
]
