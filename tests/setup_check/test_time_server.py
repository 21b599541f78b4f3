"""The time server, asked as a dock asks it."""

import socket
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.dji_dock.setup_check.models import Check
from custom_components.dji_dock.setup_check.time_server import async_check_time_server
from tests.lab.stack.process import free_port

from .helpers import time_server

pytestmark = pytest.mark.usefixtures("socket_enabled")


async def ask(port: int, seconds: float = 30, host: str = "127.0.0.1") -> Check:
    """Return what comes out."""
    data: dict[str, Any] = {"time": {"ntp_host": host, "ntp_port": port}}
    [check] = await async_check_time_server(data, seconds)
    return check


@pytest.mark.parametrize("ahead", [0.0, 30.0, -30.0])
async def test_the_time_is_right(ahead: float) -> None:
    """Within what signatures bear."""
    with time_server() as server:
        server.ahead = ahead
        check = await ask(server.port)
    assert (check.passed, check.key) == (True, "config_panel.setup.check_time_ok")


@pytest.mark.parametrize(("ahead", "shown"), [(7200.0, "-7"), (-7200.0, "+7")])
async def test_our_clock_is_wrong(ahead: float, shown: str) -> None:
    """The difference is that of our clock."""
    with time_server() as server:
        server.ahead = ahead
        check = await ask(server.port)
    assert (check.passed, check.key) == (False, "config_panel.setup.check_time_ours")
    assert check.placeholders["difference"].startswith(shown)


async def test_answers_to_nobody() -> None:
    """Neither rubbish nor the answer to another question is taken for one."""
    with time_server() as server:
        server.strange, server.ahead = True, 7200
        assert (await ask(server.port)).key == "config_panel.setup.check_time_ours"


@pytest.mark.parametrize("silent", [{"mute": True}, {"stratum": 0}])
async def test_no_answer(silent: dict[str, Any]) -> None:
    """Asked twice; a server that does not know the time itself has none."""
    with time_server() as server:
        for name, value in silent.items():
            setattr(server, name, value)
        check = await ask(server.port, seconds=0.3)
        assert (check.passed, check.key) == (False, "config_panel.setup.check_time_silent")
        assert len(server.asked) == 2


async def test_nobody_there() -> None:
    """The machine says so at once."""
    assert (await ask(free_port())).key == "config_panel.setup.check_time_silent"


async def test_a_name_that_nobody_knows() -> None:
    """It is mistyped, most often."""
    with patch("socket.getaddrinfo", side_effect=socket.gaierror("unknown")):
        check = await ask(123, host="time.example")
    assert (check.passed, check.key) == (False, "config_panel.setup.check_time_unknown")
    assert check.placeholders == {"server": "time.example:123"}


async def test_another_platform_gives_the_time() -> None:
    """Nothing is asked."""
    with time_server() as server:
        time = {"ntp_host": "127.0.0.1", "ntp_port": server.port}
        [check] = await async_check_time_server({"answer_requests": False, "time": time})
        assert (check.passed, server.asked) == (None, [])
