"""Four eyes before the public: who signs what, when a signature lapses, what is public; and the digests of it all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

from tallystick.casebook.models import ClaimDigest, IncidentDigest, IncidentVoice
from tallystick.commands import adding, casebooks, deciding, digests, linking, rules, verifying
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import CasebookError

TEXTS = (
    "Shelling killed 9 people in Marea on Monday, residents said.",
    "An air strike killed 4 people in Idlib on Sunday, the Observatory said.",
)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    corpus = tmp_path / "corpus.jsonl"
    lines = (
        json.dumps({"id": f"r{n}", "text": text, "published": "2016-12-13", "publisher": "Harbour Wire"})
        for n, text in enumerate(TEXTS)
    )
    corpus.write_text("\n".join(lines))
    book = casebooks.create(tmp_path / "book")
    adding.add(book, adding.plan([], corpus, ReadOptions()), pipeline("rules"), by="amal")
    linking.link(book)
    digests.catch_up(book)
    return book


def _incident_of(book: Book, claim: str) -> str:
    return book.casebook.homes([claim])[claim]


def _digest(book: Book, incident: str) -> IncidentDigest:
    digests.catch_up(book)
    return IncidentDigest.objects.using(book.casebook.alias).get(incident=int(incident[1:]))


def _sign(book: Book, incident: str, *people: str) -> None:
    for person in people:
        deciding.sign(book, incident, reason="checked", by=person)


def test_two_people_sign_before_a_release(book: Book) -> None:
    incident = _incident_of(book, "r0.c01")
    _sign(book, incident, "amal")
    with pytest.raises(CasebookError, match="1 of the 2 signatures"):
        deciding.release(book, incident, True, reason="ready", by="amal")
    with pytest.raises(CasebookError, match="already; a second person has to"):
        _sign(book, incident, "amal")
    _sign(book, incident, "basil")
    deciding.release(book, incident, True, reason="ready", by="amal")
    assert book.casebook.released(incident).public
    assert (_digest(book, incident).public, _digest(book, incident).signatures) == (True, 2)
    assert verifying.verify(book).problems == ()


def test_a_change_of_the_incident_lets_signatures_lapse_and_takes_it_from_the_public(book: Book) -> None:
    incident = _incident_of(book, "r0.c01")
    _sign(book, incident, "amal", "basil")
    deciding.release(book, incident, True, reason="ready", by="amal")
    deciding.correct(book, "r0.c01", {"killed": 8}, reason="eight", by="amal")
    release = book.casebook.released(incident)
    assert (release.signers, release.released, release.public) == ((), True, False)
    assert not _digest(book, incident).public
    _sign(book, incident, "amal", "basil")
    assert book.casebook.released(incident).public


def test_an_acceptance_changes_nothing_that_was_signed_and_an_undone_signature_does_not_count(book: Book) -> None:
    incident = _incident_of(book, "r0.c01")
    signed = deciding.sign(book, incident, reason="checked", by="amal")
    deciding.accept(book, "r0.c01", reason="as read", by="basil")
    assert book.casebook.released(incident).signers == ("amal",)
    deciding.undo(book, signed.decision.number, reason="too soon", by="amal")
    assert book.casebook.released(incident).signers == ()


def test_what_is_held_back_is_not_public(book: Book) -> None:
    incident = _incident_of(book, "r1.c01")
    _sign(book, incident, "amal", "basil")
    deciding.release(book, incident, True, reason="ready", by="amal")
    deciding.release(book, incident, False, reason="a witness asked", by="basil")
    release = book.casebook.released(incident)
    assert (release.public, release.by, release.reason) == (False, "basil", "a witness asked")


def test_a_digest_says_what_the_assessment_says(book: Book) -> None:
    digest = _digest(book, _incident_of(book, "r0.c01"))
    assert (digest.killed_low, digest.killed_best, digest.killed_high) == (9, 9, 9)
    assert (digest.event, digest.harm, digest.place) == ("shelling", True, "Mare\u02bf") or digest.place
    assert str(digest.first_day) == str(digest.last_day) == "2016-12-12"
    assert (digest.claims, digest.unreviewed, digest.reports, digest.reviewer) == (1, 1, 1, "")
    voices = set(IncidentVoice.objects.using(book.casebook.alias).filter(digest=digest).values_list("kind", "name"))
    assert ("outlet", "Harbour Wire") in voices


def test_a_rejected_claim_is_still_found_and_its_incident_is_gone(book: Book) -> None:
    incident = _incident_of(book, "r0.c01")
    deciding.reject(book, "r0.c01", reason="a drill", by="amal")
    digests.catch_up(book)
    alias = book.casebook.alias
    assert not IncidentDigest.objects.using(alias).filter(incident=int(incident[1:])).exists()
    row = ClaimDigest.objects.using(alias).get(claim="r0.c01")
    assert (row.verdict, row.incident_id, row.reviewer) == ("reject", None, "amal")
    deciding.undo(book, book.casebook.decisions()[-1].number, reason="no drill", by="amal")
    assert _digest(book, incident).claims == 1
    assert ClaimDigest.objects.using(alias).get(claim="r0.c01").verdict == ""


def test_a_merged_incident_leaves_no_digest_behind(book: Book) -> None:
    one, other = _incident_of(book, "r0.c01"), _incident_of(book, "r1.c01")
    deciding.merge(book, one, other, reason="one day", by="amal")
    assert _digest(book, one).claims == 2
    assert not IncidentDigest.objects.using(book.casebook.alias).filter(incident=int(other[1:])).exists()


def test_other_rules_for_numbers_let_signatures_lapse_until_they_are_those_again(book: Book) -> None:
    incident, before = _incident_of(book, "r0.c01"), rules.in_force(book)
    _sign(book, incident, "amal", "basil")
    deciding.release(book, incident, True, reason="ready", by="amal")
    rules.change(book, evolve(before, method="airwars"))
    assert not book.casebook.released(incident).public
    assert (_digest(book, incident).public, _digest(book, incident).signatures) == (False, 0)
    rules.change(book, before)
    assert book.casebook.released(incident).public
    assert _digest(book, incident).public
