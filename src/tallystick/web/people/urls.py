"""Addresses of sign-in, account and membership."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, path

from tallystick.web.people import views

site_pages: list[URLPattern] = [
    path("sign-in", LoginView.as_view(template_name="people/sign-in.html"), name="sign-in"),
    path("sign-out", LogoutView.as_view(next_page="sign-in"), name="sign-out"),
    path("account", views.account, name="account"),
]
pages: list[URLPattern] = []
