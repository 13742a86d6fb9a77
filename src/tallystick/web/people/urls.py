"""Addresses of sign-in, account and membership."""

from __future__ import annotations

from django.urls import URLPattern, path

from tallystick.web.pages import page
from tallystick.web.people.views import access, account, entering, people, rules

site_pages: list[URLPattern] = [
    path("sign-in", entering.SignIn.as_view(), name="sign-in"),
    path("sign-in/code", entering.second_step, name="second-step"),
    path("sign-out", entering.SignOut.as_view(), name="sign-out"),
    path("enter/<str:token>", entering.enter, name="enter"),
    path("invitation/<str:token>", entering.invitation, name="invitation"),
    path("reset/<str:token>", entering.reset, name="reset"),
    path("account", account.account, name="account"),
    path("account/password", account.password, name="password"),
    path("account/sessions", account.sessions, name="sessions"),
    path("account/second-factor", account.second, name="second-factor"),
    path("account/second-factor/codes", account.codes, name="recovery-codes"),
    path("account/second-factor/remove", account.remove, name="second-factor-remove"),
]
pages: list[URLPattern] = [
    page("people", people.people, "people", read="administer"),
    page("people/invite", people.invite, "people-invite", write="administer"),
    page("people/invitations/<int:link>/revoke", people.revoke, "people-revoke", write="administer"),
    page("people/<int:person>/role", people.role, "people-role", write="administer"),
    page("people/<int:person>/admission", people.admission, "people-admission", write="administer"),
    page("people/<int:person>/reset", people.reset_link, "people-reset", write="administer"),
    page("people/<int:person>/second-factor", people.remove_second, "people-second-factor", write="administer"),
    page("people/access", access.log, "access", read="administer"),
    page("people/access.csv", access.table, "access-table", read="administer"),
    page("settings", rules.settings, "settings", read="administer", write="administer"),
]
