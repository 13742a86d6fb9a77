"""Addresses of the map and the overview, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.atlas import views
from tallystick.web.pages import page

pages: list[URLPattern] = [
    page("map", views.map_page, "map", read="read"),
    page("map/cells", views.map_data, "map-data", read="read"),
    page("map/timeline", views.timeline_data, "timeline-data", read="read"),
    page("overview", views.overview_page, "overview", read="read"),
    page("overview/<slug:chart>.<slug:form>", views.chart, "chart", read="read"),
]
