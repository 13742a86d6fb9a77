"""Mail files."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tallystick.errors import IntakeError
from tallystick.intake import open_bytes


def mail(text: str | None = None, html: str | None = None, attached: int = 0, cte: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Field Desk <desk@monitor.example>"
    message["Date"] = "Tue, 13 Dec 2016 23:30:00 +0200"
    message["Subject"] = "Strike on the market – first report"
    message["Message-ID"] = "<1@monitor.example>"
    if text is not None:
        message.set_content(text, cte=cte)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    for number in range(attached):
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    return message


def test_the_plain_part_and_the_headers(english: str) -> None:
    document = open_bytes(bytes(mail(english, f"<p>Other: {english}</p>")), "report.eml")[0].document
    assert document.text.strip() == english
    assert (document.title, document.publisher) == ("Strike on the market – first report", "Field Desk")
    assert (document.published, document.published_from, document.media_type) == (
        "2016-12-13",
        "metadata",
        "message/rfc822",
    )
    assert document.warnings == ()


def test_transfer_encodings_are_undone(english: str) -> None:
    for cte in ("base64", "quoted-printable"):
        assert "“warplanes”" in open_bytes(bytes(mail(f"{english} “warplanes”", cte=cte)), "-")[0].document.text


def test_the_html_part_is_cleaned(english: str) -> None:
    document = open_bytes(bytes(mail(html=f"<div><p>{english}</p><script>x()</script></div>")), "report.eml")[
        0
    ].document
    assert document.text == english


def test_attachments_stay_closed_and_are_counted(english: str) -> None:
    assert open_bytes(bytes(mail(english, attached=2)), "m.eml")[0].document.warnings == (
        "2 attachments were not opened.",
    )
    assert open_bytes(bytes(mail(english, attached=1)), "m.eml")[0].document.warnings == (
        "1 attachment was not opened.",
    )


def test_a_wrong_charset_does_not_lose_the_mail(english: str) -> None:
    for declared in ("x-unknown", "us-ascii"):
        header = f"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset={declared}\n\n"
        document = open_bytes(header.encode() + f"{english} “so”".encode(), "m.eml")[0].document
        assert document.text == f"{english} “so”"


def test_a_mail_without_a_day_or_sender_is_read(english: str) -> None:
    document = open_bytes(f"Subject: x\nDate: nonsense\n\n{english}".encode(), "m.eml")[0].document
    assert (document.published, document.publisher, document.title) == (None, None, "x")


@pytest.mark.parametrize("message", [mail(attached=1), mail(""), mail("   \n")])
def test_a_mail_without_text_is_refused(message: EmailMessage) -> None:
    with pytest.raises(IntakeError, match=r"m\.eml"):
        open_bytes(bytes(message), "m.eml")


def test_a_hostile_mail_raises_nothing_else() -> None:
    nested = "Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 500
    for data in (nested, "From: \x00\x01\nSubject: =?utf-8?b?////?=\n\n", "Content-Type: multipart/mixed\n\nx"):
        try:
            open_bytes(data.encode(), "m.eml")
        except IntakeError as error:
            assert "m.eml" in str(error)


def test_half_characters_in_headers_are_not_kept(english: str) -> None:
    data = b"Subject: caf\xe9 bombed\nFrom: \xff\xfe <a@b.example>\nMIME-Version: 1.0\n\n" + english.encode()
    document = open_bytes(data, "m.eml")[0].document
    assert f"{document.title}{document.publisher}".encode()
    assert document.text == english
