"""Feeds: each entry is a report, and one bad entry does not lose the others."""

from __future__ import annotations

import pytest

from tallystick.errors import IntakeError
from tallystick.intake import open_bytes

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Example Herald</title><link>https://herald.example/</link>
<item><title>Strike hits market</title><guid>tag:1</guid><pubDate>Tue, 13 Dec 2016 22:15:00 +0000</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>At least 14 people were <b>killed</b> on Monday.</p>
<script>x("not seen")</script><p>The dead include five children.</p>]]></content:encoded></item>
<item><title></title><guid>tag:2</guid></item>
<item><title>Une frappe</title><guid>tag:3</guid><description>Douze personnes ont été tuées lundi dans
une frappe aérienne sur un marché de la ville, selon un médecin de l'hôpital.</description></item>
<item><title>Shells fall on school</title><link>https://herald.example/4</link>
<description>Shells fall on school: two teachers were killed, a doctor said &amp;amp; wept.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><id>urn:a</id><title>Bridge taken</title>
<updated>2017-01-02T00:00:00Z</updated>
<content type="html">&lt;p&gt;The army said that it had taken the bridge.&lt;/p&gt;
</content></entry></feed>"""


def test_entries_are_reports_and_problems_are_kept() -> None:
    opened = open_bytes(RSS.encode(), "feed.xml")
    assert [intake.name for intake in opened] == ["feed.xml#tag:1", "feed.xml#https://herald.example/4"]
    first = opened[0].document
    assert (
        first.text
        == "Strike hits market\n\nAt least 14 people were killed on Monday.\n\nThe dead include five children."
    )
    assert (first.path, first.title, first.publisher) == ("feed.xml#tag:1", "Strike hits market", "Example Herald")
    assert (first.published, first.published_from, first.media_type) == ("2016-12-13", "metadata", "application/xml")
    assert opened[1].document.text == "Shells fall on school: two teachers were killed, a doctor said & wept."
    assert [str(problem).split(" ", 1)[0] for problem in opened.problems] == ["feed.xml#tag:2", "feed.xml#tag:3"]
    assert "French" in str(opened.problems[1])


def test_entries_share_the_hash_and_differ_in_id() -> None:
    first, second = open_bytes(RSS.encode(), "feed.xml")
    assert first.document.sha256 == second.document.sha256
    assert first.document.id != second.document.id
    assert [i.document.id for i in open_bytes(RSS.encode(), "f", document_id="x")] == ["x-1", "x-3"]


def test_entries_under_one_id_are_told_apart() -> None:
    twins = RSS.replace("<guid>tag:2", "<guid>tag:1").replace(
        "<title></title>", "<title>Bridge taken by the army</title>"
    )
    opened = open_bytes(twins.encode(), "feed.xml")
    assert [intake.name for intake in opened][:2] == ["feed.xml#tag:1", "feed.xml#tag:1-2"]
    assert len({intake.document.id for intake in opened}) == len(opened)


def test_atom_and_its_update_day() -> None:
    document = open_bytes(ATOM.encode(), "-", publisher="Agency", document_id="one")[0].document
    assert document.text == "Bridge taken\n\nThe army said that it had taken the bridge."
    assert (document.published, document.publisher, document.id) == ("2017-01-02", "Agency", "one")


def test_a_feed_that_is_cut_off_gives_its_whole_entries() -> None:
    opened = open_bytes(RSS[: RSS.index("<item><title>Une")].encode(), "feed.xml")
    assert len(opened) == 1
    assert any("not well-formed" in warning for warning in opened[0].document.warnings)


@pytest.mark.parametrize(
    "data",
    [
        b"<rss version='2.0'><channel><title>Nothing</title></channel></rss>",
        b"<rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title></title></entry></feed>",
        b"<?xml version='1.0'?><urlset><url>https://herald.example</url></urlset>",
    ],
)
def test_a_file_without_entries_is_refused(data: bytes) -> None:
    with pytest.raises(IntakeError, match=r"feed\.xml"):
        open_bytes(data, "feed.xml")


def test_entities_are_not_expanded_into_a_bomb() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{levels}]>'
    item = "<item><title>The army said &e9;</title></item>"
    try:
        opened = open_bytes(f"{bomb}<rss><channel>{item}</channel></rss>".encode(), "feed.xml")
    except IntakeError:
        return
    assert sum(len(intake.document.text) for intake in opened) < 10_000
