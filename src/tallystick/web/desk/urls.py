"""Addresses of this room, below a casebook."""

from __future__ import annotations

from django.urls import URLPattern

from tallystick.web.desk import incident_list, queue, saved
from tallystick.web.pages import page

pages: list[URLPattern] = [
    page("queue", queue.queue, "queue", read="read"),
    page("queue/claims/<path:id>", queue.decide, "queue-claim", write="code"),
    page("views", saved.save, "save-view", write="read"),
    page("views/<int:view>/forget", saved.forget, "forget-view", write="read"),
    page("incidents", incident_list.incidents, "incidents", read="read"),
]
