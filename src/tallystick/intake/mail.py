"""Mail (.eml) by the standard library: the plain text, else the HTML part; attachments stay closed."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from tallystick.errors import IntakeError
from tallystick.intake.encoding import decode
from tallystick.intake.extracted import Extracted
from tallystick.intake.html import read_page
from tallystick.intake.markup import tidy


def read_mail(data: bytes, name: str) -> Extracted:
    """The body of a mail; ``Subject`` is the title, ``From`` the publisher, ``Date`` the publication date.

    Raises IntakeError where it is no mail or its body holds no text (an encrypted one, or attachments only).
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        text, warnings = _text(body, name) if isinstance(body, EmailMessage) else ("", ())
        attached = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
    except IntakeError:
        raise
    except Exception:
        raise IntakeError(f"{name} is a mail that cannot be parsed; save its text as .txt.") from None
    if not text.strip():
        raise IntakeError(f"{name} is a mail without text in its body; save what it carries as files and add those.")
    if attached:
        warnings += (f"{attached} {'attachment was' if attached == 1 else 'attachments were'} not opened.",)
    return Extracted(text, "message/rfc822", header(message, "Subject"), _sender(message), _day(message), (), warnings)


def _text(body: EmailMessage, name: str) -> tuple[str, tuple[str, ...]]:
    content = content_of(body, name)
    if body.get_content_type() != "text/html":
        return content, ()
    page = read_page(content, name)
    return page.text, page.warnings


def content_of(body: EmailMessage, name: str) -> str:
    """The text of a part of a mail, also where it names a charset that there is not.

    Raises IntakeError where it is no text.
    """
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    return decode(raw, name, declared=body.get_content_charset()).text if raw.strip() else ""


def header(message: EmailMessage, field: str) -> str | None:
    """A header in one line; None where there is none or none that can be read."""
    try:
        return tidy(str(message.get(field, ""))) or None
    except Exception:
        return None


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(header(message, "From") or "")
    return name or address or None


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(header(message, "Date") or "").date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
