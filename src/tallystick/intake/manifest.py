"""A manifest: a JSON Lines file that names the reports of a corpus with their ids, dates and publishers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from tallystick.errors import IntakeError
from tallystick.intake.assembly import assemble
from tallystick.intake.extracted import Extracted, Intake, Options
from tallystick.intake.identity import host_of, publication_day
from tallystick.intake.opening import LARGEST_FILE, Opened, open_path

_FIELDS = ("path", "text", "id", "published", "publisher", "title", "url")


@frozen
class ManifestEntry:
    """One line: a report by ``path`` (found beside the manifest where it is relative) or by its ``text``."""

    name: str
    """The manifest and the line, for messages: "corpus.jsonl, line 3"."""
    line: int
    path: Path | None = None
    text: str | None = None
    id: str | None = None
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None

    def open(self) -> Opened:
        """The reports of this line: its text as it stands, or those of its file. ``url`` is the path that they bear.

        Raises IntakeError where they cannot be read.
        """
        options = Options(self.published, self.publisher, self.title, self.id)
        if self.text is not None:
            return Opened([self._with_url(self._from_text(self.text, options))])
        opened = open_path(
            self.path or "", published=self.published, publisher=self.publisher, title=self.title, document_id=self.id
        )
        return Opened(map(self._with_url, opened), opened.problems)

    def _from_text(self, text: str, options: Options) -> Intake:
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError:
            raise IntakeError(f"{self.name}: the text holds half of a character pair and cannot be stored.") from None
        intake = assemble(Extracted(text, "text/plain"), data, self.name, options)
        path = f"{self.name.removesuffix(f', line {self.line}')}#{self.id or self.line}"
        return evolve(intake, document=evolve(intake.document, path=path))

    def _with_url(self, intake: Intake) -> Intake:
        """The report under its web address, and with the host as publisher where no other is known."""
        if self.url is None:
            return intake
        document = intake.document
        entry = (document.path or "").removeprefix(str(self.path)) if self.path else ""
        publisher = document.publisher or host_of(self.url)
        return evolve(intake, document=evolve(document, path=f"{self.url}{entry}", publisher=publisher))


@frozen
class ManifestProblem:
    """A line that names no report; the lines after it are read all the same."""

    name: str
    line: int
    error: IntakeError


def read_manifest(path: str | Path, *, anywhere: bool = False) -> Iterator[ManifestEntry | ManifestProblem]:
    """The lines of the manifest ``path`` in order; blank lines and a byte-order mark are passed over.

    A manifest may come from someone else: a line whose file lies outside of its folder, by an absolute path, ``..`` or
    a symbolic link, is a problem, unless files may lie ``anywhere``.

    Raises IntakeError where the manifest itself cannot be read.
    """
    manifest = Path(path)
    try:
        with manifest.open("rb") as lines:
            number = 0
            while line := lines.readline(LARGEST_FILE):
                number += 1
                if line.removeprefix(b"\xef\xbb\xbf").strip():
                    yield _entry(line, number, manifest, anywhere)
    except OSError as error:
        raise IntakeError(f"The manifest {manifest} cannot be read: {error.strerror or error}.") from None


def _entry(line: bytes, number: int, manifest: Path, anywhere: bool) -> ManifestEntry | ManifestProblem:
    name = f"{manifest}, line {number}"
    try:
        entry = _checked(_record(line, name), name, number, manifest)
        if not anywhere and entry.path is not None:
            _refuse_outside(entry.path, manifest.parent, name)
        return entry
    except IntakeError as error:
        return ManifestProblem(name, number, error)


def _refuse_outside(path: Path, folder: Path, name: str) -> None:
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return  # opening it says what is wrong with it
    if not inside:
        raise IntakeError(f"{name} names {path}, outside of the manifest's folder; move it there, or add --anywhere.")


def _record(line: bytes, name: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise IntakeError(f"{name} is not valid JSON in UTF-8; write one object on each line.") from None
    if not isinstance(record, dict):
        raise IntakeError(f"{name} is not a JSON object; write one object on each line.")
    return record


def _checked(record: dict[str, Any], name: str, number: int, manifest: Path) -> ManifestEntry:
    fields = {key: _text_of(record.get(key), key, name) for key in _FIELDS}
    path, text = fields.pop("path"), fields.pop("text")
    if (path is None) == (text is None):
        raise IntakeError(f'{name} needs either "path" or "text".')
    if fields["published"] is not None and publication_day(fields["published"]) is None:
        raise IntakeError(f'{name} has a "published" that is not a day such as 2016-12-13.')
    where = None if path is None else manifest.parent / path
    return ManifestEntry(name, number, where, text, **fields)


def _text_of(value: object, key: str, name: str) -> str | None:
    """The value as text; a number serves as an id, and an empty value (but not an empty text) as none."""
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        return str(value)
    if value is not None and not isinstance(value, str):
        raise IntakeError(f'{name} has a "{key}" that is not text.')
    return value if value or key == "text" else None
