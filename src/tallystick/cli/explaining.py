"""Prints one incident so that each of its numbers explains itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape

from tallystick.assessing import Beside, Spread, beside
from tallystick.assessing.tolls import TOLL, toll
from tallystick.cli.terminal import clean, console, wrapped
from tallystick.commands.history import Review
from tallystick.commands.layouts import ends_words, figure_words
from tallystick.record import Assessment, CaseFile, Claim, Folded, Membership, Range, RangeEnd, Report
from tallystick.vocabulary.grades import is_certain, setting
from tallystick.vocabulary.populations import population_words
from tallystick.vocabulary.scales import label, says


def print_case(case: CaseFile, review: Review) -> None:
    """Print ``case``: its numbers with their reasons, its claims, what was left out, the grade, and the decisions."""
    out = console()
    numbers = {claim.id: n for n, claim in enumerate(case.claims(), 1)}
    aside = beside(case.incident, case.assessment, case.reports, case.registry)
    for line in (*_head(case), *_scales(case.assessment, aside)):
        _print(out, line)
    for found in case.assessment.figures:
        people = population_words(found.group, case.registry.actors)
        for line in _range(found, people, numbers, aside.spreads.get((found.measure, found.group))):
            _print(out, line)
    for title, lines in _parts(case, review, numbers, aside):
        listed = list(lines)
        if listed:
            _print(out, f"\n[bold]{title}[/bold]")
        for line in listed:
            _print(out, line)


def _print(out: Console, line: str) -> None:
    for part in line.split("\n"):
        wrapped(out, part)


def _head(case: CaseFile) -> Iterator[str]:
    incident, assessment = case.incident, case.assessment
    place, time = incident.place, incident.time
    where = ", ".join(p for p in (place.name, place.admin1, place.country) if p) if place else "place not told"
    when = _days(case) if incident.event == TOLL else time.edtf if time else "date not told"
    yield f"[bold]{incident.id}  {incident.event}, {escape(clean(where))}, {escape(clean(when))}[/bold]"
    low, high = assessment.informants_low, assessment.informants_high
    count = _span(low, high)
    grade = assessment.grade or "not graded"
    by = ""
    if assessment.graded_by:
        by = f", set by {assessment.graded_by} (the machine: {assessment.machine_grade})"
    by = escape(clean(by))
    yield f"Grade: {grade}{by}. Confirmation: {assessment.confirmation}. Independent informants: {count}."
    yield f"  {escape(clean(assessment.grade_reason))} \\[{assessment.grade_rule}]"


def _days(case: CaseFile) -> str:
    """The days over which a toll counts, as ``tolls`` gives them."""
    days = toll(case.incident, case.reports).days
    return f"{days[0]} to {days[1]}" if days else "days not told"


def _span(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low} to {high}"


def _scales(assessment: Assessment, aside: Beside) -> Iterator[str]:
    """The grade by the rules where a person set another, and what the case amounts to on other scales."""
    if assessment.graded_by:
        machine = aside.machine
        yield f"  The machine: {machine.grade or 'not graded'}. {escape(clean(machine.reason))} \\[{machine.rule}]"
    found, code = aside.scales, aside.scales.admiralty
    outcome = f"{label('outcomes', found.outcome)} ({found.standard})"
    yield f"Every Casualty: {outcome}. Iraq Body Count: {label('ibc', found.ibc)}"
    yield f"UN MRM: {found.mrm}. {found.mrm_reason}"
    asked, kinds = setting("scales", "types_asked"), ", ".join(found.types) or "none"
    yield f"Types of independent source: {kinds} ({len(found.types)} of the {asked} that UN practice asks for)."
    source = f"{code.reliability} ({label('reliability', code.reliability)})"
    yield f"Admiralty: {code.code}. Sources {source}: {code.reliability_reason}"
    yield f"  Information {code.credibility} ({label('credibility', code.credibility)}): {code.credibility_reason}"


def _range(found: Range, people: str, numbers: dict[str, int], spread: Spread | None) -> Iterator[str]:
    who = "" if found.group == "all" else f" ({escape(clean(people))})"
    provisional = "  provisional: one voice" if found.provisional else ""
    yield f"\n[bold]{found.measure}{who}: {ends_words(found)}[/bold]  by the method {found.method}{provisional}"
    for name in ("low", "best", "high"):
        yield _end(name, getattr(found, name), numbers)
    if spread:
        yield f"  {escape(clean(_agreement(spread)))}"
    yield from (f"  left out: {line}" for line in _folded(found.left_out, numbers))


def _agreement(spread: Spread) -> str:
    """How many are independent, how many numbers they give, and what share gives the commonest one."""
    counted = f"independent informants: {_span(spread.low, spread.high)}"
    if spread.modal_share is None:
        return f"{counted}; none gives a number of its own"
    modal = " and ".join(map(str, spread.modal))
    each = " each" if len(spread.modal) > 1 else ""
    return f"{counted}; divergence {spread.divergence}; modal share {spread.modal_share:.0%} ({modal}{each})"


def _end(name: str, end: RangeEnd, numbers: dict[str, int]) -> str:
    value = "open" if end.value is None else end.value
    return f"  {name:4} {value:>6}  {escape(clean(end.reason))} \\[{end.rule}] {_refs(end.claims, numbers)}"


def _refs(claims: Sequence[str], numbers: dict[str, int]) -> str:
    return " ".join(f"({numbers[c]})" for c in claims if c in numbers)


def _folded(folded: Sequence[Folded], numbers: dict[str, int]) -> Iterator[str]:
    together: dict[tuple[str, str], list[str]] = {}
    for one in folded:
        together.setdefault((one.reason, one.rule), []).append(one.claim)
    for (reason, rule), claims in together.items():
        yield f"{_refs(claims, numbers)} {escape(clean(reason))} \\[{rule}]"


def _parts(
    case: CaseFile, review: Review, numbers: dict[str, int], aside: Beside
) -> Iterator[tuple[str, Iterator[str]]]:
    yield "Claims", _claims(case, review, numbers)
    yield "Independent informants", _informants(case, numbers)
    yield "Who is blamed, by whom", _blame(case, numbers)
    yield "Accounts side by side", _stances(aside, numbers)
    yield "Parties to the conflict in their own cause", _interests(aside, numbers)
    yield "Denials", (f"  {_refs([c], numbers)}" for c in case.assessment.denials)
    yield "Why these claims stand together", _links(case, numbers)
    yield "What people decided", _decisions(review)


def _claims(case: CaseFile, review: Review, numbers: dict[str, int]) -> Iterator[str]:
    homes = {claim.id: report for report in case.reports for claim in report.claims}
    for claim in case.claims():
        yield f"  ({numbers[claim.id]}) “{escape(clean(claim.text.exact))}”"
        yield f"      {escape(_told(claim, homes[claim.id], _reviewed(claim, review)))}"


def _reviewed(claim: Claim, review: Review) -> list[str]:
    """What is to be seen of a claim at once: that it did not simply occur, and what people made of it."""
    marks = [] if claim.status == "occurred" else [f"status: {claim.status}"]
    if claim.id in review.verdicts:
        marks.append("accepted")
    if claim.id in review.corrections:
        marks.append(f"corrected: {', '.join(sorted(review.corrections[claim.id]))}")
    return marks


def _decisions(review: Review) -> Iterator[str]:
    for taken in review.decisions:
        undoes = f" of {taken.reverses}" if taken.reverses else ""
        undone = f" (undone by {taken.reversed_by})" if taken.reversed_by else ""
        targets = " ".join(taken.targets)
        told = f"{taken.number} {taken.kind}{undoes} {targets}: {taken.reason}; {taken.author}, {taken.at}{undone}"
        yield f"  {escape(clean(told))}"


def _told(claim: Claim, report: Report, marks: Sequence[str]) -> str:
    document = report.document
    chain = " < ".join(s.source for s in claim.attribution) or "the report itself"
    figures = "; ".join(figure_words(f) for f in claim.figures)
    where = (
        f"{document.publisher or 'unknown outlet'}, {document.published or 'undated'}, {document.path or document.id}"
    )
    at = f"characters {claim.text.start} to {claim.text.end}"
    told = [f"informant: {chain}", *marks, claim.certainty, *([figures] if figures else []), where, at, claim.id]
    return clean("; ".join(told))


def _informants(case: CaseFile, numbers: dict[str, int]) -> Iterator[str]:
    for informant in case.assessment.informants:
        marks = [
            m for m, yes in (("anonymous", informant.anonymous), ("party to the conflict", informant.party)) if yes
        ]
        known = [] if informant.anonymous and informant.kind == "anonymous" else [informant.kind or "kind unknown"]
        kind = f" ({', '.join([*known, *marks])})"
        yield f"  {escape(clean(informant.name + kind))}: {_refs(informant.claims, numbers)}"
        sure = [f for f in informant.folded if is_certain(f.rule)]
        doubtful = [f for f in informant.folded if not is_certain(f.rule)]
        yield from (f"      not independent: {line}" for line in _folded(sure, numbers))
        yield from (f"      perhaps not independent: {line}" for line in _folded(doubtful, numbers))


def _blame(case: CaseFile, numbers: dict[str, int]) -> Iterator[str]:
    for blame in case.assessment.blame:
        by = ", ".join(blame.informants)
        yield f"  {escape(clean(f'{blame.perpetrator}: by {by}'))} {_refs(blame.claims, numbers)}"


def _stances(aside: Beside, numbers: dict[str, int]) -> Iterator[str]:
    """One row for each informant and side, then how many independent informants blame each side."""
    for stance in aside.stances:
        speaks = f" (for {stance.side})" if stance.side else ""
        told = f"{stance.informant}{speaks} {says(stance.says, stance.perpetrator)}"
        yield f"  {escape(clean(told))} {_refs(stance.claims, numbers)}"
    for support in aside.support:
        rival = "; rules out another account" if support.perpetrator in aside.rivals else ""
        independent = f"independent informant{'' if support.high == 1 else 's'}"
        count = f"{support.perpetrator}: blamed by {_span(support.low, support.high)} {independent}{rival}"
        yield f"  {escape(clean(count))}"


def _interests(aside: Beside, numbers: dict[str, int]) -> Iterator[str]:
    for interest in aside.interests:
        yield f"  {_refs(interest.claims, numbers)} {escape(clean(interest.reason))} \\[{interest.rule}]"


def _links(case: CaseFile, numbers: dict[str, int]) -> Iterator[str]:
    """One line for each report's account: why it was joined to another's, and the claims that it holds."""
    accounts: dict[str, list[Membership]] = {}
    for member in case.incident.members:
        if member.decided_by:
            yield f"  ({numbers.get(member.claim, '?')}) placed by {escape(clean(member.decided_by))}"
        elif member.joined_by and not any(e.feature == "same-report" for e in member.evidence):
            accounts.setdefault(member.claim, []).append(member)
        elif member.joined_by:
            accounts.setdefault(member.joined_by, []).append(member)
    for members in accounts.values():
        yield from _account(members, numbers)


def _account(members: Sequence[Membership], numbers: dict[str, int]) -> Iterator[str]:
    first = members[0]
    if any(e.feature == "same-report" for e in first.evidence):
        return  # the founder's own account, which joined nothing
    refs = " ".join(f"({numbers.get(m.claim, '?')})" for m in members)
    reasons = "; ".join(f"{e.says} ({e.weight:+.1f})" for e in first.evidence)
    partner = numbers.get(first.joined_by or "", "?")
    yield f"  {refs}, one report's account, with that of ({partner}): {escape(clean(reasons))}"
