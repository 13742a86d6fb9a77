"""Addresses of uploads, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.pages import page
from tallystick.web.uploads import views

pages: list[URLPattern] = [
    page("uploads", views.uploads, "uploads", read="code", write="code"),
    page("uploads/<int:batch>", views.upload, "upload", read="code"),
    page("uploads/<int:batch>/cancel", views.cancel, "upload-cancel", write="code"),
    page("uploads/<int:batch>/retry", views.retry, "upload-retry", write="code"),
]
