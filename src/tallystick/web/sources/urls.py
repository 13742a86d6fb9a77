"""Addresses of sources and places, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.pages import page
from tallystick.web.sources import views

pages: list[URLPattern] = [
    page("sources", views.sources, "sources", read="read", write="review"),
    page("sources/proposed", views.proposals, "source-names", read="read"),
    page("sources/undo/<int:number>", views.undo, "source-undo", write="review"),
    page("sources/of/<path:informant>/change", views.change, "source-change", write="review"),
    page("sources/of/<path:informant>", views.source, "source", read="read"),
    page("places", views.places, "places", read="read"),
    page("actors", views.actors, "actors", read="read"),
]
