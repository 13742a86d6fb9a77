"""Addresses of tokens, below a casebook; the interface itself stands below ``api/v1/``."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.api import views
from tallystick.web.pages import page

pages: list[URLPattern] = [
    page("tokens", views.own_tokens, "tokens", read="read", write="read"),
    page("tokens/<int:number>/end", views.end_token, "token-end", write="read"),
]
