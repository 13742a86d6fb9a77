"""Studies: drawn, coded, compared, settled."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from attrs import frozen
from django.contrib.auth.models import User
from django.utils.translation import gettext

from tallystick.casebook.models import Claim
from tallystick.commands import deciding
from tallystick.commands.casebooks import Book
from tallystick.errors import UsageError
from tallystick.record import Report
from tallystick.web.agreement.coding import KEEP, REJECT, VERDICT, Codes
from tallystick.web.agreement.comparing import Pair, paired
from tallystick.web.agreement.models import Coding, Settlement, Study
from tallystick.web.whole_numbers import whole

MOST = 500
"""Reports in one study: what two people code in a week."""


@frozen
class Standing:
    """How far a study is."""

    total: int
    first: int
    second: int

    @property
    def done(self) -> bool:
        """True once both coders coded everything: only then is anything shown of either's work."""
        return self.first == self.second == self.total


def draw(book: Book, name: str, share: float, coders: tuple[User, User], author: str, seed: int) -> Study:
    """A new study of a random share of the reports that have claims.

    Raises UsageError where the share, the coders or the name cannot be meant, or nothing is drawn.
    """
    if not name.strip() or not 0 < share <= 1 or coders[0] == coders[1]:
        raise UsageError(gettext("A study needs a name, a share between 0 and 1, and two different coders."))
    claimed = Claim.objects.using(book.casebook.alias).filter(superseded=False).values_list("document_id", flat=True)
    documents = sorted(set(claimed.distinct()))
    number = min(MOST, round(share * len(documents)) or 1, len(documents))
    if not number:
        raise UsageError(gettext("The casebook has no report with claims yet; hand some in first."))
    drawn = random.Random(seed).sample(documents, number)
    return Study.objects.create(
        casebook=book.casebook.identity.id,
        name=name.strip(),
        author=author,
        share=share,
        seed=seed,
        documents=drawn,
        first=coders[0],
        second=coders[1],
    )


def standing(study: Study) -> Standing:
    """How many reports each coder coded."""
    coded = list(study.codings.values_list("coder_id", flat=True))
    return Standing(len(study.documents), coded.count(study.first_id), coded.count(study.second_id))


def next_document(study: Study, coder: User) -> str | None:
    """The next report that ``coder`` has not coded; None where there is none."""
    coded = set(study.codings.filter(coder=coder).values_list("document", flat=True))
    return next((document for document in study.documents if document not in coded), None)


def code(study: Study, coder: User, document: str, codes: Codes) -> None:
    """Keeps what a coder made of a report."""
    Coding.objects.update_or_create(study=study, coder=coder, document=document, defaults={"codes": codes})


def pairs(study: Study) -> Iterator[Pair]:
    """All claims of a study's reports as each coder coded them."""
    codes: Mapping[tuple[int, str], Codes] = {(c.coder_id, c.document): c.codes for c in study.codings.all()}
    for document in study.documents:
        first, second = codes.get((study.first_id, document)), codes.get((study.second_id, document))
        if first is not None and second is not None:
            yield from paired(document, first, second)


def settle(book: Book, study: Study, claim: str, slot: str, value: str, *, reason: str, by: str) -> Settlement:
    """Decides a difference, in the casebook too: the claim is rejected, accepted, or corrected in that slot.

    Raises UsageError without a reason or for a verdict that is none, CasebookError where the value cannot stand.
    """
    if not reason.strip():
        raise UsageError(gettext("A settlement needs a reason."))
    told = f"Adjudicated in {study.name}: {reason.strip()}"
    number = _decide(book, claim, slot, value, told, by)
    facts = {"value": value, "decision": number, "author": by, "reason": reason.strip()}
    row, _ = Settlement.objects.update_or_create(study=study, claim=claim, slot=slot, defaults=facts)
    return row


def _decide(book: Book, claim: str, slot: str, value: str, reason: str, by: str) -> int:
    if slot == VERDICT:
        verdict = {KEEP: deciding.accept, REJECT: deciding.reject}.get(value)
        if verdict is None:
            raise UsageError(gettext("A verdict is %(keep)s or %(reject)s.") % {"keep": KEEP, "reject": REJECT})
        return verdict(book, claim, reason=reason, by=by).decision.number
    number = whole(value) if slot in ("killed", "injured") else None
    given = value if number is None else number
    return deciding.correct(book, claim, {slot: given}, reason=reason, by=by).decision.number


def report(book: Book, document: str) -> Report:
    """One report of the casebook; raises CasebookError where there is none."""
    return next(book.casebook.reports([document]))
