"""The time server that docks are given, asked as a dock asks it.

Source: RFC 4330, Simple Network Time Protocol.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
import os
import socket
import struct
import time
from typing import Any, override

from ..cloud_api import CLOCK_TOLERANCE, CloudSettings
from ..util.entry_data import cloud_settings
from .models import Check, Name, said

SECONDS = 4.0
"""For an answer; asked twice, since a packet may be lost."""

_REQUEST_HEAD = b"\x23" + bytes(39)
"""Version 4, client, and nothing that matters up to the time of sending."""
_LENGTH = 48
_SERVER = 4
_SINCE_1970 = 2_208_988_800
"""Seconds from 1900, where its time begins."""


class NoTime(Exception):
    """No time server answers; the argument is the end of a translation key."""


async def async_check_time_server(data: Mapping[str, Any], seconds: float = SECONDS) -> list[Check]:
    """Ask the time, and compare ours with it."""
    settings = cloud_settings(data)
    if not settings.answer_requests:
        return [said(Name.TIME_SERVER, None, "other_platform")]
    server = f"{settings.ntp_host}:{settings.ntp_port}"
    try:
        ahead = await _ask(settings, seconds)
    except NoTime as err:
        return [said(Name.TIME_SERVER, False, f"time_{err}", server, server=server)]
    shown = f"{ahead.total_seconds():+.1f} s"
    if abs(ahead) > CLOCK_TOLERANCE:
        return [said(Name.TIME_SERVER, False, "time_ours", shown, difference=shown, server=server)]
    return [said(Name.TIME_SERVER, True, "time_ok", shown, server=server)]


async def _ask(settings: CloudSettings, seconds: float) -> timedelta:
    """Return how far our clock is ahead of the server's.

    Raises:
        NoTime: nobody of that name, or no answer.

    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(seconds):
            found = await loop.getaddrinfo(
                settings.ntp_host, settings.ntp_port, type=socket.SOCK_DGRAM
            )
    except OSError, UnicodeError:
        raise NoTime("unknown") from None
    address = str(found[0][4][0]), settings.ntp_port
    for _ in range(2):
        sent = time.time()
        answer = _Answer(_REQUEST_HEAD + os.urandom(8))
        try:
            transport, _ = await loop.create_datagram_endpoint(
                partial(_same, answer), remote_addr=address
            )
        except OSError:
            continue
        try:
            async with asyncio.timeout(seconds):
                theirs = await answer.time
        except OSError:
            continue
        finally:
            transport.close()
        return timedelta(seconds=(sent + time.time()) / 2 - theirs)
    raise NoTime("silent")


def _same(answer: _Answer) -> _Answer:
    return answer


class _Answer(asyncio.DatagramProtocol):
    """Sends one question, and waits for its answer."""

    def __init__(self, request: bytes) -> None:
        """Take the question; its last eight bytes come back in the answer."""
        self._request = request
        self.time: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        """Of the server, in seconds since 1970."""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask."""
        if isinstance(transport, asyncio.DatagramTransport):
            transport.sendto(self._request)

    @override
    def datagram_received(self, data: bytes, addr: Any) -> None:
        """Take the answer to this question; whatever else comes is none."""
        if self.time.done() or len(data) < _LENGTH or data[0] & 7 != _SERVER:
            return
        # Stratum 0 is a server that does not know the time itself.
        if data[1] == 0 or data[24:32] != self._request[40:48]:
            return
        whole, fraction = struct.unpack("!II", data[40:48])
        self.time.set_result(whole - _SINCE_1970 + fraction / 2**32)

    @override
    def error_received(self, exc: Exception) -> None:
        """Hear that nobody is there."""
        if not self.time.done():
            self.time.set_exception(exc)
