"""What tests of several rooms need: the browser that is installed here, and a chat server that answers by a script."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import settings

from tests.chromium import BROWSERS, browser_path

# One and the same tree must pass or fail alike on every machine, so the examples are drawn from the test itself.
# `make explore` draws new ones; what it finds becomes a case of its own beside the property.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2_000, deadline=None, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def chromium_path():
    """The installed Chromium or Chrome; `make test` installs Debian's where it may."""
    found = browser_path()
    if found is None:
        pytest.fail(
            f"this test drives a browser: install one of {', '.join(BROWSERS)} (Debian: apt-get install chromium)"
        )
    return found


class ChatServer:
    """Speaks the chat completions of OpenAI on loopback. ``answer`` maps what it is asked to a text or a status."""

    def __init__(self):
        self.answer = lambda question: "yes"
        self.asked = []
        self.finish = "stop"
        self.told = lambda headers: "no"
        server = self
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                pass

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                question = body["messages"][-1]["content"]
                with lock:
                    server.asked.append(question)
                said = server.answer(question)
                refusal = {"error": {"message": server.told(self.headers)}}
                status, told = (said, refusal) if isinstance(said, int) else (200, completion(said))
                written = json.dumps(told).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(written)))
                self.end_headers()
                self.wfile.write(written)

        def completion(said):
            return {
                "id": "x", "object": "chat.completion", "created": 0, "model": "scripted-2026",
                "choices": [
                    {"index": 0, "finish_reason": server.finish, "message": {"role": "assistant", "content": said}}
                ],
                "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
            }  # fmt: skip

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}/v1"


@pytest.fixture
def chat_server(monkeypatch, tmp_path):
    """A server that every `openai:` model of the test asks, with a cache folder of the test's own."""
    server = ChatServer()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-planted-0123456789abcdef")
    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path / "cache"))
    yield server
    server.http.shutdown()
    server.http.server_close()
    thread.join(5)
