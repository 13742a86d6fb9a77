"""Datelines by shape and position; the day of an event is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.errors import IntakeError
from tallystick.intake import open_bytes
from tallystick.intake.datelines import find_dateline, headline_of

LEAD = "Warplanes struck a market and killed at least 14 people, a doctor said."
HEADLINE = "Strike hits market in the old town"

DATED = [
    (f"NORTHTOWN, Oct 4, 2017 (Reuters) - {LEAD}", "2017-10-04", "Oct 4, 2017"),
    (f"NORTHTOWN, Syria, 4 October 2017 — {LEAD}", "2017-10-04", "4 October 2017"),
    (f"   SAN PABLO (COSTA SUR), 3 NOV 89 (ACAN-EFE) -- [TEXT] {LEAD.upper()}", "1989-11-03", "3 NOV 89"),
    (f"LA VILLA, 3 JAN 90 -- [REPORT] {LEAD.upper()}", "1990-01-03", "3 JAN 90"),
    (f"{HEADLINE}\n\nLast updated at Oct 042017 NORTHTOWN {LEAD}", "2017-10-04", "Oct 042017"),
    (f"{HEADLINE}\n\nWed 05 Apr 2017 {LEAD}", "2017-04-05", "Wed 05 Apr 2017"),
    (f"{HEADLINE}\n\n{HEADLINE} AFP Friday 28 Oct 2016 {LEAD}", "2016-10-28", "Friday 28 Oct 2016"),
    (f"{HEADLINE}\n\n{HEADLINE}. 6 September 2016 {LEAD}", "2016-09-06", "6 September 2016"),
    (f"{HEADLINE}\n\nDate of publication: 29 October 2016 {LEAD}", "2016-10-29", "29 October 2016"),
    (f"{HEADLINE}\n\n18.10.2014Get short URL 0 13 {LEAD}", "2014-10-18", "18.10.2014"),
    (
        f"{HEADLINE}\n\nREUTERS A Name Far East 1735 15.04.2017(updated 2033 16.04.2017) {LEAD}",
        "2017-04-15",
        "15.04.2017",
    ),
    (f"{HEADLINE}\n\n(Dec. 13, 2016) {LEAD}", "2016-12-13", "Dec. 13, 2016"),
    (f"{HEADLINE}\n\n2016-12-13\n\n{LEAD}", "2016-12-13", "2016-12-13"),
    (f"{HEADLINE}\n\nBy A Writer, 13th December 2016, 10:15 GMT\n\n{LEAD}", "2016-12-13", "13th December 2016"),
    (
        f"{HEADLINE}\n\nPublished on August 1st, 2016. Updated on August 3rd, 2016. {LEAD}",
        "2016-08-01",
        "August 1st, 2016",
    ),
    (f"GENEVA (13 December 2016) – {LEAD}", "2016-12-13", "13 December 2016"),
    (f"Geneva/Northtown, 13 December 2016 – {LEAD}", "2016-12-13", "13 December 2016"),
    (f"(Northtown, December 13, 2016) – {LEAD}", "2016-12-13", "December 13, 2016"),
    (f"Situation report No. 12, 13 December 2016\n\n{LEAD}", "2016-12-13", "13 December 2016"),
    (f"NORTHTOWN, December 13, 2016. /TASS/. {LEAD}", "2016-12-13", "December 13, 2016"),
    (
        f"{HEADLINE}\n\nFirst published at 10:15 on Tuesday 13 December 2016 {LEAD}",
        "2016-12-13",
        "Tuesday 13 December 2016",
    ),
    (f"{HEADLINE}\n\nUpdated 10:15 AM, Dec 13, 2016 {LEAD}", "2016-12-13", "Dec 13, 2016"),
    (f"{HEADLINE}\n\nUpdated Oct 6, 2017. NORTHTOWN, Oct 4, 2017 (AP) — {LEAD}", "2017-10-04", "Oct 4, 2017"),
]


@pytest.mark.parametrize(("text", "day", "words"), DATED)
def test_shapes_of_datelines(text: str, day: str, words: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.day, found.span.exact) == (day, words)
    assert text[found.span.start : found.span.end] == words


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        f"On 21 August 2013 the army bombed the town. {LEAD}",
        f"{HEADLINE}\n\n{LEAD} It was the worst attack since 21 August 2013, the doctor said.",
        f"The strike of August 21, 2013 was not the last. {LEAD}",
        f"21 August 2013 was the worst day of the war. {LEAD}",
        f"{HEADLINE}\n\nThe town was retaken on Monday 5 May 2014 by the army. {LEAD}",
        f"Attack of 21 August 2013\n\n{LEAD}",
        f"31.02.2016 {LEAD}",
        f"{LEAD * 8} Published 4 May 2016.",
        f"NORTHTOWN, Syria — {LEAD}",
        f"03/04/2016 {LEAD}",
        f"TIMELINE: 5 May 2014 - market hit; 6 May 2014 - school hit. {LEAD}",
        f"A letter dated 5 May 2014 and a video released on May 6, 2014 say so. {LEAD}",
        f"Killed (5 May 2014) were two teachers. {LEAD}",
        f"Northtown, 21 August 2013: what we know\n\n{LEAD}",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("Oct 4", "2017-10-05", "2017-10-04"),
        ("31 December", "2018-01-02", "2017-12-31"),
        ("Jan. 2", "2017-12-30", "2018-01-02"),
    ],
)
def test_the_publication_date_gives_the_year(words: str, published: str, day: str) -> None:
    found = find_dateline(f"NORTHTOWN, {words} (Reuters) - {LEAD}", published)
    assert found is not None
    assert found.day == day
    for frame in ("{} (Reuters) - ", "Northtown, {} (AP) -- ", "NORTHTOWN, {}. /TASS/. "):
        assert find_dateline(frame.format(words) + LEAD, published) is not None
    assert find_dateline(f"NORTHTOWN, {words} (Reuters) - {LEAD}") is None


def test_slashes_are_read_as_the_publication_date_says_or_as_only_one_reading_allows() -> None:
    def day(words: str, published: str | None = None) -> str | None:
        found = find_dateline(f"{words} {LEAD}", published)
        return found.day if found else None

    assert day("03/04/2016", "2016-04-03") == "2016-04-03"
    assert day("03/04/2016", "2016-03-04") == "2016-03-04"
    assert day("13/04/2016") == day("04/13/2016") == "2016-04-13"


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(
        ["%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%A, %d %B %Y", "%b %d%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"]
    ),
    st.sampled_from(["{}\n{}", "Published {} {}", "Strike on a town\n\n{} {}", "Posted on {} by A Writer {}"]),
)
def test_every_day_is_read_in_every_shape(day: date, shape: str, frame: str) -> None:
    found = find_dateline(frame.format(day.strftime(shape), LEAD))
    assert found is not None
    assert found.day == day.isoformat()


@given(st.text(max_size=600), st.sampled_from([None, "2016-12-13"]))
def test_whatever_the_text_the_span_is_its_words(text: str, published: str | None) -> None:
    found = find_dateline(text, published)
    if found is not None:
        assert text[found.span.start : found.span.end] == found.span.exact
        assert date.fromisoformat(found.day)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"{HEADLINE}\n\n{LEAD}", HEADLINE),
        (f"\n  {HEADLINE}\r\n\r\n{LEAD}", HEADLINE),
        (f"Toll rises to 76: monitor.\n\n{LEAD}", "Toll rises to 76: monitor."),
        (f"{HEADLINE}\n{LEAD}", None),
        (f"{LEAD} It was the third strike this week. More are feared.\n\n{LEAD}", None),
        (f"13 December 2016\n\n{LEAD}", None),
        (HEADLINE, None),
        (f"{LEAD * 10}\n\n{LEAD}", None),
    ],
)
def test_headlines(text: str, headline: str | None) -> None:
    assert headline_of(text) == headline


def test_the_credit_of_the_dateline_is_the_publisher_where_nothing_else_says_it() -> None:
    text = b"GENEVA, 13 December 2016 (Harbour Wire) - Shelling killed nine people in Marea, residents said.\n"
    assert open_bytes(text, "a.txt")[0].document.publisher == "Harbour Wire"
    assert open_bytes(text, "a.txt", publisher="The Plainsman")[0].document.publisher == "The Plainsman"
    assert open_bytes(text.replace(b"(Harbour Wire) ", b""), "a.txt")[0].document.publisher is None


FOREIGN = [
    ("DAMAS, 13 décembre 2016 (AFP) - Au moins 14 personnes ont été tuées.", "2016-12-13", "13 décembre 2016"),
    ("Frappe\n\nPublié le mardi 13 décembre 2016 à 10h35\n\nAu moins", "2016-12-13", "mardi 13 décembre 2016"),
    ("Frappe\n\nMis à jour le 1er janvier 2017\n\nAu moins", "2017-01-01", "1er janvier 2017"),
    ("Paris, le 13 aout 2016 - Au moins", "2016-08-13", "13 aout 2016"),
    ("Damasco, 13 dic 2016 (EFE).- Al menos", "2016-12-13", "13 dic 2016"),
    ("Ataque\n\nMartes, 13 de diciembre de 2016\n\nAl menos", "2016-12-13", "Martes, 13 de diciembre de 2016"),
    ("Ataque\n\nPublicado el 13 de setiembre del 2016. Al menos", "2016-09-13", "13 de setiembre del 2016"),
    ("МОСКВА, 13 декабря 2016 — РИА Новости. Не менее 14 человек", "2016-12-13", "13 декабря 2016"),
    ("Удар\n\nОпубликовано: 13 мая 2016 г.\n\nНе менее", "2016-05-13", "13 мая 2016"),
    ("Удар\n\n13 декабря 2016 года, 10:35\n\nНе менее", "2016-12-13", "13 декабря 2016"),
    ("Удар\n\n13 грудня 2016 року\n\nЩонайменше", "2016-12-13", "13 грудня 2016"),
    ("КИЇВ, 3 листопада 2016 р. - Щонайменше", "2016-11-03", "3 листопада 2016"),
    ("Удар\n\n13.12.2016\n\nЩонайменше", "2016-12-13", "13.12.2016"),
    ("دمشق - 13 كانون الأول 2016 - قتل", "2016-12-13", "13 كانون الأول 2016"),
    ("غارة\n\nالثلاثاء ٣ كانون الثاني ٢٠١٧\n\nقتل", "2017-01-03", "الثلاثاء ٣ كانون الثاني ٢٠١٧"),
    ("غارة\n\nنشر في: 13 ديسمبر/كانون الأول 2016\n\nقتل", "2016-12-13", "13 ديسمبر/كانون الأول 2016"),
    ("غارة\n\n١٣/١٢/٢٠١٦\n\nقتل", "2016-12-13", "١٣/١٢/٢٠١٦"),
]


@pytest.mark.parametrize(("text", "day", "words"), FOREIGN)
def test_datelines_in_other_languages(text: str, day: str, words: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.day, found.span.exact) == (day, words)


@pytest.mark.parametrize(
    "text",
    [
        "Le 21 août 2013, l'armée a bombardé la ville.",
        "El 21 de agosto de 2013 el ejército bombardeó la ciudad.",
        "Удар\n\n21 августа 2013 года армия обстреляла город.",
        "Удар\n\n21 серпня 2013 року армія обстріляла місто.",
        "في 21 آب 2013 قصف الجيش البلدة.",
    ],
)
def test_the_day_of_an_event_is_no_dateline_in_other_languages_either(text: str) -> None:
    assert find_dateline(text) is None


def test_the_publication_date_gives_the_year_in_other_languages_too() -> None:
    for text in (
        "DAMASCO, 31 dic (EFE) - Al menos",
        "МОСКВА, 31 дек — РИА Новости. Не менее",
        "PARIS, 31 déc (AFP) - Au",
    ):
        found = find_dateline(text, "2017-01-02")
        assert found is not None
        assert found.day == "2016-12-31"


MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ar": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
}


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(MONTHS)), st.booleans())
def test_a_written_publication_date_is_read_in_every_language(day: date, language: str, eastern: bool) -> None:
    month = MONTHS[language].split()[day.month - 1].replace("_", " ")
    words = f"{day.day} de {month} de {day.year}" if language == "es" else f"{day.day} {month} {day.year}"
    if eastern:
        words = words.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    (intake,) = open_bytes(LEAD.encode(), "a.txt", published=words)
    assert intake.document.published == day.isoformat()


@pytest.mark.parametrize("words", ["yesterday", "03/04/2016", "on 13 December 2016", "31 février 2016", "13 декабря"])
def test_a_publication_date_that_leaves_the_day_open_is_refused(words: str) -> None:
    with pytest.raises(IntakeError, match="is not a day such as 2016-12-13"):
        open_bytes(LEAD.encode(), "a.txt", published=words)
