"""A small server that speaks Ollama's wire format over any chat model, for machines where Ollama cannot be installed.

Real requests over a real connection: `/api/version`, `/api/tags`, `/api/show`, `/api/chat`. It has Ollama's failures
too: a model that is not there, a prompt longer than the context, an answer cut in the middle, silence.
"""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from clausier.errors import ClausierError
from clausier.ports import ChatModel

_DEFAULT_CONTEXT = 4096
_TOKEN = re.compile(r"\s*(?:\w{1,6}|[^\w\s])")  # near enough to a tokeniser: at least one token a word
_NOON = "2026-03-02T12:00:00Z"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What goes wrong, if anything."""

    dies_after: int | None = None  # pieces, then the connection breaks
    ends_after: int | None = None  # pieces, then it ends politely without having said why
    silent: float = 0.0  # seconds before the first piece
    context: int | None = None  # tokens read at most, whatever `num_ctx` asks


@dataclass(slots=True)
class OllamaServer:
    """`with OllamaServer(model) as server:` then ask `server.url`. `requests` are the bodies of /api/chat."""

    model: ChatModel
    name: str = "essai:1b"
    capabilities: tuple[str, ...] = ("completion",)
    others: tuple[dict[str, Any], ...] = ()  # further entries of /api/tags; "capabilities" goes to /api/show
    behaviour: Behaviour = Behaviour()
    requests: list[dict[str, Any]] = field(default_factory=list)
    dropped: threading.Event = field(default_factory=threading.Event)  # a client left in the middle of an answer
    closing: threading.Event = field(default_factory=threading.Event)
    _http: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        assert self._http
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def models(self) -> list[dict[str, Any]]:
        return [*self.others, {"name": self.name, "capabilities": list(self.capabilities)}]

    def __enter__(self) -> "OllamaServer":
        handler = type("Handler", (_Handler,), {"ollama": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._http
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()

    def answer(self, body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The lines of /api/chat. None of them says `done` when the behaviour is to end early."""
        texts = {message["role"]: message.get("content", "") for message in body["messages"]}
        context = self.behaviour.context or body.get("options", {}).get("num_ctx", _DEFAULT_CONTEXT)
        system, user, read = _truncated(texts.get("system", ""), texts.get("user", ""), context)
        form = body.get("format") or {}
        written = 0
        for piece in self.model.stream(system, user, form if isinstance(form, dict) else {}):
            if written == self.behaviour.ends_after:
                return
            if written == self.behaviour.dies_after:
                raise ConnectionAbortedError
            written += 1
            yield {"message": {"role": "assistant", "content": piece}, "done": False}
        yield {
            "message": {"role": "assistant", "content": ""},
            "done": True,
            "done_reason": "stop",
            "prompt_eval_count": read,
            "eval_count": written,
            "total_duration": 1,
        }


def _truncated(system: str, user: str, context: int) -> tuple[str, str, int]:
    """As Ollama does without a word: what is too long loses its beginning."""
    fixed = len(_TOKEN.findall(system))
    tokens = _TOKEN.findall(user)
    kept = tokens[max(0, len(tokens) - max(0, context - fixed)) :]
    return system, user if len(kept) == len(tokens) else "".join(kept), min(context, fixed + len(kept))


class _Handler(BaseHTTPRequestHandler):
    ollama: OllamaServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/api/version":
            self._reply(200, {"version": "0.99.0"})
        elif self.path == "/api/tags":
            listed = [{**entry, "model": entry["name"], "modified_at": _NOON} for entry in self.ollama.models]
            self._reply(200, {"models": [{k: v for k, v in entry.items() if k != "capabilities"} for entry in listed]})
        else:
            self._reply(404, {"error": "not found"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = {entry["name"]: entry for entry in self.ollama.models}
        if body.get("model") not in known:
            self._reply(404, {"error": f"model '{body.get('model')}' not found"})
        elif self.path == "/api/show":
            about = {"capabilities": known[body["model"]].get("capabilities", ["completion"])}
            self._reply(200, {**about, "details": {}, "model_info": {}})
        elif self.path == "/api/chat":
            self.ollama.requests.append(body)
            self._chat(body)
        else:
            self._reply(404, {"error": "not found"})

    def _reply(self, status: int, content: object) -> None:
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _chat(self, body: Mapping[str, Any]) -> None:
        if body.get("stream") is False:
            self._reply(200, self._whole(body))
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.close_connection = True
        self.ollama.closing.wait(self.ollama.behaviour.silent)
        lines = self.ollama.answer(body)
        try:
            for line in lines:
                self._chunk({"model": body["model"], "created_at": _NOON, **line})
            self.wfile.write(b"0\r\n\r\n")
        except ConnectionAbortedError:
            return  # no last chunk: the client sees the connection break
        except (BrokenPipeError, ConnectionResetError):
            lines.close()  # type: ignore[attr-defined]
            self.ollama.dropped.set()
        except ClausierError as error:
            self._chunk({"error": str(error)})
            self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, line: Mapping[str, object]) -> None:
        data = json.dumps(line).encode() + b"\n"
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _whole(self, body: Mapping[str, Any]) -> dict[str, Any]:
        lines = list(self.ollama.answer(body))
        content = "".join(line["message"]["content"] for line in lines)
        return {
            **lines[-1],
            "model": body["model"],
            "created_at": _NOON,
            "message": {"role": "assistant", "content": content},
        }
