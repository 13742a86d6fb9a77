"""Addresses of the public record, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.pages import page
from tallystick.web.public import views

pages: list[URLPattern] = [
    page("public", views.record, "public", read="read-public"),
    page("public/<str:incident>", views.incident, "public-incident", read="read-public"),
]
