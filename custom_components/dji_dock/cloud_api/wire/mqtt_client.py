"""aiomqtt's client, safe against connections that break or are given up half-way.

The only module that uses private members of aiomqtt and paho, which say these things nowhere else.
The manifest allows the versions that have them as they are used here; a test holds both together.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
import socket
import struct
from typing import Any, Self, override

import aiomqtt
from aiomqtt.exceptions import MqttConnectError
from paho.mqtt.client import Client, ConnectFlags
from paho.mqtt.enums import MQTTErrorCode
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

_PROTOCOL_REFUSED = 1
_NO_LINGERING = struct.pack("ii", 1, 0)


class ConnectionLost(aiomqtt.MqttError):
    """The connection ended before the answer came that somebody waited for."""


class MqttClient(aiomqtt.Client):
    """A client whose connection may break at any moment without an error in the event loop.

    aiomqtt asks the loop to watch a socket's number a moment later. A broker that dies right then
    leaves a number that is nobody's any more, or somebody else's. And whoever waits in it for an
    answer waits for his whole time, although the connection is gone.
    """

    def __init__(self, *args: Any, opened: Callable[[MqttClient], None], **kwargs: Any) -> None:
        """Take what is called as soon as the broker accepts: its first messages may come at once."""
        super().__init__(*args, **kwargs)
        self.session_present = False
        """Whether the broker resumed a session; known once it accepted."""
        self.reached = False
        """Whether somebody was at the address, broker or not."""
        self.delivered = 0
        """Messages that the broker wants confirmed."""
        self.refused = 0
        """Messages of ours that the broker confirmed and threw away; only MQTT 5 says so."""
        self.largest: int | None = None
        """Bytes that the broker takes at once, where it says so."""
        self._opened = opened
        self._refusal = 0
        self._pings: deque[asyncio.Future[None]] = deque()
        """One for each ping on its way, in the order in which they are answered."""
        self._disconnected.add_done_callback(self._ended)
        self._note_refusals()
        self._note_pings()

    @override
    async def __aenter__(self) -> Self:
        """Connect; an attempt that is given up is closed."""
        try:
            return await super().__aenter__()
        except BaseException:
            # After what aiomqtt has asked the loop to do with the socket, while it is open still.
            self._loop.call_soon(self._client.disconnect)
            raise

    def pause(self) -> None:
        """Confirm no further message to the broker: it delivers them again to the next session."""
        self._client.manual_ack_set(True)

    async def send_now(
        self, topic: str, payload: bytes, seconds: float, expires: int | None = None
    ) -> None:
        """Publish at QoS 0, never retained, and wait until the broker has read it.

        A broker that does not say so in time loses the connection, with all that was not sent yet.
        `expires` are whole seconds, of MQTT 5.

        Raises:
            aiomqtt.MqttError: the message may have been sent.

        """
        properties: Properties | None = None
        if expires is not None:
            properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]  # it has no types
            properties.MessageExpiryInterval = expires
        try:
            self._client.publish(topic, payload, qos=0, retain=False, properties=properties)
            await self.confirm(seconds)
        except BaseException:
            self.abort()
            raise

    async def confirm(self, seconds: float) -> None:
        """Wait until the broker has read all that was sent: it answers a ping after that.

        Raises:
            aiomqtt.MqttError: it does not in time, or the connection is gone.

        """
        if self._client._send_pingreq() is not MQTTErrorCode.MQTT_ERR_SUCCESS:  # noqa: SLF001 - it has no public way
            raise ConnectionLost("closed before it was asked")
        ping = self._pings[-1]
        # Not shielded: where nobody waits any more, the loop would tell of the ping that failed.
        await asyncio.wait([ping], timeout=seconds)
        if not ping.done():
            raise aiomqtt.MqttError("the broker does not answer")
        ping.result()

    def abort(self) -> None:
        """Break the connection: what was not sent yet never will be, not by the system either."""
        if isinstance(sock := self._client.socket(), socket.socket):
            with suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGERING)
        self._client._sock_close()  # noqa: SLF001 - disconnect() sends all that waits
        _fail(self._disconnected, ConnectionLost("broken off"))

    @override
    def _on_socket_open(self, client: Client, userdata: Any, sock: Any) -> None:
        """Note that somebody is there, and read what comes; called from any thread.

        In place of aiomqtt's, which lets the loop watch the number of a socket that may be closed by then.
        """
        self.reached = True
        self._loop.call_soon_threadsafe(self._watch_reads, client, sock)

    def _watch_reads(self, client: Client, sock: socket.socket) -> None:
        if sock.fileno() == -1:
            return
        # The thread that connects may close it even now.
        with suppress(OSError):
            self._loop.add_reader(sock.fileno(), self._read, client)
            self._misc_task = self._loop.create_task(self._misc_loop())

    def _read(self, client: Client) -> None:
        try:
            client.loop_read()
            # One that is encrypted may hold more than was read.
            while getattr(client.socket(), "pending", int)() > 0:
                client.loop_read()
        except Exception as err:  # noqa: BLE001 - whatever it is, the connection is gone
            _fail(self._disconnected, err)

    @override
    def _on_connect(
        self,
        client: Client,
        userdata: Any,
        flags: ConnectFlags,
        reason_code: ReasonCode,
        *parameters: Any,
    ) -> None:
        """Note that the broker accepts or refuses."""
        if self._connected.done():
            return
        super()._on_connect(client, userdata, flags, reason_code, *parameters)
        if not reason_code.is_failure:
            self.session_present = flags.session_present
            self.largest = getattr(parameters[0] if parameters else None, "MaximumPacketSize", None)
            # Before whoever waits for it gets his turn: what the broker kept is on its heels.
            self._opened(self)

    @override
    def _on_message(self, client: Client, userdata: Any, message: Any) -> None:
        """Handle a message; one whose topic cannot be read would end the connection."""
        self.delivered += message.qos > 0
        with suppress(ValueError):
            super()._on_message(client, userdata, message)

    @override
    def _on_publish(
        self, client: Client, userdata: Any, mid: int, reason_code: ReasonCode, *properties: Any
    ) -> None:
        """Note that the broker confirms a message, and whether it takes it."""
        self.refused += reason_code.is_failure
        super()._on_publish(client, userdata, mid, reason_code, *properties)

    @override
    def _on_disconnect(self, *parameters: Any) -> None:
        """Handle the end of a connection, also of one that was never accepted."""
        if self._connected.done():
            if not self._connected.cancelled():
                super()._on_disconnect(*parameters)
        elif self._refusal == _PROTOCOL_REFUSED:
            reason = ReasonCode(PacketTypes.CONNACK, "Unsupported protocol version")
            _fail(self._connected, MqttConnectError(reason))
        else:
            _fail(self._connected, ConnectionLost("closed before it was accepted"))

    def _ended(self, ended: asyncio.Future[None]) -> None:
        """Wake whoever waits for an answer that will not come any more."""
        if not ended.cancelled():
            # Now it was looked at: else it complains in the log when nobody ever does.
            ended.exception()
        waiting: list[asyncio.Future[Any]] = [
            self._connected,
            *self._pending_subscribes.values(),
            *self._pings,
        ]
        for answer in waiting:
            _fail(answer, ConnectionLost("closed before the answer came"))

    def _note_refusals(self) -> None:
        """Note the code of a refusal: one for the protocol's sake is not passed on by the library."""
        client = self._client
        handle = client._handle_connack  # noqa: SLF001 - there is no other way to see this code

        def note() -> Any:
            packet = client._in_packet["packet"]  # noqa: SLF001 - as above
            self._refusal = packet[1] if len(packet) > 1 else 0
            return handle()

        # A method of one object alone, since aiomqtt makes that object itself.
        client._handle_connack = note  # type: ignore[method-assign]  # noqa: SLF001 - as above

    def _note_pings(self) -> None:
        """Note each ping and its answer: the library keeps the connection alive by them, too."""
        client = self._client
        send, handle = client._send_pingreq, client._handle_pingresp  # noqa: SLF001 - as above

        def sent() -> Any:
            if (result := send()) is MQTTErrorCode.MQTT_ERR_SUCCESS:
                self._pings.append(self._loop.create_future())
            return result

        def answered() -> Any:
            if self._pings and not (ping := self._pings.popleft()).done():
                ping.set_result(None)
            return handle()

        client._send_pingreq = sent  # type: ignore[method-assign]  # noqa: SLF001 - as above
        client._handle_pingresp = answered  # type: ignore[method-assign]  # noqa: SLF001 - as above

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


def _fail(waiting: asyncio.Future[Any], error: Exception) -> None:
    """Fail what somebody may wait for, or nobody any more."""
    if not waiting.done():
        waiting.set_exception(error)
        waiting.exception()
