"""The server: a port, and those who are connected to it."""

import asyncio
from collections import Counter
from collections.abc import Callable
import ipaddress
import socket

from .connection import Connection
from .models import EndReason, Publisher, RtmpLimits, Sink

_USUAL = RtmpLimits()
_PATIENCE = 5.0


class RtmpServer:
    """Lets those publish whom `accept` gives a sink; all others are closed before any media.

    Args:
        accept: Asked at `publish`, in the loop.
        limits: What connections may use.

    """

    def __init__(
        self, accept: Callable[[Publisher], Sink | None], limits: RtmpLimits = _USUAL
    ) -> None:
        """Take who decides; nothing is opened yet."""
        self.accept = accept
        self.limits = limits
        self._server: asyncio.Server | None = None
        self._open: dict[Connection, None] = {}

    @property
    def connections(self) -> int:
        """Return how many there are, those that do not publish yet included."""
        return len(self._open)

    async def start(self, host: str | None, port: int) -> int:
        """Listen.

        Args:
            host: Where; None for all addresses.
            port: 0 for any that is free.

        Returns:
            The port, where there are several that of IPv4.

        Raises:
            OSError: The port is taken, or is not for us.

        """
        self._server = await asyncio.get_running_loop().create_server(
            lambda: Connection(self), host, port, backlog=self.limits.connections
        )
        sockets = sorted(self._server.sockets, key=lambda each: each.family != socket.AF_INET)
        return int(sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Listen no longer, and end all connections; their sinks hear of it."""
        server, self._server = self._server, None
        if server is None:
            return
        server.close()
        for connection in list(self._open):
            connection.end(EndReason.STOPPED)
            connection.abort()
        # They are aborted, so this takes a round of the loop.
        async with asyncio.timeout(_PATIENCE):
            await server.wait_closed()

    def made(self, connection: Connection) -> bool:
        """Take a connection if there is room, or if somebody who does not publish yet can go."""
        if self._server is None:
            return False
        living = [each for each in self._open if not each.ended]
        waiting = [each for each in living if not each.publishes]
        if len(living) >= self.limits.connections or len(waiting) >= self.limits.waiting:
            if not waiting:
                return False
            # Who opens many loses his own first, and who is slow is given up before who is new.
            [(crowded, _)] = Counter(_place(each) for each in waiting).most_common(1)
            next(each for each in waiting if _place(each) == crowded).end(EndReason.STOPPED)
        self._open[connection] = None
        return True

    def lost(self, connection: Connection) -> None:
        """Take that a connection is gone."""
        self._open.pop(connection, None)


def _place(connection: Connection) -> str:
    """Return whose a connection is: of IPv6 anybody has a whole network of addresses."""
    try:
        address = ipaddress.IPv6Address(connection.address)
    except ValueError:
        return connection.address
    return address.exploded[:19]
