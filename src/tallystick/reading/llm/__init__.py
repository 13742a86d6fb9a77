"""Reads through a language model that the user runs or rents: any endpoint that speaks OpenAI's chat completions.

``LlmReader`` is the door, ``Settings`` what the user configures. Nothing is sent anywhere without an address in
``TALLYSTICK_LLM_URL``. What the model answers enters a claim only where its words stand in the article.
"""

from tallystick.reading.llm.errors import LlmError
from tallystick.reading.llm.reader import LlmReader, LlmReading
from tallystick.reading.llm.refusals import Refusal
from tallystick.reading.llm.settings import Settings

__all__ = ["LlmError", "LlmReader", "LlmReading", "Refusal", "Settings"]
