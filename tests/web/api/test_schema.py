"""The interface against its own description: whatever fits it, or nearly fits it, is answered as it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

if TYPE_CHECKING:
    from tallystick.commands.casebooks import Book

EXAMPLES = 8
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
WORDS = ("\x00", "9" * 400, "../../etc/passwd", "I0001\n", "%00", "\u202e", "'; --", "null", "I" + "9" * 30)
"""What ends up in addresses and fields of careless or hostile programs."""
LONE = ("\ud800", "x\udfff\ud800")
"""Halves of characters: JSON can bring them, an address cannot."""


def operations() -> list[str]:
    """The names of all operations."""
    from tallystick.web.api.interface import api

    paths = api.get_openapi_schema()["paths"].values()
    return sorted(operation["operationId"] for path in paths for operation in path.values())


@pytest.fixture
def token(person: Callable[[str], Any], book: Book) -> str:
    """A token that may do everything."""
    from tallystick.web.api import tokens
    from tallystick.web.roles import acts

    return tokens.make(person("administrator"), book.casebook.identity.id, "tests", acts(), 1)


def of_the_site(casebook: str, documents: list[str]) -> dict[str, list[Any]]:
    """Things of the site's own tables for the words of addresses and bodies."""
    from django.contrib.auth.models import User

    from tallystick.web.agreement.models import Study
    from tallystick.web.desk.models import SavedView

    people = {user.username: user for user in User.objects.all()}
    coders = {"first": people["administrator"], "second": people["coder"]}
    facts = {"name": "all", "author": "reviewer", "share": 1, "seed": 1, "documents": documents}
    study = Study.objects.create(casebook=casebook, **facts, **coders)
    view = SavedView.objects.create(casebook=casebook, user=people["administrator"], page="queue", name="x", query="")
    return {
        "study": [study.pk],
        "view": [view.pk],
        "person": [people["viewer"].pk],
        "informant": ["sohr", "SANA"],
        "actor": ["syrian-government", "Syrian government"],
        "place": ["Aleppo", "eastern Aleppo"],
        "first": ["coder"],
        "second": ["reviewer"],
        "role": ["coder", "outlet"],
    }


@pytest.fixture
def schema(book: Book, token: str) -> Any:
    """The description as it is served, with ids of the casebook among those that are made up."""
    from django.core.wsgi import get_wsgi_application

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    incidents = [incident.id for incident in book.casebook.incidents()]
    claims = [claim.id for report in book.casebook.reports() for claim in report.claims]
    documents = [report.document.id for report in book.casebook.reports()]
    known = {"incident": incidents, "other": incidents, "to": incidents, "claim": claims, "document": documents}
    known |= of_the_site(book.casebook.identity.id, documents)
    fixed = {"casebook": ["aleppo"], "form": ["csv", "geojson", "nonsense"], "chart": ["month", "nonsense"]}

    def some(name: str, value: Any, *more: str) -> st.SearchStrategy[Any]:
        often = fixed.get(name) or [*known.get(name, []), value]
        return st.sampled_from(often) | st.sampled_from([*WORDS, *more]) if name in known else st.sampled_from(often)

    @schema.hook
    def flatmap_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> st.SearchStrategy[Any]:
        return st.fixed_dictionaries({name: some(name, value) for name, value in (path_parameters or {}).items()})

    @schema.hook
    def flatmap_body(context: Any, body: Any) -> st.SearchStrategy[Any]:
        told = {name: some(name, value, *LONE) for name, value in body.items()} if isinstance(body, dict) else {}
        return st.fixed_dictionaries(told) if told else st.just(body)

    return schema


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("operation", operations())
def test_each_operation_keeps_to_its_description(schema: Any, token: str, operation: str, mode: GenerationMode) -> None:
    found = schema.find_operation_by_id(operation)
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=quiet)
    @given(case=found.as_strategy(generation_mode=mode))
    def keeps(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

    keeps()
