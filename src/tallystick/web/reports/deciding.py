"""Decisions about one claim, as a form of the page takes them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from django.utils.translation import gettext as _

from tallystick.casebook.models import Claim as Row
from tallystick.commands import deciding, digests, wording
from tallystick.commands.casebooks import Book
from tallystick.errors import CasebookError, UsageError
from tallystick.record import Claim, Report
from tallystick.web.reports.cards import report_of
from tallystick.web.whole_numbers import whole

_SAID = ("event", "status", "certainty")
"""Slots that are given without words."""
_VERDICTS = ("accept", "reject", "undo")


_KINDS = {"set": "correct", "remove": "correct", "say": "correct"}
"""The kinds of decisions that the acts of the page are, where they go by another name."""


@frozen
class Asked:
    """What a person asks for: the act, the reason, and the edition of the claim that the person had seen."""

    act: str
    reason: str
    by: str
    edition: int | None
    given: Mapping[str, str]

    @property
    def kind(self) -> str:
        """The kind of decision that it is."""
        return _KINDS.get(self.act, self.act)

    @classmethod
    def of(cls, form: Mapping[str, str], by: str) -> Asked:
        """What a form says; the usual reason where it gives none.

        Raises UsageError for an act that is none.
        """
        act = form.get("act", "")
        usual = _usual().get(act)
        if usual is None:
            raise UsageError(f"{act!r} is nothing that can be done with a claim; load the page again.")
        reason = form.get("free", "").strip() or form.get("reason", "").strip() or usual
        return cls(act, reason, by, whole(form.get("edition", "")), form)


def usual_rejections() -> tuple[str, ...]:
    """The usual reasons to reject a claim, the commonest first."""
    return (
        _("The text does not say this"),
        _("Not an event of this kind"),
        _("The same event, told again"),
        _("Commentary or background, no claim"),
        _("Page furniture or advertisement"),
        _("Not about this conflict"),
    )


def _usual() -> dict[str, str]:
    return {
        "accept": _("As read"),
        "reject": usual_rejections()[0],
        "undo": _("Taken back"),
        "set": _("As the words say"),
        "remove": _("The words do not say this"),
        "say": _("As the words say"),
        "add": _("Missed by the reader"),
    }


def document_of(book: Book, claim: str) -> str:
    """The id of the document of a claim.

    Raises CasebookError where there is none.
    """
    found = Row.objects.using(book.casebook.alias).filter(pk=claim).values_list("document_id", flat=True).first()
    if found is None:
        raise CasebookError(f"The casebook has no claim {claim}; load the page again.")
    return found


def decide(book: Book, name: str, asked: Asked) -> str:
    """Takes the decision about the claim ``name``; one sentence that says so.

    Raises ConflictError where others decided since, TallystickError for what cannot be decided.
    """
    by, reason, expected = asked.by, asked.reason, asked.edition
    if asked.act == "accept":
        taken = deciding.accept(book, name, reason=reason, by=by, expected=expected)
    elif asked.act == "reject":
        taken = deciding.reject(book, name, reason=reason, by=by, expected=expected)
    elif asked.act == "undo":
        taken = deciding.undo(book, number_of(asked), reason=reason, by=by, expected=expected)
    else:
        wanted = changes(report_of(book, document_of(book, name)), book, name, asked)
        taken = deciding.correct(book, name, wanted, reason=reason, by=by, expected=expected)
    digests.catch_up(book)
    return taken.sentence


def changes(report: Report, book: Book, name: str, asked: Asked) -> dict[str, object]:
    """The slots that a correction gives anew; none for a decision that is no correction.

    Raises UsageError for what cannot be meant.
    """
    claim, given = _claim(report, name), asked.given
    if asked.act in _VERDICTS:
        return {}
    if asked.act == "say":
        said = {slot: given[slot] for slot in _SAID if given.get(slot) and given[slot] != getattr(claim, slot)}
        if not said:
            raise UsageError(_("Nothing is changed; choose another event, status or certainty."))
        return dict(said)
    if asked.act == "remove":
        return wording.without(claim, given.get("slot", ""), _index(given))
    words = wording.words_of(report.document, *offsets(given))
    heard = wording.heard(book, report.document, words, claim.event)
    return wording.changes(claim, heard, given.get("slot", ""), given)


def _claim(report: Report, name: str) -> Claim:
    found = next((claim for claim in report.claims if claim.id == name), None)
    if found is None:
        raise CasebookError(f"The report has no claim {name} any more; load the page again.")
    return found


def offsets(given: Mapping[str, str]) -> tuple[int, int]:
    """Start and end of the selected words.

    Raises UsageError where there are none.
    """
    start, end = whole(given.get("start", "")), whole(given.get("end", ""))
    if start is None or end is None:
        raise UsageError(_("No words are selected; select some of the report."))
    return start, end


def _index(given: Mapping[str, str]) -> int:
    return whole(given.get("index", "")) or 0


def number_of(asked: Asked) -> int:
    """The number of the decision that is to be taken back.

    Raises UsageError where there is none.
    """
    number = whole(asked.given.get("number", ""))
    if number is None:
        raise UsageError(_("There is no decision to take back; load the page again."))
    return number


def add(book: Book, document: str, asked: Asked) -> tuple[str, str]:
    """Adds a claim with the selected words; its id, and one sentence that says so."""
    report = report_of(book, document)
    words = wording.words_of(report.document, *offsets(asked.given))
    heard = wording.heard(book, report.document, words, asked.given.get("event"))
    slots: dict[str, object] = {"event": asked.given.get("event", ""), "text": {"start": words.start, "end": words.end}}
    if heard.figure is not None:
        slots["figures"] = wording.plain_figures(heard)
    taken = deciding.add_claim(book, document, slots, reason=asked.reason, by=asked.by)
    return taken.decision.targets[0], taken.sentence
