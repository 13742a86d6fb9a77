"""A chat-completions endpoint on loopback that answers as it is told, and misbehaves as it is told."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tallystick.reading.llm import LlmReader, Settings

SCHEMA_KEYS = {"trigger": "", "status": "occurred", "certainty": "stated", "sources": [], "perpetrator": ""}
SCHEMA_KEYS |= {"victim": "", "place": "", "time": "", "weapons": [], "figures": []}


def completion(content, finish_reason="stop"):
    return json.dumps({"choices": [{"message": {"content": content}, "finish_reason": finish_reason}]}).encode()


class Stub:
    """``replies`` are used up one by one, the last one again and again; ``requests`` are the bodies that came."""

    def __init__(self):
        self.replies, self.requests, self.headers, self.paths = [], [], [], []
        self.over = threading.Event()

    @property
    def passages(self):
        return [request["messages"][1]["content"] for request in self.requests]

    def send(self, body, status=200, kind="application/json", **headers):
        self.replies.append(lambda handler: handler.answer(status, body, kind, headers))

    def says(self, content, finish_reason="stop"):
        self.send(completion(content, finish_reason))

    def claims(self, *claims):
        self.says(json.dumps({"claims": [SCHEMA_KEYS | claim for claim in claims]}))

    def model(self, answer):
        """``answer(passage)`` gives the content and the finish reason."""
        self.replies.append(
            lambda handler: handler.answer(200, completion(*answer(self.passages[-1])), "application/json")
        )

    def hangs(self):
        self.replies.append(lambda handler: self.over.wait(10))

    def drips(self, headers_too=False):
        self.replies.append(lambda handler: handler.drip(headers_too))

    def breaks_off(self):
        self.replies.append(lambda handler: None)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        stub = self.server.stub
        stub.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        stub.headers.append(dict(self.headers))
        stub.paths.append(self.path)
        reply = stub.replies.pop(0) if len(stub.replies) > 1 else stub.replies[0]
        reply(self)

    def answer(self, status, body, kind, headers=None):
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def drip(self, headers_too):
        start = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        try:
            self.wfile.write(start + (b"X-Slow: " if headers_too else b"Content-Length: 100000\r\n\r\n"))
            while not self.server.stub.over.is_set():
                self.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        pass


@pytest.fixture
def stub():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.stub = Stub()
    server.stub.server = server
    server.stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.stub
    server.stub.over.set()
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def settings(stub):
    return Settings(stub.url, "small-model", key="sk-very-secret", timeout=5, pause=0.01)


@pytest.fixture
def llm(settings):
    return LlmReader(settings)
