"""The door of the llm reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrs import evolve, frozen

from tallystick import __version__
from tallystick.reading.llm.answer import Answered, answered
from tallystick.reading.llm.building import Builder
from tallystick.reading.llm.endpoint import Endpoint
from tallystick.reading.llm.errors import CutShortError, LlmError
from tallystick.reading.llm.prompt import messages
from tallystick.reading.llm.refusals import Refusal, Tally, sentence
from tallystick.reading.llm.schema import answer_schema
from tallystick.reading.llm.seams import Told, joined
from tallystick.reading.llm.settings import Settings
from tallystick.reading.llm.windows import Window, windows
from tallystick.reading.registry import Reading
from tallystick.reading.sentences import split
from tallystick.record import Claim, Document, PlaceNames

MOST_WINDOWS = 200
"""Of one document, some 480,000 characters: a paid or slow endpoint is not asked without end."""


@frozen
class LlmReading(Reading):
    """Claims, warnings, and what was refused of the model's answers."""

    refusals: tuple[Refusal, ...] = ()


class LlmReader:
    """Reads through the model behind a chat-completions endpoint; every claim stands on words of the article."""

    name = "llm"

    def __init__(self, settings: Settings | None = None) -> None:
        """Takes the settings of the environment unless given some. Raises LlmError where they are missing or wrong."""
        self.settings = settings or Settings.from_environment()
        self._endpoint = Endpoint(self.settings, answer_schema())

    @property
    def version(self) -> str:
        """The program's version and the model: another model reads otherwise."""
        return f"{__version__} {self.settings.model}"

    def read(self, document: Document, places: PlaceNames | None = None) -> tuple[Claim, ...]:
        """The claims of ``document``, in the order of the text. Raises LlmError as ``examine``."""
        return self.examine(document, places).claims

    def examine(self, document: Document, places: PlaceNames | None = None) -> LlmReading:
        """The claims of ``document``, in the order of the text, with what was refused of the answers.

        ``places`` says which words are known place names. The confidence of each claim is the record's default: a
        model's own word for it is not asked. Raises LlmError where the endpoint cannot be reached or gives nothing
        usable for a part of the document, which is then not read at all, and where the document is too long.
        """
        sentences = split(document)
        cut = list(islice(windows(sentences), MOST_WINDOWS + 1))
        if len(cut) > MOST_WINDOWS:
            raise LlmError(f"The report {document.id} is too long for the llm reader; split it or take another reader.")
        tally = Tally()
        builder = Builder(document, sentences, places, tally)
        passages = (passage for window in cut for passage in self._asked(window, builder))
        told = [
            Told(claim, number)
            for number, (window, answers) in enumerate(passages)
            for claim in builder.claims(window, answers)
        ]
        claims = tuple(evolve(c, id=f"{document.id}.c{number:02d}") for number, c in enumerate(joined(told), 1))
        refusals = tally.refusals()
        return LlmReading(claims, self._warnings(refusals, sent=bool(cut)), refusals)

    def _asked(self, window: Window, builder: Builder) -> Iterator[tuple[Window, list[Answered]]]:
        """The answers on ``window``, in two parts where the answer on the whole did not fit."""
        try:
            rows = self._endpoint.claims(messages(builder.shown[window.start : window.end]))
        except CutShortError:
            halves = window.halves()
            if halves is None:
                raise
            for half in halves:
                yield from self._asked(half, builder)
        else:
            yield window, answered(rows, builder.tally)

    def _warnings(self, refusals: tuple[Refusal, ...], *, sent: bool) -> tuple[str, ...]:
        warnings = [sentence(refusals)] if refusals else []
        if sent and self.settings.open_to_others:
            warnings.append(f"The article was sent unencrypted to {self.settings.shown}; an https address protects it.")
        return tuple(warnings)
