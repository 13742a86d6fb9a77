"""What an incident amounts to on the scales of other recorders, beside the Airwars grade."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from tallystick.assessing.study import Study
from tallystick.vocabulary import scales as vocabulary
from tallystick.vocabulary.grades import reason, terms
from tallystick.vocabulary.sources import diversity


@frozen
class Admiralty:
    """The two axes of the Admiralty code, each assigned without a look at the other, with the rule of the number.

    ``reliability`` is the letter of the sources, ``credibility`` the number of the information.
    """

    reliability: str
    reliability_reason: str
    credibility: int
    credibility_rule: str
    credibility_reason: str

    @property
    def code(self) -> str:
        """Letter and number together ("F2")."""
        return f"{self.reliability}{self.credibility}"


@frozen
class Scales:
    """Every Casualty's outcome, the standard of proof met, Iraq Body Count, UN MRM, Admiralty code, types of source."""

    outcome: str
    standard: str
    ibc: str
    mrm: str
    mrm_reason: str
    admiralty: Admiralty
    types: tuple[str, ...]
    """The different types of source among the independent informants (medical, eyewitness, monitor ...)."""


def scales(case: Study, confirmation: str, machine_confirmation: str) -> Scales:
    """The incident on each scale.

    Args:
        case: its claims and informants.
        confirmation: the level that stands, by a person where one decided.
        machine_confirmation: the level by the rules, which the credibility of the information goes by: that is about
            what the reports say.
    """
    level = vocabulary.level(confirmation)
    mrm = "verified" if confirmation == "verified" else "reported"
    return Scales(
        outcome=level["outcome"],
        standard=level["standard"],
        ibc=level["ibc"],
        mrm=mrm,
        mrm_reason=vocabulary.label("mrm", mrm),
        admiralty=_admiralty(case, machine_confirmation),
        types=_types(case),
    )


def _types(case: Study) -> tuple[str, ...]:
    found = (diversity(informant.kind) for informant in case.event.informants)
    return tuple(dict.fromkeys(kind for kind in found if kind))


def _admiralty(case: Study, confirmation: str) -> Admiralty:
    rule = next(rule for rule, applies in _RULES if applies(case, confirmation))
    sentence = reason("scales", rule, section="credibility_rules", low=case.event.low)
    return Admiralty(*_reliability(case), vocabulary.credibility(rule), rule, sentence)


def _reliability(case: Study) -> tuple[str, str]:
    """The letter of the most reliable informant that people have rated, and why; that of a new source where none is."""
    known = (case.known.informants.get(informant.id or "") for informant in case.event.informants)
    rated = [(i.reliability, i.name) for i in known if i and i.reliability]
    if not rated:
        return vocabulary.new_source()
    best, who = min(rated, key=lambda pair: pair[0].letter)
    return vocabulary.rated_source(who, best, len(rated))


def _is_denied(case: Study) -> bool:
    return any(t.claim.status == "denied" for t in case.told)


def _no_basis(case: Study) -> bool:
    """True where each claim is unconfirmed, or nobody is named and none knows from evidence of its own."""
    if all(t.claim.certainty == "unconfirmed" for t in case.asserted):
        return True
    return all(i.anonymous for i in case.event.informants) and not _own_evidence(case)


def _own_evidence(case: Study) -> bool:
    return any(i.kind in terms("reconciliation", "primary_evidence") for i in case.event.informants)


_RULES: tuple[tuple[str, Callable[[Study, str], bool]], ...] = (
    ("nobody-asserts", lambda case, _: not case.asserted),
    ("improbable", lambda _, confirmation: confirmation == "refuted"),
    ("doubtful", lambda _, confirmation: confirmation == "disputed"),
    ("confirmed-by-others", lambda case, _: case.event.low > 1),
    ("denied", lambda case, _: _is_denied(case)),
    ("no-basis", lambda case, _: _no_basis(case)),
    ("own-evidence", lambda case, _: _own_evidence(case)),
    ("single", lambda case, _: True),
)
