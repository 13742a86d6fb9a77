"""A study from the draw to the settlement, as its people see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from tallystick.commands.casebooks import Book
    from tallystick.web.agreement.models import Study

ClientOf = Callable[[str], "Client"]
PersonOf = Callable[[str], "User"]
PAGE = "/c/aleppo/agreement"


def _draw(client_of: ClientOf, person: PersonOf, share: str = "100") -> Study:
    from tallystick.web.agreement.models import Study

    words = {"name": "May", "share": share, "first": person("coder").pk, "second": person("reviewer").pk}
    assert client_of("publisher").post(PAGE, words).status_code == 302
    return Study.objects.get()


def _form(book: Book, document: str, **changed: str) -> dict[str, str]:
    """The form as the page fills it in, the slots of every claim changed as told."""
    from tallystick.web.agreement import coding

    report = next(book.casebook.reports([document]))
    told = {f"{c.id}:{slot}": value for c in report.claims for slot, value in coding.of_claim(c).items()}
    over = {f"{c.id}:{slot}": value for c in report.claims for slot, value in changed.items()}
    return {"document": document, **told, **over}


def _code_all(client: Client, book: Book, study: Study, **changed: str) -> None:
    for document in study.documents:
        answer = client.post(f"{PAGE}/{study.pk}/code", _form(book, document, **changed))
        assert answer.status_code == 302, answer.content


def test_two_who_code_alike_agree_fully(client_of: ClientOf, person: PersonOf, book: Book) -> None:
    study = _draw(client_of, person)
    for name in ("coder", "reviewer"):
        _code_all(client_of(name), book, study)
    page = client_of("publisher").get(f"{PAGE}/{study.pk}").content.decode()
    assert "The coders agree on everything" in page
    assert "1.000" in page


def test_nothing_is_shown_before_both_are_done(client_of: ClientOf, person: PersonOf, book: Book) -> None:
    study = _draw(client_of, person)
    _code_all(client_of("coder"), book, study)
    answer = client_of("reviewer").get(f"{PAGE}/{study.pk}")
    assert answer.status_code == 400
    assert b"still being coded" in answer.content


def test_only_its_coders_code_a_study(client_of: ClientOf, person: PersonOf) -> None:
    study = _draw(client_of, person)
    assert client_of("administrator").get(f"{PAGE}/{study.pk}/code").status_code == 403
    assert client_of("coder").get(f"{PAGE}/{study.pk}/code").status_code == 200
    assert client_of("coder").get(f"{PAGE}/{study.pk}").status_code == 403


def test_a_settled_difference_is_decided_in_the_casebook(client_of: ClientOf, person: PersonOf, book: Book) -> None:
    study = _draw(client_of, person)
    _code_all(client_of("coder"), book, study)
    _code_all(client_of("reviewer"), book, study, status="denied")
    claims = (claim for report in book.casebook.reports(study.documents) for claim in report.claims)
    claim = next(claim.id for claim in claims if claim.status != "denied")
    told = {"claim": claim, "slot": "status", "value": "denied", "reason": "the ministry's words"}
    assert client_of("publisher").post(f"{PAGE}/{study.pk}", told).status_code == 302
    (decision,) = book.casebook.decisions(claim)
    assert (decision.kind, decision.payload, decision.author) == ("correct", {"status": "denied"}, "publisher")
    page = client_of("publisher").get(f"{PAGE}/{study.pk}").content.decode()
    assert "the ministry&#x27;s words" in page
    assert "Both coders started from what the reader had read" in page


def test_a_missed_claim_of_one_coder_is_a_difference(client_of: ClientOf, person: PersonOf, book: Book) -> None:
    from tallystick.web.agreement import studies
    from tallystick.web.agreement.comparing import differences

    study = _draw(client_of, person)
    _code_all(client_of("reviewer"), book, study)
    for document in study.documents:
        text = next(book.casebook.reports([document])).document.text
        missed = {"added0:quote": text[:30], "added0:event": "shelling"} if document == study.documents[0] else {}
        client_of("coder").post(f"{PAGE}/{study.pk}/code", {**_form(book, document), **missed})
    (difference,) = differences(studies.pairs(study))
    assert (difference.claim, difference.first, difference.second) == ("0-30", "keep", "reject")


def test_words_that_do_not_stand_in_the_report_are_no_claim(client_of: ClientOf, person: PersonOf, book: Book) -> None:
    study = _draw(client_of, person)
    form = _form(book, study.documents[0]) | {"added0:quote": "never written", "added0:event": "shelling"}
    answer = client_of("coder").post(f"{PAGE}/{study.pk}/code", form)
    assert answer.status_code == 400
    assert not study.codings.exists()


def test_a_study_needs_two_coders_and_a_share(client_of: ClientOf, person: PersonOf) -> None:
    one = person("coder").pk
    for words in ({"first": one, "second": one, "share": "10"}, {"first": one, "second": one + 1, "share": "0"}):
        assert client_of("publisher").post(PAGE, {"name": "x", **words}).status_code == 400
