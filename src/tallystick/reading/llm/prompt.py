"""The messages for one passage, from ``vocabulary/data/llm_prompt.yaml`` and the vocabulary."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256

from tallystick.reading.llm.schema import CERTAINTIES, STATUSES
from tallystick.reading.llm.windows import MASK
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.loader import load
from tallystick.vocabulary.measures import measures

_NAME = re.compile(r"\{\{(\w+)\}\}")
_STRUCK_OUT = re.compile(rf"\s*{MASK}[{MASK}\s]*")
_EXAMPLES = 1
"""Words given for each bound."""


def messages(shown: str) -> list[dict[str, str]]:
    """System and user message for the passage ``shown``, in which struck-out parts are left out.

    The passage stands between marks made from itself, so that no text can hold the mark that ends it.
    """
    passage = _STRUCK_OUT.sub("\n", shown).strip()
    mark = f"=== {sha256(passage.encode('utf-8', 'replace')).hexdigest()[:16]} ==="
    user = _filled(load("llm_prompt")["article"], mark=mark, passage=passage)
    return [{"role": "system", "content": _system()}, {"role": "user", "content": user}]


@cache
def _system() -> str:
    words = load("llm_prompt")
    bounds = load("figure_qualifiers")["before"].values()
    return _filled(
        words["system"],
        events="\n".join(f"- {kind.id}: {kind.definition}" for kind in event_types()),
        statuses=_with_meanings(STATUSES),
        certainties=_with_meanings(CERTAINTIES),
        measures=", ".join(measures()),
        qualifiers="; ".join(", ".join(map(str, phrases[:_EXAMPLES])) for phrases in bounds),
        form=words["form"],
    )


def _with_meanings(values: dict[str, str]) -> str:
    return "; ".join(f"{value} ({meaning})" for value, meaning in values.items())


def _filled(template: str, **values: str) -> str:
    """``template`` with its names replaced in one pass, so that names inside the values stay as they are."""
    return _NAME.sub(lambda name: values[name.group(1)], template)
