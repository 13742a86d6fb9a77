"""Addresses of an incident, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.incidents import accepting, decisions, rearranging, showing, tolls
from tallystick.web.pages import page

pages: list[URLPattern] = [
    page("incidents/<str:incident>", showing.incident, "incident", read="read"),
    page("incidents/<str:incident>/tolls", tolls.tolls, "incident-tolls", read="read"),
    page("incidents/<str:incident>/accept", accepting.accept, "incident-accept", write="code"),
    page("incidents/<str:incident>/grade", decisions.grade, "incident-grade", write="review"),
    page("incidents/<str:incident>/sign", decisions.sign, "incident-sign", write="review"),
    page("incidents/<str:incident>/undo", decisions.undo, "incident-undo", write="review"),
    page("incidents/<str:incident>/release", decisions.release, "incident-release", write="publish"),
    page("incidents/<str:incident>/merge", rearranging.merge, "incident-merge", read="review", write="review"),
    page("incidents/<str:incident>/split", rearranging.split, "incident-split", read="review", write="review"),
    page("incidents/<str:incident>/move", rearranging.move, "incident-move", read="review", write="review"),
]
