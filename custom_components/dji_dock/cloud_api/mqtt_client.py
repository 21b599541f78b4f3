"""aiomqtt's client, safe against connections that break or are given up half-way."""

import asyncio
import socket
from typing import Any, Self, override

import aiomqtt
from paho.mqtt.client import Client


class MqttClient(aiomqtt.Client):
    """A client whose connection may break at any moment without an error in the event loop.

    aiomqtt asks the loop to watch a socket's number a moment later. A broker that dies right then
    leaves a number that is nobody's any more, or somebody else's.
    """

    @override
    async def __aenter__(self) -> Self:
        """Connect; an attempt that is given up is closed."""
        try:
            return await super().__aenter__()
        except asyncio.CancelledError:
            # After what aiomqtt has asked the loop to do with the socket, while it is open still.
            self._loop.call_soon(self._client.disconnect)
            raise

    def pause(self) -> None:
        """Confirm no further message to the broker: it delivers them again to the next session."""
        self._client.manual_ack_set(True)

    @override
    def _on_disconnect(self, *parameters: Any) -> None:
        """Take in the end of a connection, unless nobody waits for its beginning any more."""
        if not self._connected.cancelled():
            super()._on_disconnect(*parameters)

    @override
    def _on_socket_register_write(self, client: Client, userdata: Any, sock: Any) -> None:
        """Send what waits as soon as the socket takes it; called from any thread."""
        if self._is_in_loop():
            # Each acknowledgement comes this way: no need to wake the loop from within.
            self._watch_writes(client, sock)
        else:
            self._loop.call_soon_threadsafe(self._watch_writes, client, sock)

    def _is_in_loop(self) -> bool:
        try:
            return asyncio.get_running_loop() is self._loop
        except RuntimeError:
            return False

    def _watch_writes(self, client: Client, sock: socket.socket) -> None:
        if sock.fileno() != -1:
            self._loop.add_writer(sock.fileno(), self._write, client)

    def _write(self, client: Client) -> None:
        try:
            client.loop_write()
        except Exception as err:  # noqa: BLE001 - whatever it is, the connection is gone
            if not self._disconnected.done():
                self._disconnected.set_exception(err)
