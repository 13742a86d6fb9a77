"""Grades an incident by Airwars' order of decision; the first rule that applies decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from tallystick.assessing.admission import admitted_by
from tallystick.assessing.belligerents import Account, Belligerent, rivals
from tallystick.assessing.material import Told
from tallystick.assessing.standing import apart, who
from tallystick.assessing.status import is_blamed, side_of
from tallystick.assessing.study import Study
from tallystick.assessing.victims import FIGHTERS, counts_fighters_only, harm_figures, speaks_of_civilians
from tallystick.record import Figure, Informant
from tallystick.vocabulary.conventions import estimate
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.grades import confirmation_of, grade_of, reason, terms
from tallystick.vocabulary.populations import population


@frozen
class Grade:
    """A grade (None where ungraded), the rule that gave it, its sentence, and the confirmation level it amounts to."""

    grade: str | None
    rule: str
    reason: str
    confirmation: str


def grade(case: Study) -> Grade:
    """The grade of an incident; the reason names the informants that the rule looked at."""
    for rule, applies in _RULES:
        if (words := applies(case)) is not None:
            found = grade_of(rule)
            level = confirmation_of(found) if found else _ungraded_level(case)
            return Grade(found, rule, reason("grades", rule, **words), level)
    raise AssertionError("the last rule applies to every case")


def _ungraded_level(case: Study) -> str:
    if not case.asserted:
        return "disputed" if any(t.claim.status == "denied" for t in case.witnesses) else "reported"
    return "corroborated" if case.event.low > 1 else "reported"


def _context(case: Study) -> dict[str, str] | None:
    return None if is_harm(case.incident.event) else {}


def _only_denied(case: Study) -> dict[str, str] | None:
    denied = not case.asserted and all(t.claim.status == "denied" for t in case.witnesses)
    return {} if denied else None


def _not_occurred(case: Study) -> dict[str, str] | None:
    if case.asserted:
        return None
    return {"status": " or ".join(sorted({t.claim.status for t in case.witnesses}))}


def _admission(case: Study) -> dict[str, str] | None:
    blamed = {a.told.claim.id: a.parties for a in case.accounts}
    names = (admitted_by(t, blamed.get(t.claim.id, ())) for t in case.asserted)
    admitting = dict.fromkeys(name for name in names if name)
    return {"who": "; ".join(admitting)} if admitting else None


def _zero_harm(case: Study) -> dict[str, str] | None:
    counted = [(t, f) for t in case.asserted for f in t.claim.figures if _counts_civilians(f)]
    if not counted or any(estimate(f, "literal").high != 0 for _, f in counted):
        return None
    saying = _no_parties(case, [t for t, _ in counted])
    return {"who": who(saying)} if saying else None


def _counts_civilians(figure: Figure) -> bool:
    return figure.measure in terms("grades", "harm_measures") and population(figure.group) not in FIGHTERS


def _combatants_only(case: Study) -> dict[str, str] | None:
    if case.incident.event not in terms("grades", "violent_events") or any(map(speaks_of_civilians, case.witnesses)):
        return None
    counting = [t for t in case.asserted if harm_figures(t)]
    others = _no_parties(case, counting)
    return {"who": who(others)} if others and all(map(counts_fighters_only, counting)) else None


def _no_parties(case: Study, told: Sequence[Told]) -> list[Informant]:
    """Who says so without being a party to the conflict: no party's word alone refutes a case, whoever is blamed."""
    outside = (i for i in case.behind(told) if not i.party and side_of(i, case.known.actors) is None)
    return [i for i in outside if not is_blamed(i, case.accounts)]


def rival_sides(case: Study) -> tuple[Belligerent, ...]:
    """The sides of accounts that cannot both be true; empty where all can, and in a battle, which has two sides."""
    return rivals(_judged(case), case.event.of)


def _judged(case: Study) -> list[Account]:
    return [a for a in case.accounts if a.told.claim.event not in terms("grades", "two_sided_events")]


def _rival_blame(case: Study) -> dict[str, str] | None:
    clashing = rival_sides(case)
    if not clashing:
        return None
    return {"parties": "; ".join(_accusation(party, _judged(case), case) for party in clashing)}


def _from_the_ground(told: Told) -> bool:
    """Whether the claim tells of fire that cannot have come from an aircraft; a missile alone can."""
    words = set(told.claim.text.exact.casefold().split())
    either = any(word.startswith(tuple(terms("grades", "either_fire"))) for word in words)
    surely = any(word.startswith(tuple(terms("grades", "ground_fire"))) for word in words)
    return told.claim.event in terms("grades", "ground_events") and (surely or not either)


def _ground_fire(case: Study) -> dict[str, str] | None:
    air = case.behind([t for t in case.asserted if t.claim.event in terms("grades", "air_events")])
    ground = case.behind([t for t in case.asserted if _from_the_ground(t)])
    if not air or not ground or any(informant in ground for informant in air):
        return None
    return {"air": who(air), "ground": who(ground)}


def _two_informants(case: Study) -> dict[str, str] | None:
    if case.event.low < 2:
        return None
    return {"low": str(case.event.low), "who": apart(case.event.apart)}


def _one_informant(case: Study) -> dict[str, str] | None:
    return {"who": who(case.event.informants)} if case.event.high == 1 else None


def _one_or_more(case: Study) -> dict[str, str] | None:
    return {"who": who(case.event.informants)}


_RULES: tuple[tuple[str, Callable[[Study], dict[str, str] | None]], ...] = (
    ("context", _context),
    ("only-denied", _only_denied),
    ("not-occurred", _not_occurred),
    ("admission", _admission),
    ("zero-harm", _zero_harm),
    ("combatants-only", _combatants_only),
    ("rival-blame", _rival_blame),
    ("ground-fire", _ground_fire),
    ("two-informants", _two_informants),
    ("one-informant", _one_informant),
    ("one-or-more", _one_or_more),
)


def _accusation(party: Belligerent, accounts: Sequence[Account], case: Study) -> str:
    return f"{party.label} (blamed by {who(case.behind([a.told for a in accounts if party in a.parties]))})"
