"""Whether somebody speaks RTMP at an address."""

import asyncio
import contextlib
from enum import StrEnum
import os
import socket

from .connection import HANDSHAKE, VERSION


class Unreachable(StrEnum):
    """Why not."""

    NOT_FOUND = "not_found"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    NOT_RTMP = "not_rtmp"


class RtmpUnreachable(Exception):
    """Nobody speaks RTMP there."""

    def __init__(self, reason: Unreachable) -> None:
        """Take why."""
        super().__init__(reason.value)
        self.reason = reason


async def check_rtmp(host: str, port: int, timeout: float = 5.0) -> None:
    """Shake hands with a server, as a publisher does, and leave.

    Args:
        host: Name or address.
        port: Of TCP.
        timeout: Seconds for the connection, and again for the answer.

    Raises:
        RtmpUnreachable: With what is wrong.

    """
    try:
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection(host, port)
    except TimeoutError as err:
        raise RtmpUnreachable(Unreachable.TIMEOUT) from err
    except ConnectionRefusedError as err:
        raise RtmpUnreachable(Unreachable.REFUSED) from err
    except (socket.gaierror, UnicodeError) as err:
        raise RtmpUnreachable(Unreachable.NOT_FOUND) from err
    except OSError as err:
        raise RtmpUnreachable(Unreachable.UNREACHABLE) from err
    try:
        async with asyncio.timeout(timeout):
            writer.write(bytes((VERSION,)) + bytes(8) + os.urandom(HANDSHAKE - 8))
            answer = await reader.readexactly(1)
            if answer[0] != VERSION:
                raise RtmpUnreachable(Unreachable.NOT_RTMP)
            theirs = await reader.readexactly(2 * HANDSHAKE)
            writer.write(theirs[:HANDSHAKE])
            await writer.drain()
    except (OSError, EOFError) as err:
        # It is there, but silent or gone: TimeoutError is an OSError.
        raise RtmpUnreachable(Unreachable.NOT_RTMP) from err
    finally:
        writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(timeout):
                await writer.wait_closed()
