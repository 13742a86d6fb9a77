"""Whatever the pages do, a program can do: each route of the site names the operations that do the same, or why not.

A page that is new fails here until its operations are written, or a reason stands beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tallystick.web.site import Site

OPERATIONS: dict[str, tuple[str, ...]] = {
    "access": ("list_access",),
    "access-table": ("list_access",),
    "actor": ("get_actor",),
    "actor-change": ("rename_actor", "merge_actors"),
    "actor-undo": ("undo_actor_decision",),
    "actors": ("list_actors",),
    "agreement": ("list_studies", "draw_study"),
    "agreement-code": ("get_next_to_code", "code_report"),
    "agreement-result": ("get_agreement", "settle_difference"),
    "chart": ("get_chart",),
    "claim": ("accept_claim", "reject_claim", "correct_claim", "undo_decision"),
    "download": ("get_original",),
    "forget-view": ("forget_view",),
    "home": ("list_casebooks",),
    "incident": ("get_incident", "get_case", "list_decisions"),
    "incident-accept": ("accept_incident", "undo_decision"),
    "incident-grade": ("grade_incident",),
    "incident-merge": ("list_near", "preview_merge", "merge_incidents"),
    "incident-move": ("preview_move", "move_claim"),
    "incident-release": ("release_incident",),
    "incident-sign": ("sign_incident",),
    "incident-split": ("preview_split", "split_incident"),
    "incident-tolls": ("list_spanning_tolls",),
    "incident-undo": ("undo_decision",),
    "incidents": ("list_incidents",),
    "map": ("get_map", "get_timeline", "list_incidents"),
    "map-data": ("get_map",),
    "missed": ("read_words", "add_claim"),
    "original": ("get_original",),
    "overview": ("get_overview",),
    "page-image": ("get_page",),
    "people": ("list_people", "list_invitations"),
    "people-admission": ("admit_person",),
    "people-invite": ("invite",),
    "people-revoke": ("revoke_invitation",),
    "people-role": ("change_role",),
    "place": ("get_place",),
    "place-change": ("rename_place", "put_place", "merge_places"),
    "place-undo": ("undo_place_decision",),
    "places": ("list_places",),
    "public": ("list_public",),
    "public-incident": ("get_public",),
    "queue": ("list_claims", "list_incidents", "list_views"),
    "queue-claim": ("accept_claim", "reject_claim", "correct_claim", "undo_decision"),
    "report": ("get_report", "get_claim", "get_original", "get_provenance"),
    "reports": ("list_reports",),
    "save-view": ("save_view",),
    "settings": ("get_settings", "change_settings"),
    "source": ("get_source",),
    "source-change": ("change_source", "name_source", "rate_source", "side_source", "merge_sources"),
    "source-names": ("list_proposed_names",),
    "source-undo": ("undo_source_decision",),
    "sources": ("list_voices", "list_sources", "list_name_conflicts", "add_source"),
    "timeline-data": ("get_timeline",),
    "upload": ("get_upload", "list_upload_items"),
    "upload-cancel": ("cancel_upload",),
    "upload-retry": ("retry_upload",),
    "uploads": ("list_uploads", "hand_in_files", "hand_in_text", "hand_in_addresses"),
    "words": ("read_words",),
}
_OWN = "a person's own account and sign-in, which no token may touch"
_KEY = "it opens or weakens somebody's account, which takes an administrator who signed in"
NONE: dict[str, str] = {
    "account": _OWN,
    "enter": _OWN,
    "invitation": _OWN,
    "language": "the language of pages",
    "password": _OWN,
    "people-reset": _KEY,
    "people-second-factor": _KEY,
    "recovery-codes": _OWN,
    "reset": _OWN,
    "second-factor": _OWN,
    "second-factor-remove": _OWN,
    "second-step": _OWN,
    "sessions": _OWN,
    "sign-in": _OWN,
    "sign-out": _OWN,
    "token-end": "a token makes and ends no tokens",
    "tokens": "a token makes and ends no tokens",
}
BEYOND = {"export_record", "link_claims", "list_tolls", "verify_casebook"}
"""Operations of commands that have no page."""
BY_THE_DECISION = {"undo_decision"}
"""Operations that take, beside their act, that of the decision in question."""


@pytest.fixture
def routes(site: Site) -> dict[str, set[str | None]]:
    """The acts of each route; none of those of the site."""
    from tallystick.web import urls
    from tallystick.web.pages import routes

    own = {pattern.name: set[str | None]() for pattern in urls.urlpatterns if getattr(pattern, "name", None)}
    return own | {route.name: {route.read, route.write} for route in routes()}


def test_each_route_has_operations_or_a_reason(routes: dict[str, set[str | None]]) -> None:
    assert OPERATIONS.keys() | NONE.keys() == routes.keys()
    assert not OPERATIONS.keys() & NONE.keys()


def test_each_operation_is_of_a_page_or_of_a_command() -> None:
    from tallystick.web.api import interface
    from tallystick.web.api.guarding import acts

    assert interface.api is not None
    named = {name for names in OPERATIONS.values() for name in names}
    assert named | BEYOND == acts().keys() | {"list_casebooks"}


def test_an_operation_takes_an_act_of_its_page(routes: dict[str, set[str | None]]) -> None:
    from tallystick.web.api import interface
    from tallystick.web.api.guarding import acts

    assert interface.api is not None
    for route, names in OPERATIONS.items():
        for name in set(names) - {"list_casebooks"} - BY_THE_DECISION:
            assert acts()[name] in routes[route], (route, name)
