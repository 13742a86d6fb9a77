"""The client's record, studies and views, on the interface of a real site."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tallystick.client import Client, MeanwhileError, ServerError
from tallystick.errors import UsageError
from tallystick.evidence import Capture

if TYPE_CHECKING:
    from tallystick.commands.casebooks import Book

CasebookOf = Callable[..., Client]


def _code(casebook: Client, study: int, status: str) -> None:
    while (told := casebook.studies.next(study))["report"] is not None:
        claims: dict[str, Any] = told["claims"]
        for slots in claims.values():
            slots["status"] = status
        casebook.studies.code(study, told["report"]["document"]["id"], claims)


def test_a_study_is_drawn_coded_blind_compared_and_settled(casebook_of: CasebookOf) -> None:
    first, second = casebook_of("coder"), casebook_of("reviewer")
    study = second.studies.draw("December", 1.0, "coder", "reviewer")["study"]
    _code(first, study, "occurred")
    with pytest.raises(UsageError, match="before both coders are done"):
        second.studies.agreement(study)
    assert second.studies.all()[0]["coders"]["reviewer"] == 0
    _code(second, study, "denied")
    found = second.studies.agreement(study)
    alpha = {one["slot"]: one["alpha"] for one in found["agreement"]}
    assert alpha["event"] == 1
    differing = next(one for one in found["differences"] if one["slot"] == "status")
    assert (differing["first"], differing["second"], differing["settled"]) == ("occurred", "denied", None)
    done = second.studies.settle(study, differing["claim"], "status", "denied", reason="the list says so")
    again = second.studies.agreement(study)["differences"]
    settled = next(one for one in again if (one["claim"], one["slot"]) == (differing["claim"], "status"))
    assert settled["settled"]["decision"] == done["decision"]
    assert second.decisions(differing["claim"])[-1]["reason"] == "Adjudicated in December: the list says so"


def test_what_a_coder_misses_is_added_and_what_is_incomplete_refused(casebook_of: CasebookOf) -> None:
    reviewer, coder = casebook_of("reviewer"), casebook_of("coder")
    study = reviewer.studies.draw("All", 1.0, "coder", "reviewer")["study"]
    told = coder.studies.next(study)
    document, text = told["report"]["document"]["id"], told["report"]["document"]["text"]
    with pytest.raises(UsageError, match="code each of them"):
        coder.studies.code(study, document, {})
    missed = {"quote": text.strip()[:30], "slots": {"event": "siege"}}
    assert coder.studies.code(study, document, told["claims"], [missed])["coders"]["coder"] == 1
    with pytest.raises(ServerError, match="Only the two coders"):
        casebook_of("publisher").studies.next(study)
    with pytest.raises(UsageError, match="no coder of this casebook"):
        reviewer.studies.draw("Strangers", 1.0, "coder", "stranger")


def test_views_are_saved_shared_and_forgotten(casebook_of: CasebookOf) -> None:
    mine, others = casebook_of("coder").views, casebook_of("reviewer").views
    mine.save("Sieges", "event=siege&after=3", shared=True)
    mine.save("Weak", "grade=weak", page="incidents")
    assert [(one["name"], one["query"], one["mine"]) for one in others.saved()] == [("Sieges", "event=siege", False)]
    with pytest.raises(ServerError, match="There is no view"):
        others.forget(others.saved()[0]["id"])
    mine.forget(mine.saved()[0]["id"])
    assert (mine.saved(), [one["name"] for one in mine.saved("incidents")]) == ([], ["Weak"])


def test_the_record_as_a_whole(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    harm = list(casebook.incidents())
    overview = casebook.views.overview()
    assert overview["coverage"]["incidents"] == len(harm)
    assert sum(one["incidents"] for one in casebook.views.timeline()["bins"]) <= len(harm)
    assert casebook.map(zoom=9) == casebook.views.map(zoom=9)
    assert casebook.map(zoom=9)["cells"]
    assert casebook.timeline() == casebook.views.timeline()
    assert casebook.overview(event="siege") == casebook.views.overview(event="siege")
    assert casebook.views.map(event="nothing")["cells"] == []
    assert casebook.views.chart("event", "csv").startswith(b"event,")
    with pytest.raises(ServerError, match="There is no chart"):
        casebook.views.chart("nonsense", "csv")
    with pytest.raises(UsageError, match="not a day"):
        casebook.views.overview(since="2016-13-01")


def test_lists_are_narrowed_down_as_the_pages_are(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    everything = list(casebook.incidents())
    some = list(casebook.incidents(place="Aleppo", since="2016-12-01"))
    assert 0 < len(some) < len(everything) or {i["id"] for i in some} <= {i["id"] for i in everything}
    claim = next(casebook.claims(event=everything[0]["event"]))["id"]
    casebook.accept(claim, reason="as read")
    assert [one["id"] for one in casebook.claims("accept")] == [claim]
    assert claim not in {one["id"] for one in casebook.claims("none")}
    assert list(casebook.claims(q="nowhere-in-any-report")) == []


def test_reports_are_narrowed_down_as_their_page_is(casebook_of: CasebookOf, book: Book) -> None:
    casebook = casebook_of("coder")
    everything = {one["id"]: one for one in casebook.reports()}
    assert everything.keys() == {report.document.id for report in book.casebook.reports()}
    days = sorted(one["published"] for one in everything.values() if one["published"])
    assert {one["id"] for one in casebook.reports(since=days[-1])} == {
        one["id"] for one in everything.values() if one["published"] == days[-1]
    }
    assert {one["id"] for one in casebook.reports(language="en")} <= everything.keys()
    assert list(casebook.reports(q="nowhere-in-any-report")) == []
    assert list(casebook.reports(outlet="Nobody of this name")) == []
    claim = next(casebook.claims())["id"]
    report = casebook.claim(claim)["document"]
    for one in casebook.claims():
        if one["id"].startswith(report) and one["verdict"] is None:
            casebook.accept(one["id"], reason="as read")
    assert report not in {one["id"] for one in casebook.reports(unreviewed=True)}
    with pytest.raises(UsageError):
        list(casebook.reports(since="May"))


def test_incidents_come_in_the_orders_of_their_table(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    everything = {one["id"] for one in casebook.incidents()}
    for order in ("newest", "oldest", "killed", "unreviewed", "informants", "sure"):
        found = [one["id"] for one in casebook.incidents(sort=order, limit="2")]
        assert (len(found), set(found)) == (len(everything), everything), order
    newest, oldest = (next(casebook.incidents(sort=order))["id"] for order in ("newest", "oldest"))
    assert newest != oldest
    with pytest.raises(UsageError):
        list(casebook.incidents(sort="nonsense"))
    with pytest.raises(UsageError, match="cannot be continued"):
        casebook.connection.get("incidents", sort="killed", after="nonsense")


def test_claims_of_harm_and_of_context_are_told_apart(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    harm, context = ({one["id"] for one in casebook.claims(context=one)} for one in (False, True))
    assert harm
    assert context
    assert not harm & context
    assert {one["id"] for one in casebook.claims()} == harm | context


def test_all_claims_of_an_incident_are_accepted_at_once(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    incident = max(casebook.incidents(), key=lambda one: len(one["claims"]))
    first, *rest = incident["claims"]
    casebook.reject(first, reason="a drill")
    with pytest.raises(MeanwhileError):
        casebook.accept_incident(incident["id"], reason="as read", expected=0)
    taken = casebook.accept_incident(incident["id"], reason="as read")
    assert {one["targets"][0] for one in taken} == set(rest)
    assert incident["id"] in {one["id"] for one in casebook.incidents(verdict="accept")}
    assert incident["id"] not in {one["id"] for one in casebook.incidents(verdict="none")}
    with pytest.raises(UsageError, match="nothing to accept"):
        casebook.accept_incident(incident["id"], reason="as read")


LISTS = ("decisions", "uploads", "places", "actors", "voices", "tolls", "reports", "claims", "incidents", "sources")


@pytest.mark.parametrize("name", LISTS)
def test_what_can_be_long_comes_in_pages_that_join_without_a_seam(casebook_of: CasebookOf, name: str) -> None:
    casebook = casebook_of("coder")
    for claim in [one["id"] for one in casebook.claims()][:3]:
        casebook.accept(claim, reason="as read")
        casebook.add_text("Shelling killed 3 people.")
    whole = casebook.connection.get(name)
    assert whole["next"] is None or name == "sources"
    some = list(casebook.connection.every(name, limit=2))[: len(whole["items"])]
    assert (some, len(some) > 0) == (whole["items"], True)
    with pytest.raises(UsageError):
        casebook.connection.get(name, limit=0)


def test_the_parts_of_an_upload_come_in_pages(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    urls = [f"https://news.example/{number}" for number in range(5)]
    upload = casebook.add_addresses(urls)["upload"]
    page = casebook.connection.get(f"uploads/{upload}/items", limit=2)
    assert ([one["name"] for one in page["items"]], page["next"] is None) == (urls[:2], False)
    assert [one["name"] for one in casebook.upload_items(upload)] == urls


@pytest.mark.parametrize("claim", ["zz", "zz.c01", "x/y"])
def test_a_claim_that_is_not_there_is_called_a_claim(casebook_of: CasebookOf, claim: str) -> None:
    with pytest.raises(ServerError, match=f"^The casebook has no claim {re.escape(claim)}[.]$"):
        casebook_of("coder").claim(claim)


def test_the_pages_of_a_pdf_are_images(casebook_of: CasebookOf, book: Book) -> None:
    import pypdfium2

    from tallystick.casebook.models import Document

    casebook = casebook_of("coder")
    document = next(casebook.reports())["id"]
    with pytest.raises(ServerError, match="no page 1 of"):
        casebook.page_image(document, 1)
    pdf, held = pypdfium2.PdfDocument.new(), io.BytesIO()
    pdf.new_page(200, 100)
    pdf.save(held)
    told = Document.objects.using(book.casebook.alias).get(id=document)
    receipt = book.evidence.preserve(held.getvalue(), Capture("page.pdf"))
    told.sha256, told.media_type = receipt.sha256, "application/pdf"
    told.save()
    assert casebook.page_image(document, 1).startswith(b"\x89PNG")
    with pytest.raises(ServerError, match="no page 2 of"):
        casebook.page_image(document, 2)


def test_previews_store_nothing_and_show_both_sides(casebook_of: CasebookOf, book: Book) -> None:
    casebook = casebook_of("reviewer")
    one, other = [i["id"] for i in casebook.incidents()][:2]
    told = casebook.preview_merge(one, other)
    assert {i["id"] for i in told["before"]} == {one, other}
    assert [i["id"] for i in told["after"]] == [one]
    claims = casebook.incident(one)["claims"]
    assert len(casebook.preview_split(one, claims[:1])["after"]) >= 1
    assert casebook.preview_move(claims[0], other)["before"]
    assert list(book.casebook.decisions()) == []
    assert one not in {near["id"] for near in casebook.near(one)}


def test_words_of_a_report_say_something_for_a_claim(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    claim = next(c for c in casebook.claims() if casebook.claim(c["id"])["claim"]["figures"])
    told = casebook.claim(claim["id"])
    figure = told["claim"]["figures"][0]["text"]
    heard = casebook.words(told["document"], figure["start"], figure["end"])
    assert heard["words"]["exact"] == figure["exact"]
    assert heard["figure"]["measure"] == told["claim"]["figures"][0]["measure"]


def test_where_a_report_comes_from(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    document = next(casebook.reports())["id"]
    entries = casebook.provenance(document)["entries"]
    assert {one["fields"]["document_id"] for one in entries} == {document}
    with pytest.raises(ServerError, match="has no"):
        casebook.original("never-was")


def test_linking_verifying_and_tolls(casebook_of: CasebookOf, book: Book) -> None:
    casebook = casebook_of("reviewer")
    assert casebook.link()["linked"]["new"] == 0
    found = casebook.verify()
    assert (found["problems"], found["head"]) == ([], str(book.evidence.head()))
    with pytest.raises(UsageError, match="head"):
        casebook.verify("nonsense")
    (toll,) = casebook.tolls()
    assert [toll["id"]] == [i.id for i in book.casebook.incidents() if i.event == "toll"]
    spanned = [i["id"] for i in casebook.incidents() if casebook.tolls_spanning(i["id"])]
    within = {part["incident"] for figure in toll["figures"] for part in figure["incidents"]}
    assert within <= set(spanned)


def test_the_public_record_is_for_viewers_too(casebook_of: CasebookOf) -> None:
    casebook, second = casebook_of("publisher"), casebook_of("reviewer")
    incident = next(casebook.incidents())["id"]
    for signer in (casebook, second):
        signer.sign(incident, reason="checked")
    viewer = casebook_of("viewer", "read-public")
    assert list(viewer.views.public()) == []
    casebook.release(incident, True, reason="ready")
    assert [one["id"] for one in viewer.public()] == [one["id"] for one in viewer.views.public()] == [incident]
    assert viewer.views.public_incident(incident)["id"] == incident
    with pytest.raises(ServerError, match="has no incident"):
        viewer.views.public_incident("I9999")


def test_who_may_not_take_a_decision_may_not_take_it_back(casebook_of: CasebookOf) -> None:
    reviewer, coder = casebook_of("reviewer"), casebook_of("coder")
    one, other = [i["id"] for i in reviewer.incidents()][:2]
    merged = reviewer.merge(one, other, reason="one strike")
    with pytest.raises(ServerError, match="the act 'review'"):
        coder.undo(merged["number"], reason="no")
    with pytest.raises(ServerError, match="the act 'review'"):
        casebook_of("reviewer", "read", "code").undo(merged["number"], reason="no")
    reviewer.undo(merged["number"], reason="two after all")


def test_an_upload_is_followed_left_out_and_tried_again(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    upload = casebook.add_addresses(["https://news.example/a", "https://news.example/b"])["upload"]
    assert [one["name"] for one in casebook.upload_items(upload)] == [
        "https://news.example/a",
        "https://news.example/b",
    ]
    assert casebook.cancel(upload)["cancelled"] == 2
    assert casebook.retry(upload)["cancelled"] == 0
    assert [one["upload"] for one in casebook.uploads()] == [upload]
    with pytest.raises(UsageError, match="no address of a page"):
        casebook.add_addresses(["file:///etc/passwd"])
    with pytest.raises(UsageError, match="no day"):
        casebook.add_text("Shelling.", published="2024-13-40")
