"""Small models, packages that carry them, and a server that serves them: real ways to bytes that a test can make."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from clausier.models import Model, Part

PART = 1000
CONTENT = bytes(range(256)) * 9 + b"fin"
NAME = "petit"


def small_model(urls: tuple[str, ...] = (), parts: int = 3, content: bytes = CONTENT, name: str = NAME) -> Model:
    """A model of a few kilobytes, in packages `petit-part1`… and at `urls`."""
    return Model(
        name=name,
        label="petit modèle",
        file=f"{name}.gguf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        licence="MIT",
        parts=tuple(Part(f"{name}-part{n}==1.0", f"{name}_part{n}/data.bin") for n in range(1, parts + 1)),
        part_size=PART,
        urls=urls,
    )


def write_packages(folder: Path, content: bytes = CONTENT, name: str = NAME) -> list[Path]:
    """Proper wheels, each with its stretch of the content."""
    return [
        write_wheel(folder, f"{name}-part{number}", {f"{name}_part{number}/data.bin": content[start : start + PART]})
        for number, start in enumerate(range(0, len(content), PART), 1)
    ]


def write_wheel(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    stem = f"{name.replace('-', '_')}-1.0"
    path = folder / f"{stem}-py3-none-any.whl"
    about = f"{stem}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        for member, data in members.items():
            wheel.writestr(member, data)
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    return path


@dataclass(slots=True)
class Hub:
    """A server of one file. `ranges` are those that were asked for."""

    content: bytes
    knows_ranges: bool = True
    breaks_at: int | None = None  # bytes sent, then the connection breaks
    ranges: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """`hub` on a real socket, its address in `hub.url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    hub.url = f"http://127.0.0.1:{server.server_port}/petit.gguf"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    hub: Hub

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        self.hub.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.hub.knows_ranges else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(self.hub.content) - start))
        self.end_headers()
        self.wfile.write(self.hub.content[start : self.hub.breaks_at])
