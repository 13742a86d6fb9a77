"""Operations before a merge, a split or a move: what lies near, and what would become of the incidents."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from tallystick.casebook.identity import incident_id
from tallystick.commands import cases, previewing
from tallystick.commands.layouts import incident_layout
from tallystick.commands.previewing import Preview
from tallystick.web.api.guarding import CallRequest, Named, takes
from tallystick.web.api.schemas import Id, gives
from tallystick.web.incidents.neighbours import near

router = Router(tags=["decisions"])
_PLAIN = gives(dict[str, Any])


def _told(preview: Preview) -> dict[str, Any]:
    return {name: [incident_layout(case) for case in getattr(preview, name)] for name in ("before", "after")}


@router.get("/incidents/{incident}/near", response=gives(list[dict[str, Any]]), operation_id="list_near")
@takes("review")
def list_near(request: CallRequest, casebook: Named, incident: str) -> Any:
    """Other incidents within a week and about 100 km, the nearest first."""
    found = near(request.book, cases.case_file(request.book, incident).incident)
    return [
        {"id": incident_id(one.incident_id), "event": one.event, "time": one.edtf or None, "place": one.place or None}
        for one in found
    ]


@router.get("/incidents/{incident}/merge/preview", response=_PLAIN, operation_id="preview_merge")
@takes("review")
def preview_merge(request: CallRequest, casebook: Named, incident: str, other: Id) -> Any:
    """The incidents before and after a merge that is not taken."""
    return _told(previewing.merge(request.book, incident, other))


@router.get("/incidents/{incident}/split/preview", response=_PLAIN, operation_id="preview_split")
@takes("review")
def preview_split(request: CallRequest, casebook: Named, incident: str, claim: Query[list[str]]) -> Any:
    """The incidents before and after a split that is not taken; ``claim`` may be repeated."""
    return _told(previewing.split(request.book, incident, claim))


@router.get("/claims/{path:claim}/move/preview", response=_PLAIN, operation_id="preview_move")
@takes("review")
def preview_move(request: CallRequest, casebook: Named, claim: str, to: Id) -> Any:
    """The incidents before and after a move that is not taken."""
    return _told(previewing.move(request.book, claim, to))
