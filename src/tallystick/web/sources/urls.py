"""Addresses of sources and places, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.pages import page
from tallystick.web.sources import actors, places, views

pages: list[URLPattern] = [
    page("sources", views.sources, "sources", read="read", write="review"),
    page("sources/proposed", views.proposals, "source-names", read="read"),
    page("sources/undo/<int:number>", views.undo, "source-undo", write="review"),
    page("sources/of/<path:informant>/change", views.change, "source-change", write="review"),
    page("sources/of/<path:informant>", views.source, "source", read="read"),
    page("places", places.places, "places", read="read"),
    page("places/undo/<int:number>", places.undo, "place-undo", write="review"),
    page("places/of/<path:place>/change", places.change, "place-change", write="review"),
    page("places/of/<path:place>", places.place, "place", read="read"),
    page("actors", actors.actors, "actors", read="read"),
    page("actors/undo/<int:number>", actors.undo, "actor-undo", write="review"),
    page("actors/of/<path:actor>/change", actors.change, "actor-change", write="review"),
    page("actors/of/<path:actor>", actors.actor, "actor", read="read"),
]
