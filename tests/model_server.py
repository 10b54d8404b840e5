"""A small server that speaks OpenAI's chat protocol over a real socket, with a script of answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

INPUT_TOKENS, OUTPUT_TOKENS = 11, 7


@dataclass(frozen=True)
class Failure:
    """An answer that is none: a status with a body, or raw text with status 200."""

    status: int
    body: str = '{"error": {"message": "as scripted", "type": "scripted", "param": null, "code": null}}'
    retry_after: int | None = None


@dataclass(frozen=True)
class Hang:
    """No answer until the test is over."""


@dataclass(frozen=True)
class Drip:
    """An answer that never ends: a blank now and then, so that the line is not silent."""


Scripted = dict[str, Any] | Failure | Hang | Drip


@dataclass
class ModelServer:
    """`answers`: the shape's name ("Heard", "Letter") -> what is answered, one after the other; the last one stays.

    `requests` holds the bodies that came in; `paths` and `keys` what they were sent to and with.
    """

    answers: Mapping[str, list[Scripted]]
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def asked_for(self, shape: str) -> list[dict[str, Any]]:
        """The requests for answers of a shape."""
        return [r for r in self.requests if r["response_format"]["json_schema"]["name"] == shape]

    def said(self) -> str:
        """Everything that was said to the model."""
        return "\n".join(str(message["content"]) for request in self.requests for message in request["messages"])

    def next(self, shape: str) -> Scripted:
        """The next answer of the script for a shape."""
        with self.lock:
            script = self.answers[shape]
            return script.pop(0) if len(script) > 1 else script[0]


@contextmanager
def model_server(**answers: list[Scripted]) -> Iterator[ModelServer]:
    """Serve a script until the block ends."""
    server = ModelServer(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.requests.append(body)
            server.paths.append(self.path)
            server.keys.append(self.headers.get("authorization", ""))
            answer = server.next(body["response_format"]["json_schema"]["name"])
            if isinstance(answer, Hang):
                server.over.wait(20)
                return
            if isinstance(answer, Drip):
                self._drip()
                return
            if isinstance(answer, Failure):
                self._send(answer.status, answer.body, answer.retry_after)
                return
            self._send(200, json.dumps(_completion(json.dumps(answer))))

        def _drip(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", "1000")
            self.end_headers()
            with suppress(OSError):  # nobody listens any more
                for _ in range(100):
                    self.wfile.write(b" ")
                    if server.over.wait(0.1):
                        return

        def _send(self, status: int, text: str, retry_after: int | None = None) -> None:
            data = text.encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            # As OpenAI's server does where the pause is shorter than a second.
            self.send_header(*(("retry-after-ms", "1") if retry_after is None else ("retry-after", str(retry_after))))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_port}/v1"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            http.shutdown()
            thread.join()


def _completion(content: str) -> dict[str, Any]:
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content},
                "finish_reason": "stop",
                "logprobs": None,
            }
        ],
        "usage": {
            "prompt_tokens": INPUT_TOKENS,
            "completion_tokens": OUTPUT_TOKENS,
            "total_tokens": INPUT_TOKENS + OUTPUT_TOKENS,
        },
    }
