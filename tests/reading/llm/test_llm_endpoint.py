"""What the reader does where the endpoint or the network misbehaves."""

import json
import socket
import ssl
import subprocess
import time
from shutil import which

import pytest
from attrs import evolve

from tallystick.reading.llm import LlmError, LlmReader, Settings
from tallystick.reading.llm.transport import LARGEST_ANSWER
from tallystick.record import Document

TEXT = "Warplanes bombed the town of Rasif on Monday, killing nine people."
DOCUMENT = Document(id="d", text=TEXT, published="2016-05-03")
CLAIM = {"words": TEXT[:-1], "event": "airstrike"}


def refused(reader, says):
    with pytest.raises(LlmError, match=says) as error:
        reader.read(DOCUMENT)
    message = str(error.value)
    assert "secret" not in message
    assert message.endswith(".")
    assert message.isprintable()
    return message


def test_the_request_names_the_model_the_schema_and_the_key(stub, llm):
    stub.claims(CLAIM)
    assert [c.event for c in llm.read(DOCUMENT)] == ["airstrike"]
    (request,) = stub.requests
    assert (request["model"], request["temperature"], request["stream"]) == ("small-model", 0, False)
    claim = request["response_format"]["json_schema"]["schema"]["properties"]["claims"]["items"]
    assert set(claim["required"]) == set(claim["properties"])
    assert "airstrike" in claim["properties"]["event"]["enum"]
    assert stub.paths == ["/v1/chat/completions"]
    assert stub.headers[0]["Authorization"] == "Bearer sk-very-secret"


def test_without_a_key_none_is_sent(stub, settings):
    stub.claims(CLAIM)
    LlmReader(evolve(settings, key=None)).read(DOCUMENT)
    assert "Authorization" not in stub.headers[0]


def test_an_endpoint_without_schemas_is_asked_plainly_and_remembered(stub, llm):
    stub.send(b'{"error": "response_format is not supported"}', status=400)
    stub.says("Here they are:\n```json\n" + json.dumps({"claims": [CLAIM]}) + "\n```\nAnything else?")
    assert len(llm.read(DOCUMENT)) == 1
    assert len(llm.read(DOCUMENT)) == 1
    assert ["response_format" in request for request in stub.requests] == [True, False, False]


def test_thoughts_and_other_objects_before_the_answer_are_passed_over(stub, llm):
    stub.says('<think>maybe {"event": "shelling"}? or {not json}</think> ' + json.dumps({"claims": [CLAIM]}))
    assert [c.event for c in llm.read(DOCUMENT)] == ["airstrike"]


def test_a_busy_endpoint_is_asked_again(stub, llm):
    stub.send(b"{}", status=500)
    stub.send(b"{}", status=429, Retry_After="0")
    stub.claims(CLAIM)
    assert len(llm.read(DOCUMENT)) == 1
    assert len(stub.requests) == 3


def test_the_pause_grows_and_heeds_what_the_endpoint_asks_within_bounds(stub, llm, monkeypatch):
    pauses = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    stub.send(b"{}", status=503, Retry_After="86400")
    stub.send(b"{}", status=500)
    refused(llm, "failed or is busy")
    assert pauses == [30.0, 0.02]


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_an_endpoint_that_stays_busy_is_given_up_after_the_attempts(stub, llm, status):
    stub.send(b'{"error": {"message": "out of memory"}}', status=status)
    refused(llm, rf"failed or is busy \(HTTP {status}: out of memory\)")
    assert len(stub.requests) == llm.settings.attempts


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "refused the key .*TALLYSTICK_LLM_KEY"),
        (403, "refused the key"),
        (404, "no such address or model .*TALLYSTICK_LLM_MODEL"),
        (400, "refused the request"),
        (418, "refused the request"),
    ],
)
def test_what_will_not_pass_is_not_tried_again(stub, llm, status, says):
    stub.send(b"<html>", status=status, kind="text/html")
    refused(llm, says)
    assert len(stub.requests) == (2 if status == 400 else 1)


def test_the_endpoints_own_message_is_shown_short_clean_and_without_the_key(stub, llm):
    said = "bad key sk-very-secret\n\x1b[31m" + "x" * 5000
    stub.send(json.dumps({"error": {"message": said}}).encode(), status=401)
    message = refused(llm, r"bad key \*\*\*")
    assert len(message) < 400


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(stub, llm, status):
    stub.send(b"", status=status, Location="https://elsewhere.example/v1/chat/completions?key=secret")
    refused(llm, r"sends on to elsewhere\.example, which is not followed")
    assert len(stub.requests) == 1


def test_an_endpoint_that_hangs_is_left_in_time(stub, settings):
    stub.hangs()
    started = time.monotonic()
    refused(
        LlmReader(evolve(settings, timeout=0.3)), r"did not answer within 0\.3 seconds; raise TALLYSTICK_LLM_TIMEOUT"
    )
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("headers_too", [True, False])
def test_an_endpoint_that_drips_is_left_in_time(stub, settings, headers_too):
    stub.drips(headers_too)
    started = time.monotonic()
    refused(LlmReader(evolve(settings, timeout=0.4)), "did not answer within")
    assert time.monotonic() - started < 3


def test_a_huge_answer_is_not_read_to_its_end(stub, llm):
    stub.send(b'"' + b"x" * (2 * LARGEST_ANSWER) + b'"')
    refused(llm, f"more than {LARGEST_ANSWER} bytes")


@pytest.mark.parametrize("kind", ["text/html", "text/event-stream", "", "application/x-json"])
def test_another_kind_of_answer_is_refused(stub, llm, kind):
    stub.send(b"<html>Log in</html>", kind=kind)
    refused(llm, "in place of JSON")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b'{"choices": [{"mess'])
def test_broken_json_is_tried_again_and_then_refused(stub, llm, body):
    stub.send(body)
    refused(llm, "answered with broken JSON")
    assert len(stub.requests) == llm.settings.attempts


@pytest.mark.parametrize(
    "body",
    [b"null", b"3", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": null}]}', b'{"choices": {"0": 1}}'],
)
def test_json_that_is_no_completion_is_refused(stub, llm, body):
    stub.send(body)
    refused(llm, "no chat completion")


@pytest.mark.parametrize("content", [None, "", "  ", 7, ["x"]])
def test_an_empty_answer_is_refused(stub, llm, content):
    stub.says(content)
    refused(llm, "gave no answer")


@pytest.mark.parametrize(
    "content", ["I cannot help with that.", '{"claims": [{"words": "Warpl', "{" * 100_000, '{"claims": "none"}', "[]"]
)
def test_an_answer_in_another_form_is_tried_again_and_then_refused(stub, llm, content):
    stub.says(content)
    refused(llm, "did not answer with JSON in the form asked for")
    assert len(stub.requests) == llm.settings.attempts


def test_an_answer_that_is_mended_on_the_second_try_is_taken(stub, llm):
    stub.says('{"claims": [{"words": "Warpl')
    stub.claims(CLAIM)
    assert len(llm.read(DOCUMENT)) == 1


def test_an_answer_cut_short_on_one_sentence_is_said_to_be(stub, llm):
    stub.says('{"claims": [', "length")
    refused(llm, "cut short")
    assert len(stub.requests) == 1


def test_a_connection_that_breaks_is_tried_again_and_then_given_up(stub, llm):
    stub.breaks_off()
    refused(llm, "broke off the connection")
    assert len(stub.requests) == llm.settings.attempts


def test_nothing_at_the_address_is_said_at_once():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    refused(LlmReader(Settings(f"http://127.0.0.1:{port}/v1", "m")), "Nothing answers at")


def test_the_environments_proxy_is_not_used(stub, llm, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    stub.claims(CLAIM)
    assert len(llm.read(DOCUMENT)) == 1


@pytest.mark.skipif(which("openssl") is None, reason="needs openssl to make a certificate")
def test_a_certificate_of_nobody_known_is_refused(stub, tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*request, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    stub.server.socket = context.wrap_socket(stub.server.socket, server_side=True)
    stub.server.handle_error = lambda *_: None
    reader = LlmReader(Settings(stub.url.replace("http:", "https:"), "m", key="sk-very-secret"))
    refused(reader, r"certificate of https://127\.0\.0\.1:\d+ cannot be trusted .*SSL_CERT_FILE")
    assert stub.requests == []


def test_https_at_a_plain_endpoint_is_said_to_be_none(stub):
    refused(LlmReader(Settings(stub.url.replace("http:", "https:"), "m")), "does not speak https")
