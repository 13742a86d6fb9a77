"""Search finds what stands there, however it is spelt, and whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.casebook import Casebook
from tallystick.casebook.errors import writing
from tallystick.casebook.indexing import catch_up
from tallystick.casebook.models import Claim, ClaimWords
from tallystick.casebook.searching import count, matching, search, terms
from tallystick.record import Claim as Told
from tallystick.record import Document, Report, Span

TEXTS = {
    "market": "Shells fell on the market of Ma'arrat al-Nu'man. At least 5 people were killed, a café owner said.",
    "school": "A drone struck a school in Idlib. Twelve people were killed in the market district.",
    "arabic": "قُتل ٥ أشخاص في غارة على سوق في إدلب.",
    "long": "Nothing of note happened here. " * 40 + "Then mortars hit Saraqib. " + "All was quiet again. " * 40,
}


def report(name: str, text: str, title: str | None = None) -> Report:
    ends = [place for place, character in enumerate(text) if character == "."]
    spans = [Span.of(text, start, end) for start, end in zip([0, *(e + 2 for e in ends)], ends, strict=False)]
    claims = tuple(Told(f"{name}.{number}", "shelling", span) for number, span in enumerate(spans[:100]))
    digest = sha256(text.encode()).hexdigest()
    return Report(Document(name, text, title=title, sha256=digest), claims)


@pytest.fixture
def told(book: Casebook) -> Casebook:
    for name, text in TEXTS.items():
        book.store_report(report(name, text, f"The {name} report"), by="me", reader="rules", reader_version="1")
    return book


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("market", ["school", "market"]),
        ("MARKET killed", ["school", "market"]),
        ("market -drone", ["market"]),
        ('market -"people were"', []),
        ('"twelve people"', ["school"]),
        ('"people twelve"', []),
        ("mort*", ["long"]),
        ('"were kil"*', ["school", "market"]),
        ("m*", []),
        ("maarrat al-numan", ["market"]),
        ("\N{LEFT DOUBLE QUOTATION MARK}al-Nu’man\N{RIGHT DOUBLE QUOTATION MARK}", ["market"]),
        ("cafe", ["market"]),
        ("CAFÉ", ["market"]),
        ("5", ["arabic", "market"]),
        ("قتل", ["arabic"]),
        ("اشخاص ادلب", ["arabic"]),
        ("arabic report", ["arabic"]),
        ("-drone", []),
        ("", []),
        ('"', []),
        ("nowhere", []),
    ],
)
def test_documents_are_found_by_their_words(told: Casebook, query: str, documents: list[str]) -> None:
    assert [hit.id for hit in search(told.alias, query, "document")] == documents
    assert count(told.alias, query, "document") == len(documents)


def test_claims_are_found_by_their_own_words(told: Casebook) -> None:
    assert [hit.id for hit in search(told.alias, "killed", "claim")] == ["school.1", "market.1"]
    rows = Claim.objects.using(told.alias).filter(id__in=matching(told.alias, "killed -twelve", "claim"))
    assert [row.id for row in rows.exclude(event="abduction")] == ["market.1"]
    assert not Claim.objects.using(told.alias).filter(id__in=matching(told.alias, "-", "claim")).exists()


def test_a_claim_that_is_no_longer_made_is_left_out(told: Casebook) -> None:
    Claim.objects.using(told.alias).filter(id="school.1").update(superseded=True)
    assert [hit.id for hit in search(told.alias, "killed", "claim")] == ["market.1"]


def test_a_claim_that_a_person_adds_is_found(told: Casebook) -> None:
    words = {"start": 0, "end": 6}
    added = told.add_claim("market", {"event": "shelling", "text": words}, author="me", reason="missed")
    assert search(told.alias, "shells", "claim")[0].id == added.targets[0]


def test_a_snippet_shows_the_words_where_they_stand(told: Casebook) -> None:
    (hit,) = search(told.alias, 'sara* "mortars hit"', "document")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["mortars hit", "Saraqib"]
    assert hit.snippet.startswith("…") and hit.snippet.endswith("…")
    assert len(hit.snippet) < 250
    (short,) = search(told.alias, "قتل", "claim")
    assert (short.snippet, short.marks) == (TEXTS["arabic"].rstrip("."), ((0, 4),))


def test_the_last_added_come_first_page_by_page(told: Casebook) -> None:
    every = search(told.alias, "quiet", "claim")
    first = search(told.alias, "quiet", "claim", limit=7)
    then = search(told.alias, "quiet", "claim", before=first[-1].number, limit=100)
    assert (len(first), first + then) == (7, every)
    assert [hit.number for hit in every] == sorted((hit.number for hit in every), reverse=True)


def test_what_was_stored_unindexed_is_caught_up(told: Casebook) -> None:
    ClaimWords.objects.using(told.alias).filter(claim="school.1").delete()
    with writing(told.alias):
        catch_up(told.alias)
        catch_up(told.alias)
    assert [hit.id for hit in search(told.alias, "twelve", "claim")] == ["school.1"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with Casebook.create(tmp_path_factory.mktemp("filled") / "book") as book:
        for name, text in TEXTS.items():
            book.store_report(report(name, text), by="me", reader="rules", reader_version="1")
        yield book


WORDS = st.sampled_from(
    [*TEXTS["market"].split(), *TEXTS["arabic"].split(), "-drone", '"', "*", "OR", "NEAR(", "'", "\\"]
)


@settings(deadline=None, max_examples=60)
@given(query=st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=6).map(" ".join)))
def test_no_query_is_an_error(filled: Casebook, query: str) -> None:
    hits = search(filled.alias, query, "document")
    assert len(hits) == count(filled.alias, query, "document") <= len(TEXTS)
    assert bool(terms(query)) or not hits
    for hit in hits:
        assert hit.marks


def test_a_text_of_endless_words_is_stored(book: Casebook) -> None:
    text = " ".join(f"word{number}" for number in range(150_000))
    book.store_report(Report(Document("huge", text, sha256="0"), ()), by="me", reader="rules", reader_version="1")
    assert [hit.id for hit in search(book.alias, "word7", "document")] == ["huge"]
