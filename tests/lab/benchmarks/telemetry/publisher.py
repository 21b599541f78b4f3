"""Sends messages as the docks do, in time or as fast as it can."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
import socket
import threading
import time
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from tests.lab.stack.mosquitto import Mosquitto

from .stream import Message

_CONNECT_SECONDS = 10
_MANY = 65_535


class Publisher:
    """One connection for all docks."""

    def __init__(self, broker: Mosquitto) -> None:
        """Prepare it."""
        self._broker = broker
        self._connected = threading.Event()
        self._left = threading.Event()
        self._client = Client(CallbackAPIVersion.VERSION2)
        self._client.username_pw_set(broker.username, broker.password)
        self._client.max_inflight_messages_set(_MANY)
        self._client.on_connect = lambda *_: self._connected.set()
        self._client.on_socket_open = _without_delay

    @asynccontextmanager
    async def connected(self) -> AsyncGenerator[Publisher]:
        """Connect, and leave the broker at the end."""
        self._client.connect("127.0.0.1", self._broker.port)
        self._client.loop_start()
        try:
            if not self._connected.wait(_CONNECT_SECONDS):
                raise TimeoutError("the broker does not let the publisher in")
            yield self
        finally:
            # A thread may be sending still.
            self._left.set()
            self._client.disconnect()
            self._client.loop_stop()

    def send(
        self, messages: Iterable[Message], rate: float | None = None
    ) -> dict[tuple[str, int], list[float]]:
        """Publish, at so many a second; returns when each carrier value was sent."""
        sent: dict[tuple[str, int], list[float]] = {}
        began = time.monotonic()
        for number, message in enumerate(messages):
            if rate and (ahead := began + number / rate - time.monotonic()) > 0:
                time.sleep(ahead)
            if self._left.is_set():
                break
            if message.carrier:
                sent.setdefault(message.carrier, []).append(time.monotonic())
            self._client.publish(message.topic, message.payload, message.qos)
        return sent

    def order(self, topic: str, payload: str) -> None:
        """Tell something to who else listens."""
        self._client.publish(topic, payload, 1)


def _without_delay(_: Client, userdata: Any, sock: Any) -> None:
    """Let each message leave at once, as the docks' own connections would."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
