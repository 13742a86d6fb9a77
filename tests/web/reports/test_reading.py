"""The page of one report: its text, its claims, and the decisions about them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book
    from tallystick.record import Report

ClientOf = Callable[[str], "Client"]
WIRE = "at least 82 civilians"
_PIECE = re.compile(r'<span class="seg[^"]*" data-start="(\d+)" data-end="(\d+)"[^>]*>(.*?)</span>', re.DOTALL)
ARABIC = (
    "مقتل 12 مدنياً في قصف على سوق\r\n\r\n"
    "حلب - قال المرصد إن 12 مدنياً قُتلوا 🕊 في قصف جوي على سوق يوم الثلاثاء.\n"
    "The monitor said 12 people were killed in an air strike on Tuesday.\n"
)


@pytest.fixture
def wire(book: Book) -> Report:
    """The report of the wire, which the example casebook reads four claims in."""
    return next(r for r in book.casebook.reports() if r.document.publisher == "Harbour Wire")


@pytest.fixture
def arabic(book: Book) -> Report:
    """A report in Arabic and English, stored with one claim."""
    from tallystick.evidence import Capture
    from tallystick.record import Claim, Document, Report, Span

    data = ARABIC.encode()
    sha256 = book.evidence.preserve(data, Capture(name="arabic.txt", document_id="arabic")).sha256
    start = ARABIC.index("12 مدنياً قُتلوا")
    words = Span.of(ARABIC, start, ARABIC.index("الثلاثاء") + len("الثلاثاء"))
    told = Report(
        Document("arabic", ARABIC, title="مقتل 12 مدنياً", language="ar", sha256=sha256, published="2016-12-14"),
        (Claim("arabic.1", "airstrike", words),),
    )
    book.casebook.store_report(told, "tests", reader="tests", reader_version="1")
    return told


def shown(client: Client, document: str) -> str:
    answer = client.get(f"/c/aleppo/reports/{document}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def decide(client: Client, claim: str, **form: object) -> str:
    answer = client.post(f"/c/aleppo/claims/{claim}", form, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.content.decode())


def claim_with(report: Report, words: str) -> str:
    return next(claim.id for claim in report.claims if words in claim.text.exact)


def corrected(book: Book, report: Report, claim: str) -> object:
    (now,) = book.casebook.reports([report.document.id])
    return next(c for c in now.claims if c.id == claim)


def span(report: Report, words: str) -> dict[str, int]:
    start = report.document.text.index(words)
    return {"start": start, "end": start + len(words)}


def test_the_pieces_on_the_page_are_the_text_with_its_own_offsets(client_of: ClientOf, arabic: Report) -> None:
    pieces = _PIECE.findall(shown(client_of("coder"), "arabic"))
    assert "".join(html.unescape(text) for *_, text in pieces) == ARABIC
    for start, end, text in pieces:
        assert ARABIC[int(start) : int(end)] == html.unescape(text)


def test_arabic_sets_its_own_direction(client_of: ClientOf, arabic: Report) -> None:
    page = shown(client_of("coder"), "arabic")
    assert 'lang="ar" dir="auto"' in page
    assert '<h1 dir="auto">مقتل 12 مدنياً</h1>' in page


def test_a_card_tells_its_figure_its_source_and_where(client_of: ClientOf, wire: Report) -> None:
    page = shown(client_of("coder"), wire.document.id)
    assert "at least 82 civilians killed" in page
    assert "82–?, best 82" in page
    assert "the UN human rights office" in page
    assert "“said”" in page


def test_a_viewer_may_not_read_and_a_stranger_finds_nothing(client_of: ClientOf, wire: Report) -> None:
    address = f"/c/aleppo/reports/{wire.document.id}"
    assert client_of("viewer").get(address).status_code == 403
    assert client_of("stranger").get(address).status_code == 404
    assert client_of("coder").get("/c/aleppo/reports/none-such").status_code == 404


def test_accepting_shows_the_verdict_and_who_said_so(client_of: ClientOf, book: Book, wire: Report) -> None:
    claim = claim_with(wire, WIRE)
    page = decide(client_of("coder"), claim, act="accept", edition="0")
    assert 'data-verdict="accept"' in page
    assert [(d.author, d.reason) for d in book.casebook.decisions(claim)] == [("coder", "As read")]


def test_rejecting_keeps_the_reason_in_own_words(client_of: ClientOf, book: Book, wire: Report) -> None:
    claim = claim_with(wire, WIRE)
    decide(
        client_of("coder"), claim, act="reject", reason="Not an event of this kind", free="It is a quiz", edition="0"
    )
    assert book.casebook.decisions(claim)[-1].reason == "It is a quiz"
    assert claim in book.casebook.rejected()


def test_undo_takes_the_last_decision_back(client_of: ClientOf, book: Book, wire: Report) -> None:
    claim, client = claim_with(wire, WIRE), client_of("coder")
    decide(client, claim, act="reject", edition="0")
    number = book.casebook.decisions(claim)[-1].number
    page = decide(client, claim, act="undo", number=str(number), edition=str(number))
    assert 'data-verdict="accept"' not in page
    assert claim not in book.casebook.rejected()


@pytest.mark.parametrize(
    ("slot", "words", "extra", "told"),
    [
        ("figures", "11 women", {}, "11 women"),
        ("place", "eastern Aleppo", {}, "Aleppo"),
        ("time", "Tuesday", {}, "2016-12-13"),
        ("perpetrators", "Pro-government forces", {}, "Pro-government forces"),
        ("victims", "civilians", {}, "civilians"),
        ("weapons", "streets", {}, "streets"),
        ("informant", "Rupert Colville", {}, "Rupert Colville"),
        ("attribution", "Harbour Wire", {}, "Harbour Wire"),
        ("event", "trapped", {"event": "displacement"}, "displacement"),
    ],
)
def test_selected_words_fill_a_slot(
    client_of: ClientOf, book: Book, wire: Report, slot: str, words: str, extra: dict[str, str], told: str
) -> None:
    claim = claim_with(wire, "Thousands of civilians")
    page = decide(client_of("coder"), claim, act="set", slot=slot, edition="0", **span(wire, words), **extra)
    assert book.casebook.corrections()[claim]
    assert told in str(corrected(book, wire, claim))
    assert "As read:" in page
    assert book.casebook.decisions(claim)[-1].reason == "As the words say"


def test_a_figure_takes_the_number_that_the_person_gives(client_of: ClientOf, book: Book, wire: Report) -> None:
    claim = claim_with(wire, WIRE)
    form = {"act": "set", "slot": "figures", "bound": "range", "value": "82", "upper": "90", "measure": "killed"}
    decide(client_of("coder"), claim, edition="0", **form, group="civilians", **span(wire, WIRE))
    (report,) = book.casebook.reports([wire.document.id])
    figure = next(c for c in report.claims if c.id == claim).figures[0]
    assert (figure.bound, figure.value, figure.upper, figure.low, figure.high) == ("range", 82, 90, 82, 90)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"act": "set", "slot": "figures", "value": "many", "start": "0", "end": "5"}, "no whole number"),
        ({"act": "set", "slot": "time", "start": "0", "end": "9"}, "tell no day"),
        ({"act": "set", "slot": "place", "gazetteer_id": "geonames:1", "start": "0", "end": "9"}, "choose one of them"),
        ({"act": "set", "slot": "colour", "start": "0", "end": "9"}, "no slot"),
        ({"act": "set", "slot": "place"}, "No words are selected"),
        ({"act": "set", "slot": "place", "start": "5", "end": "99999"}, "No words are selected"),
        ({"act": "burn"}, "nothing that can be done"),
        ({"act": "undo"}, "no decision to take back"),
        ({"act": "undo", "number": "9" * 5000}, "no decision to take back"),
        ({"act": "set", "slot": "place", "start": "0", "end": "9" * 49}, "No words are selected"),
        ({"act": "set", "slot": "figures", "value": "9" * 5000, "start": "0", "end": "5"}, "no whole number"),
        ({"act": "remove", "slot": "figures", "index": "9" * 18}, "no such figures"),
        ({"act": "say", "event": "siege", "status": "never"}, "correction does not make a claim"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence_and_changes_nothing(
    client_of: ClientOf, book: Book, wire: Report, form: dict[str, str], sentence: str
) -> None:
    claim = claim_with(wire, "Thousands of civilians")
    answer = client_of("coder").post(f"/c/aleppo/claims/{claim}", form, headers={"HX-Request": "true"})
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert book.casebook.decisions() == []


def test_a_filler_is_taken_out_and_parts_find_their_wholes(client_of: ClientOf, book: Book, wire: Report) -> None:
    claim = claim_with(wire, WIRE)
    decide(client_of("coder"), claim, act="remove", slot="figures", index="1", edition="0")
    (report,) = book.casebook.reports([wire.document.id])
    figures = next(c for c in report.claims if c.id == claim).figures
    assert [(f.value, f.part_of) for f in figures] == [(82, None), (13, 0)]


def test_a_decision_on_what_others_changed_meanwhile_is_held_back_with_its_input(
    client_of: ClientOf, book: Book, wire: Report
) -> None:
    claim = claim_with(wire, WIRE)
    decide(client_of("reviewer"), claim, act="reject", free="A quotation", edition="0")
    form = {"act": "set", "slot": "victims", "free": "My own reason", "edition": "0", **span(wire, "civilians")}
    answer = client_of("coder").post(f"/c/aleppo/claims/{claim}", form, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "A quotation" in page
    assert 'value="My own reason"' in page
    assert len(book.casebook.decisions(claim)) == 1
    edition = re.search(r'name="edition" value="(\d+)"', page)
    assert edition
    decide(client_of("coder"), claim, **{**form, "edition": edition[1]})
    assert len(book.casebook.decisions(claim)) == 2


def test_what_differs_is_shown_in_words_as_it_was_as_it_stands_and_as_it_would_be(
    client_of: ClientOf, wire: Report
) -> None:
    claim, words = claim_with(wire, WIRE), span(wire, WIRE)
    figure = {"act": "set", "slot": "figures", "bound": "at_least", "measure": "killed", **words}
    decide(client_of("reviewer"), claim, **figure, group="civilians", value="81", edition="0")
    form = {**figure, "group": "civilians", "value": "77", "edition": "0"}
    answer = client_of("coder").post(f"/c/aleppo/claims/{claim}", form, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', answer.content.decode(), re.DOTALL)
    ((slot, cells),) = rows
    assert slot == "Figures"
    told = [re.findall(r'<bdi dir="auto">(.*?)</bdi>', cell)[0] for cell in cells.split("</td>")[:-1]]
    assert told == [f"at least {number} civilians killed" for number in (82, 81, 77)]
    assert "at_least" not in re.sub(r"<input[^>]*>", "", answer.content.decode())


def test_who_only_judges_sees_what_a_colleague_changed_of_the_claim(client_of: ClientOf, wire: Report) -> None:
    claim = claim_with(wire, WIRE)
    decide(client_of("reviewer"), claim, act="remove", slot="figures", index="1", edition="0")
    for address, headers in (
        ("claims", {"HX-Request": "true"}),
        ("queue/claims", {"HX-Request": "true"}),
        ("claims", {}),
    ):
        answer = client_of("coder").post(
            f"/c/aleppo/{address}/{claim}", {"act": "accept", "edition": "0"}, headers=headers
        )
        assert answer.status_code == 409
        assert "11 women" in answer.content.decode()
        assert "By your decision" not in answer.content.decode()


def test_the_menu_holds_a_decision_to_the_edition_that_the_page_shows(client_of: ClientOf, wire: Report) -> None:
    claim = claim_with(wire, WIRE)
    decide(client_of("reviewer"), claim, act="accept", edition="0")
    query = {"claim": claim, "edition": "0", **span(wire, "13 children")}
    page = client_of("coder").get(f"/c/aleppo/words/{wire.document.id}", query).content.decode()
    assert 'name="edition" value="0"' in page


def test_the_menu_tells_what_the_words_may_be(client_of: ClientOf, wire: Report) -> None:
    offsets = span(wire, "13 children")
    query = {"claim": claim_with(wire, WIRE), **offsets}
    page = client_of("coder").get(f"/c/aleppo/words/{wire.document.id}", query).content.decode()
    assert 'name="value" inputmode="numeric" size="6" value="13"' in page
    assert 'value="children"' in page


def test_a_missed_claim_is_added_vouched_for_and_taken_back(client_of: ClientOf, book: Book, wire: Report) -> None:
    client = client_of("coder")
    offsets = span(wire, "the last streets that the rebels still hold")
    answer = client.post(f"/c/aleppo/missed/{wire.document.id}", {"event": "siege", **offsets})
    assert answer.status_code == 302
    (decision,) = book.casebook.decisions()
    (name,) = decision.targets
    assert (decision.kind, decision.author, decision.reason) == ("add", "coder", "Missed by the reader")
    page = shown(client, wire.document.id)
    assert "added by a person" in page
    decide(client, name, act="undo", number=str(decision.number), edition=str(decision.number))
    (report,) = book.casebook.reports([wire.document.id])
    assert name not in {claim.id for claim in report.claims}


def test_the_page_without_scripts_goes_back_to_the_claim(client_of: ClientOf, wire: Report) -> None:
    claim = claim_with(wire, WIRE)
    answer = client_of("coder").post(f"/c/aleppo/claims/{claim}", {"act": "accept", "edition": "0"})
    assert answer["Location"] == f"/c/aleppo/reports/{wire.document.id}?claim={claim}"


def test_where_it_comes_from_is_told_with_the_custody_log(client_of: ClientOf, wire: Report) -> None:
    decide(client_of("coder"), claim_with(wire, WIRE), act="accept", edition="0")
    page = client_of("coder").get(f"/c/aleppo/reports/{wire.document.id}?tab=provenance").content.decode()
    assert wire.document.sha256 in page
    assert "capture" in page
    assert "claims_sha256" in page
    assert "As read" in page
