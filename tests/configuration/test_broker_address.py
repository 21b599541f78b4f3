"""What people paste into the field for the broker."""

from typing import Any

import pytest

from custom_components.dji_dock.configuration.validation import tidy

PLAIN = {"enabled": False, "verify": True}
TLS = {"enabled": True, "verify": True}


@pytest.mark.parametrize(
    ("entered", "port", "expected"),
    [
        ("broker.lan", 1883, ("broker.lan", 1883, PLAIN)),
        ("broker.lan:1884", 1883, ("broker.lan", 1884, PLAIN)),
        (" Broker.LAN:1884 ", 1883, ("broker.lan", 1884, PLAIN)),
        ("mqtt://broker.lan:1884", 1883, ("broker.lan", 1884, PLAIN)),
        ("tcp://192.168.1.5:1884/", 1883, ("192.168.1.5", 1884, PLAIN)),
        ("tcp://192.168.1.5", 1900, ("192.168.1.5", 1900, PLAIN)),
        ("ssl://broker.lan:8884", 1883, ("broker.lan", 8884, TLS)),
        ("mqtts://broker.lan", 1883, ("broker.lan", 8883, TLS)),
        ("MQTTS://broker.lan", 1900, ("broker.lan", 1900, TLS)),
        ("[::1]", 1883, ("::1", 1883, PLAIN)),
        ("::1", 1883, ("::1", 1883, PLAIN)),
        ("fd00::1:1883", 1900, ("fd00::1:1883", 1900, PLAIN)),
        ("tcp://[fd00::1]:1884", 1883, ("fd00::1", 1884, PLAIN)),
        # What is no address of a broker is left for the form to complain of.
        ("http://broker.lan:80", 1883, ("http://broker.lan:80", 1883, PLAIN)),
        ("ws://broker.lan:80/mqtt", 1883, ("ws://broker.lan:80/mqtt", 1883, PLAIN)),
        ("tcp://broker.lan/x", 1883, ("tcp://broker.lan/x", 1883, PLAIN)),
        ("://broker.lan", 1883, ("://broker.lan", 1883, PLAIN)),
        ("broker.lan:0", 1883, ("broker.lan:0", 1883, PLAIN)),
        ("tcp://", 1883, ("tcp://", 1883, PLAIN)),
    ],
)
def test_what_is_pasted(entered: str, port: int, expected: tuple[str, int, dict[str, Any]]) -> None:
    """Host, port and TLS are taken apart, as they are written for docks."""
    found = tidy({"host": entered, "port": port, "tls": PLAIN, "username": "home"})
    assert (found["host"], found["port"], found["tls"]) == expected
    assert found["username"] == "home"
