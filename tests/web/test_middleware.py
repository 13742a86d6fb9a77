"""What no page is asked with."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("path", "status"),
    [("reports/%00", 404), ("incidents/%00", 404), ("queue?q=%00", 400), ("overview?event=a%00", 400)],
)
def test_a_nul_is_refused_whatever_the_database(client_of: Any, path: str, status: int) -> None:
    assert client_of("reviewer").get(f"/c/aleppo/{path}").status_code == status
