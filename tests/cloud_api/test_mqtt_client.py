"""The members of aiomqtt and paho that are private, and used: a change of them is noticed here."""

import asyncio
import importlib.metadata
import inspect
import json
from pathlib import Path
import socket

import aiomqtt
from packaging.requirements import Requirement
from packaging.version import Version
from paho.mqtt.client import Client
import pytest

from custom_components.dji_dock.cloud_api.wire import mqtt_client

MANIFEST = Path(mqtt_client.__file__).parents[2] / "manifest.json"

CALLBACKS = {
    "_on_connect": ["client", "userdata", "flags", "reason_code", "properties"],
    "_on_disconnect": ["client", "userdata", "flags", "reason_code", "properties"],
    "_on_message": ["client", "userdata", "message"],
    "_on_socket_open": ["client", "userdata", "sock"],
    "_on_socket_register_write": ["client", "userdata", "sock"],
}
"""Methods of aiomqtt's client that are overridden, with their parameters."""

STATE = {
    "_client": Client,
    "_connected": asyncio.Future,
    "_disconnected": asyncio.Future,
    "_loop": asyncio.AbstractEventLoop,
    "_pending_subscribes": dict,
}
"""Attributes of aiomqtt's client that are read."""


@pytest.mark.parametrize("name", CALLBACKS)
async def test_what_is_overridden_is_called(name: str) -> None:
    """By paho, through its public callback of the same name."""
    [_, *parameters] = inspect.signature(getattr(aiomqtt.Client, name)).parameters
    assert parameters == CALLBACKS[name]
    client = mqtt_client.MqttClient("broker.invalid", opened=lambda _: None)
    paho = client._client
    assert getattr(paho, name.removeprefix("_")) == getattr(client, name)


@pytest.mark.parametrize("name", STATE)
async def test_what_is_read_is_there(name: str) -> None:
    """From the beginning, and as it was."""
    assert isinstance(getattr(aiomqtt.Client("broker.invalid"), name), STATE[name])


async def test_the_code_of_a_refusal_is_in_the_packet() -> None:
    """Where paho keeps what it reads, and hands it to the method that is wrapped."""
    client = mqtt_client.MqttClient("broker.invalid", opened=lambda _: None)
    paho = client._client
    assert [*inspect.signature(Client._handle_connack).parameters] == ["self"]
    assert "packet" in paho._in_packet
    paho._in_packet |= {"command": 0x20, "remaining_length": 2, "packet": bytearray((0, 1))}
    paho._packet_handle()
    assert client._refusal == 1


async def test_pings_and_their_answers_are_noted() -> None:
    """Ours and those that keep the connection alive: paho calls both by these names."""
    client = mqtt_client.MqttClient("broker.invalid", opened=lambda _: None)
    paho = client._client
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        paho._sock = ours
        asked = asyncio.create_task(client.confirm(60))
        while not client._pings:
            await asyncio.sleep(0)
        # What keeps the connection alive is behind it, and has an answer of its own.
        paho._state, paho._last_msg_out, paho._ping_t = paho._state.MQTT_CS_CONNECTED, -1e9, 0
        paho._check_keepalive()
        assert len(client._pings) == 2
        paho._in_packet |= {"command": 0xD0, "remaining_length": 0}
        paho._packet_handle()
        await asked
        assert len(client._pings) == 1


@pytest.mark.usefixtures("socket_enabled")
async def test_a_connection_is_broken_off() -> None:
    """Nothing that waits in it is sent any more: the other side sees a reset, and no farewell."""
    client = mqtt_client.MqttClient("broker.invalid", opened=lambda _: None)
    with socket.create_server(("127.0.0.1", 0)) as server:
        client._client._sock = socket.create_connection(server.getsockname())
        theirs, _ = server.accept()
    with theirs:
        client.abort()
        assert client._client.socket() is None
        with pytest.raises(ConnectionResetError):
            theirs.recv(1)
    assert isinstance(client._disconnected.exception(), mqtt_client.ConnectionLost)


def test_only_versions_with_these_members_are_allowed() -> None:
    """The one that is tested, and its fixes; paho's version is a constraint of Home Assistant."""
    [required] = [
        requirement
        for each in json.loads(MANIFEST.read_text())["requirements"]
        if (requirement := Requirement(each)).name == "aiomqtt"
    ]
    tested = Version(importlib.metadata.version("aiomqtt"))
    assert required.specifier.contains(tested)
    assert not required.specifier.contains(f"{tested.major}.{tested.minor + 1}.0")
    assert not required.specifier.contains(f"{tested.major}.{tested.minor - 1}.99")


def test_nobody_else_uses_private_members() -> None:
    """They are used in one module, where a change of them can be mended."""
    library = Path(mqtt_client.__file__).parents[1]
    others = [path for path in library.rglob("*.py") if path != Path(mqtt_client.__file__)]
    assert len(others) > 20
    for path in others:
        source = path.read_text()
        assert "SLF001" not in source, path.name
        assert "aiomqtt.Client)" not in source, path.name


async def test_a_socket_that_is_closed_before_the_loop_watches_it() -> None:
    """As of a broker that dies in the moment of the connection: the thread that connects closes it."""
    client = mqtt_client.MqttClient("broker.invalid", opened=lambda _: None)
    assert inspect.iscoroutinefunction(aiomqtt.Client._misc_loop)
    loop, errors = asyncio.get_running_loop(), []
    loop.set_exception_handler(lambda _, context: errors.append(context))
    ours, theirs = socket.socketpair()
    client._on_socket_open(client._client, None, ours)
    ours.close()
    theirs.close()
    for _ in range(3):
        await asyncio.sleep(0)
    assert errors == []
    assert client._misc_task is None
