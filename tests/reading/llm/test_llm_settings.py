import pytest

from tallystick.errors import TallystickError
from tallystick.reading.llm import LlmError, LlmReader, Settings

NAMES = ("TALLYSTICK_LLM_URL", "TALLYSTICK_LLM_MODEL", "TALLYSTICK_LLM_KEY", "TALLYSTICK_LLM_TIMEOUT")
LOCAL = {"TALLYSTICK_LLM_URL": "http://localhost:11434/v1", "TALLYSTICK_LLM_MODEL": "small-model"}


def test_without_an_address_one_sentence_says_how_to_give_one(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(TallystickError, match=r"no endpoint: set TALLYSTICK_LLM_URL .*TALLYSTICK_LLM_MODEL"):
        LlmReader()


def test_the_environment_gives_all_four(monkeypatch):
    for name, value in zip(NAMES, ("https://example.org/v1/", "m:7b", "k1", "7.5"), strict=True):
        monkeypatch.setenv(name, value)
    reader = LlmReader()
    assert reader.settings == Settings("https://example.org/v1/", "m:7b", "k1", 7.5)
    assert reader.version.endswith(" m:7b")


def test_key_and_time_out_may_be_left_out():
    settings = Settings.from_environment(LOCAL | {"TALLYSTICK_LLM_KEY": " ", "TALLYSTICK_LLM_TIMEOUT": ""})
    assert (settings.key, settings.timeout) == (None, 120.0)


def test_the_key_is_never_shown():
    settings = Settings.from_environment(LOCAL | {"TALLYSTICK_LLM_KEY": "sk-very-secret"})
    assert settings.key == "sk-very-secret"
    assert "secret" not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("localhost:11434", "no address of an endpoint"),
        ("ftp://example.org/v1", "no address of an endpoint"),
        ("http://", "no address of an endpoint"),
        ("http://example.org:port/v1", "no address of an endpoint"),
        ("http://[::1/v1", "no address of an endpoint"),
        ("http://exa mple.org/v1", "a space or another character"),
        ("http://example.org/v1\r\nX: y", "a space or another character"),
        ("https://me:secret@example.org/v1", "put the key into TALLYSTICK_LLM_KEY"),
    ],
)
def test_a_bad_address_is_refused_in_one_sentence_without_its_secrets(url, says):
    with pytest.raises(LlmError, match=says) as error:
        Settings.from_environment(LOCAL | {"TALLYSTICK_LLM_URL": url})
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "inf", "1e9"])
def test_a_time_out_is_a_sensible_number(seconds):
    with pytest.raises(LlmError, match="TALLYSTICK_LLM_TIMEOUT must be a number of seconds"):
        Settings.from_environment(LOCAL | {"TALLYSTICK_LLM_TIMEOUT": seconds})


def test_a_model_must_be_named():
    with pytest.raises(LlmError, match="Say in TALLYSTICK_LLM_MODEL"):
        Settings.from_environment({"TALLYSTICK_LLM_URL": LOCAL["TALLYSTICK_LLM_URL"]})


def test_a_key_with_a_line_break_is_refused_and_not_shown():
    with pytest.raises(LlmError, match="TALLYSTICK_LLM_KEY holds a line break") as error:
        Settings.from_environment(LOCAL | {"TALLYSTICK_LLM_KEY": "secret\r\nHost: elsewhere"})
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://localhost:11434/v1", "/v1/chat/completions"),
        ("http://localhost:11434/v1/", "/v1/chat/completions"),
        ("http://localhost:8000/v1/chat/completions", "/v1/chat/completions"),
        ("https://example.org/models/m?api-version=3", "/models/m/chat/completions?api-version=3"),
        ("https://example.org", "/chat/completions"),
    ],
)
def test_the_door_of_the_completions_is_found_from_any_usual_address(url, target):
    assert Settings(url, "m").target == target


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("http://localhost:11434/v1", False),
        ("http://127.0.0.1:11434/v1", False),
        ("http://[::1]:11434/v1", False),
        ("https://example.org/v1", False),
        ("http://example.org/v1", True),
        ("http://192.0.2.7/v1", True),
    ],
)
def test_unencrypted_ways_to_other_machines_are_known(url, is_open):
    assert Settings(url, "m").open_to_others is is_open
