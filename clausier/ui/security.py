"""What a browser may do with the page: show it, and talk to nobody but the server that sent it."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'self'; "
    "script-src 'self' blob:; "  # blob: our own inline components are loaded from there
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self' {sockets} data: blob:; "
    "worker-src 'self' blob:; "
    "frame-src 'self'; "
    "form-action 'self'; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "frame-ancestors 'none'"
)


def content_policy(port: int) -> str:
    """The Content-Security-Policy of a page served on this machine at `port`."""
    hosts = [f"{host}:{port}" for host in ("127.0.0.1", "localhost")]
    return _POLICY.format(sockets=" ".join(f"ws://{host}" for host in hosts))


class ContentPolicy:
    """Sends the policy with every response, so that no text shown can make the browser reach outside."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)
