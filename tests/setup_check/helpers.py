"""Looking at a set-up, and a time server to look at."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
import socket
import struct
import threading
import time
from typing import Any

from homeassistant.core import HomeAssistant

from custom_components.dji_dock.const import DOMAIN

_SINCE_1970 = 2_208_988_800


@dataclass(slots=True)
class TimeServer:
    """What it answers."""

    port: int = 0
    ahead: float = 0.0
    """Seconds."""
    mute: bool = False
    stratum: int = 2
    strange: bool = False
    """Whether it answers questions that nobody asked, first."""
    asked: list[bytes] = field(default_factory=list)


@contextmanager
def time_server() -> Generator[TimeServer]:
    """Run a time server on this machine."""
    server = TimeServer()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        server.port = sock.getsockname()[1]

        def answer() -> None:
            while True:
                request, client = sock.recvfrom(512)
                if not request:
                    return
                server.asked.append(request)
                if server.mute:
                    continue
                now = time.time() + server.ahead + _SINCE_1970
                moment = struct.pack("!II", int(now), int(now % 1 * 2**32))
                head = bytes((0x24, server.stratum)) + bytes(22)
                if server.strange:
                    sock.sendto(b"x", client)
                    sock.sendto(head + bytes(8) + moment * 2, client)
                sock.sendto(head + request[40:48] + moment * 2, client)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"", ("127.0.0.1", server.port))
            thread.join(10)


async def look(hass: HomeAssistant, **data: Any) -> list[dict[str, Any]]:
    """Return the lines of the action."""
    response: Any = await hass.services.async_call(
        DOMAIN, "check_setup", data, blocking=True, return_response=True
    )
    return list(response["checks"])


def by_name(checks: list[dict[str, Any]]) -> dict[str, bool | None]:
    """Return what passed, by name; what stands there more than once must have come out the same."""
    passed: dict[str, bool | None] = {}
    for check in checks:
        assert passed.setdefault(check["name"], check["passed"]) is check["passed"], check
    return passed


def line(checks: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """Return the only line of a name."""
    [found] = [check for check in checks if check["name"] == name]
    return found
