"""The rights to paste into Mosquitto: a dock can do all its work, and nothing of another's."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from pathlib import Path

import aiomqtt
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.configuration.snippets import broker_snippets
from tests.helpers.home import call, wait_until
from tests.lab.simulator import Broker, SimulatedDock
from tests.lab.stack.mosquitto import Mosquitto

DOCK, AIRCRAFT = "8UUXN0000000A1", "1581F0000000B2"
OTHER, OTHER_AIRCRAFT = "8UUXN0000000A9", "1581F0000000B9"
PASSWORDS = {DOCK: "of-the-dock", OTHER: "of-the-other"}
_SECONDS = 20


@pytest.fixture
def mosquitto(tmp_path: Path) -> Generator[Mosquitto]:
    """Run a broker with the rights as they are to be pasted."""
    snippets = broker_snippets({"username": "home"}, [(DOCK, AIRCRAFT), (OTHER, OTHER_AIRCRAFT)])
    [rights] = [each.text for each in snippets if each.name == "mosquitto_acl"]
    broker = Mosquitto(tmp_path / "mosquitto", others=PASSWORDS, rights=rights)
    broker.start()
    yield broker
    broker.kill()


@pytest.fixture
def broker_of_docks(mosquitto: Mosquitto) -> Broker:
    """Return the broker as the dock knows it, with a user of its own."""
    return Broker(host="127.0.0.1", port=mosquitto.port, username=DOCK, password=PASSWORDS[DOCK])


@asynccontextmanager
async def client(
    broker: Mosquitto, user: str, topics: tuple[str, ...]
) -> AsyncGenerator[aiomqtt.Client]:
    """Connect as a user, and subscribe."""
    password = PASSWORDS.get(user, broker.password)
    async with aiomqtt.Client("127.0.0.1", broker.port, username=user, password=password) as made:
        for topic in topics:
            await made.subscribe(topic, 1)
        yield made


async def heard(listener: aiomqtt.Client, until: str) -> set[str]:
    """Return the topics of all that arrives, up to one."""
    topics = set[str]()
    async with asyncio.timeout(_SECONDS):
        async for message in listener.messages:
            topics.add(str(message.topic))
            if str(message.topic) == until:
                return topics
    raise AssertionError(until)


async def test_a_dock_can_do_all_its_work(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """It binds itself, tells of itself and its aircraft, and obeys."""
    fleet = loaded.runtime_data.server.fleet
    await wait_until(lambda: fleet.get(dock.serial).online)
    started = await call(hass, "start_log_upload", dock.serial)
    registry = loaded.runtime_data.logs.registry
    await wait_until(lambda: registry.latest(dock.serial).status == "uploaded")
    assert registry.latest(dock.serial).upload_id == started["upload_id"]
    await wait_until(lambda: loaded.runtime_data.server.properties.of(AIRCRAFT))


async def test_a_dock_reads_nothing_of_another(mosquitto: Mosquitto, socket_enabled: None) -> None:
    """Whatever it subscribes to; its own still arrives."""
    everything = ("thing/product/#", "sys/product/#", "#", f"thing/product/{DOCK}/services")
    own = f"thing/product/{OTHER}/services"
    async with (
        client(mosquitto, OTHER, everything) as spy,
        client(mosquitto, mosquitto.username, ()) as home,
    ):
        for topic in (
            f"thing/product/{DOCK}/services",
            f"thing/product/{DOCK}/requests_reply",
            f"sys/product/{DOCK}/status_reply",
            f"thing/product/{AIRCRAFT}/osd",
            own,
        ):
            await home.publish(topic, "x", 1)
        assert await heard(spy, own) == {own}


async def test_a_dock_says_nothing_for_another(mosquitto: Mosquitto, socket_enabled: None) -> None:
    """Neither as it nor of its aircraft; of its own aircraft it says how it is, and no more."""
    last = f"thing/product/{OTHER}/osd"
    async with (
        client(mosquitto, mosquitto.username, ("thing/product/#", "sys/product/#")) as home,
        client(mosquitto, OTHER, ()) as liar,
    ):
        for topic in (
            f"thing/product/{DOCK}/events",
            f"thing/product/{DOCK}/services",
            f"sys/product/{DOCK}/status",
            f"thing/product/{AIRCRAFT}/osd",
            f"thing/product/{OTHER_AIRCRAFT}/events",
            f"thing/product/{OTHER_AIRCRAFT}/osd",
            f"thing/product/{OTHER_AIRCRAFT}/state",
            f"sys/product/{OTHER}/status",
            last,
        ):
            await liar.publish(topic, "x", 1)
        assert await heard(home, last) == {
            f"thing/product/{OTHER_AIRCRAFT}/osd",
            f"thing/product/{OTHER_AIRCRAFT}/state",
            f"sys/product/{OTHER}/status",
            last,
        }
