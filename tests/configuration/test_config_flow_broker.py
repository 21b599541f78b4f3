"""The first step of the set-up, against a real broker."""

from functools import partial
from ipaddress import IPv4Address
from pathlib import Path
import socket
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest

from custom_components.dji_dock.cloud_api import check_broker
from tests.helpers.entries import broker_input
from tests.helpers.flow import answer, begin
from tests.lab.stack.certificates import Authority
from tests.lab.stack.mosquitto import Mosquitto

pytestmark = pytest.mark.usefixtures("socket_enabled", "set_up_nothing")

PEM = "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----"


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"password": "wrong"}, {"base": "broker_auth"}),
        ({"username": "", "password": ""}, {"base": "broker_auth"}),
        ({"port": 9}, {"base": "broker_unreachable"}),
        ({"host": "http://127.0.0.1"}, {"host": "host_not_a_name"}),
        ({"host": "mqtt://127.0.0.1/path"}, {"host": "host_not_a_name"}),
        ({"host": "127.0.0.1:99999"}, {"host": "host_not_a_name"}),
        ({"host": "ws://127.0.0.1:8083/mqtt"}, {"host": "websockets_unsupported"}),
        ({"host": "WSS://127.0.0.1"}, {"host": "websockets_unsupported"}),
        ({"host": " "}, {"host": "host_not_a_name"}),
        *(
            (
                {"tls": {"enabled": True, "verify": True, "ca_certificate": text}},
                {"tls": "invalid_certificate"},
            )
            for text in ("rubbish", "für mich", PEM.format("MIIB"), PEM.format("=MI"))
        ),
        # Longer than MQTT can say: the client library fails, not the broker.
        ({"username": "x" * 70_000}, {"base": "unknown"}),
    ],
)
async def test_broker_errors(
    hass: HomeAssistant, mosquitto: Mosquitto, changes: dict[str, Any], errors: dict[str, str]
) -> None:
    """Each mistake has its own text, and can be mended."""
    result = await answer(hass, await begin(hass), {**broker_input(mosquitto), **changes})
    assert result["errors"] == errors
    result = await answer(hass, result, broker_input(mosquitto))
    assert result["step_id"] == "cloud_server"


@pytest.mark.parametrize("pasted", ["mqtt://127.0.0.1:{}", "tcp://127.0.0.1:{}/", "127.0.0.1:{}"])
async def test_broker_as_it_is_written_for_docks(
    hass: HomeAssistant, mosquitto: Mosquitto, pasted: str
) -> None:
    """Host and port are taken apart."""
    entered = {**broker_input(mosquitto), "host": pasted.format(mosquitto.port), "port": 1883}
    result = await answer(hass, await begin(hass), entered)
    assert result["step_id"] == "cloud_server"


async def test_broker_with_an_unknown_name(hass: HomeAssistant, mosquitto: Mosquitto) -> None:
    """The error stands at the name. Only the name server is played, there is none in tests."""
    unknown = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    with patch("socket.getaddrinfo", side_effect=unknown):
        result = await answer(
            hass, await begin(hass), {**broker_input(mosquitto), "host": "mqtt.lan"}
        )
    assert result["errors"] == {"host": "broker_dns"}
    result = await answer(hass, result, broker_input(mosquitto))
    assert result["step_id"] == "cloud_server"


async def test_broker_that_denies(hass: HomeAssistant, restricted_mosquitto: Mosquitto) -> None:
    """A user without the right to the topics is told so."""
    result = await answer(hass, await begin(hass), broker_input(restricted_mosquitto))
    assert result["errors"] == {"base": "broker_denied"}


@pytest.mark.broker
async def test_broker_with_tls(hass: HomeAssistant, tmp_path: Path) -> None:
    """An unknown authority is refused, unless it is given or the user insists."""
    authority = Authority(tmp_path)
    broker = Mosquitto(tmp_path / "tls", certificate=authority.certify(IPv4Address("127.0.0.1")))
    broker.start()
    try:
        data = broker_input(broker)
        tls = {"enabled": True, "verify": True}
        result = await answer(hass, await begin(hass), {**data, "tls": tls})
        assert result["errors"] == {"tls": "broker_tls"}
        with patch(
            "custom_components.dji_dock.configuration.validation.check_broker",
            partial(check_broker, timeout=1),
        ):
            result = await answer(hass, result, data)
        assert result["errors"] == {"base": "broker_unreachable"}
        texts = (
            authority.pem,
            f"# Behörde für daheim\n{Authority(tmp_path, 'Other').pem}\n{authority.pem}\nEnde",
            authority.pem.replace("\n", " "),
        )
        for text in texts:
            result = await answer(
                hass, await begin(hass), {**data, "tls": {**tls, "ca_certificate": text}}
            )
            assert result["step_id"] == "cloud_server"
        result = await answer(
            hass, await begin(hass), {**data, "tls": {"enabled": True, "verify": False}}
        )
        assert result["step_id"] == "cloud_server"
    finally:
        broker.stop()


@pytest.mark.broker
async def test_broker_with_the_certificate_of_another(hass: HomeAssistant, tmp_path: Path) -> None:
    """A certificate for another address is none."""
    authority = Authority(tmp_path)
    broker = Mosquitto(tmp_path / "other", certificate=authority.certify(IPv4Address("127.0.0.2")))
    broker.start()
    try:
        tls = {"enabled": True, "verify": True, "ca_certificate": authority.pem}
        result = await answer(hass, await begin(hass), {**broker_input(broker), "tls": tls})
        assert result["errors"] == {"tls": "broker_tls"}
    finally:
        broker.stop()


async def test_tls_to_a_broker_without(hass: HomeAssistant, mosquitto: Mosquitto) -> None:
    """Whether the broker hangs up in the middle of a handshake or resets is its own matter."""
    tls = {"enabled": True, "verify": True}
    result = await answer(hass, await begin(hass), {**broker_input(mosquitto), "tls": tls})
    errors = result["errors"]
    assert errors is not None
    assert errors["base"] in ("broker_tls", "broker_unreachable")
    result = await answer(hass, result, broker_input(mosquitto))
    assert result["step_id"] == "cloud_server"
