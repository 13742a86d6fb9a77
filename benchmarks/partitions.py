"""How two partitions of the same claims agree, as ``score/incidents.py`` defines it, for as many as a war has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from shared import scorer
from tallystick.linking import LinkResult

_WIDEST = 300
"""Groups of incidents that overlap in more than this many are aligned greedily, which can only lower CEAF-e."""


def quality(truth: dict[str, str], result: LinkResult) -> dict[str, float]:
    """How the incidents agree with the truth, over the claims."""
    return agreement(truth, {claim: incident.id for incident in result.incidents for claim in incident.claims})


def agreement(truth: dict[str, str], found: dict[str, str]) -> dict[str, float]:
    """B-cubed, MUC, CEAF-e and CoNLL F1 over the claims, as ``score/incidents.py`` defines them."""
    score = scorer("incidents")
    gold, ours = score.members(truth), score.members(found)
    share = {claim: len(gold[truth[claim]] & ours[found[claim]]) for claim in truth}
    cubed = score.f1(
        sum(share[c] / len(ours[found[c]]) for c in truth) / len(truth),
        sum(share[c] / len(gold[truth[c]]) for c in truth) / len(truth),
    )
    muc = score.f1(score.links(found, truth), score.links(truth, found))
    aligned = _aligned(gold, ours, found, score.best_alignment)
    ceaf = score.f1(aligned / len(ours), aligned / len(gold))
    conll = (cubed["f1"] + muc["f1"] + ceaf["f1"]) / 3
    return {"B-cubed": cubed["f1"], "MUC": muc["f1"], "CEAF-e": ceaf["f1"], "CoNLL": round(conll, 4)}


def _aligned(
    gold: dict[str, set[str]],
    ours: dict[str, set[str]],
    found: dict[str, str],
    align: Callable[[list[list[float]]], list[tuple[int, int]]],
) -> float:
    """The sum of phi4 over the best alignment, found for each set of incidents that share claims on its own."""
    total, waiting = 0.0, set(gold)
    touching = defaultdict(set)
    for name, claims in gold.items():
        for claim in claims:
            touching[found[claim]].add(name)
    while waiting:
        rows, columns, edge = set[str](), set[str](), {waiting.pop()}
        while edge:
            rows |= edge
            new = {found[c] for name in edge for c in gold[name]} - columns
            columns |= new
            edge = {name for column in new for name in touching[column]} - rows
        waiting -= rows
        total += _phi(gold, ours, sorted(rows), sorted(columns), align)
    return total


def _phi(
    gold: dict[str, set[str]],
    ours: dict[str, set[str]],
    rows: Sequence[str],
    columns: Sequence[str],
    align: Callable[[list[list[float]]], list[tuple[int, int]]],
) -> float:
    weight = [[2 * len(gold[a] & ours[b]) / (len(gold[a]) + len(ours[b])) for b in columns] for a in rows]
    if len(rows) <= _WIDEST:
        return sum(weight[i][j] for i, j in align(weight))
    best = sorted(((w, i, j) for i, row in enumerate(weight) for j, w in enumerate(row) if w), reverse=True)
    seen_rows, seen_columns, total = set[int](), set[int](), 0.0
    for w, i, j in best:
        if i not in seen_rows and j not in seen_columns:
            seen_rows.add(i)
            seen_columns.add(j)
            total += w
    return total
