"""Addresses of agreement, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.agreement import views
from tallystick.web.pages import page

pages: list[URLPattern] = [
    page("agreement", views.agreement, "agreement", read="code", write="review"),
    page("agreement/<int:study>/code", views.code, "agreement-code", read="code", write="code"),
    page("agreement/<int:study>", views.result, "agreement-result", read="review", write="review"),
]
