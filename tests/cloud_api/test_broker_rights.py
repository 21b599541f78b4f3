"""What the access rules of a real broker let us do, also where it only stays mute."""

from pathlib import Path

import pytest

from custom_components.dji_dock.cloud_api import BrokerRights, BrokerSettings, check_rights
from custom_components.dji_dock.cloud_api.wire.rights import PROBE, is_probe
from custom_components.dji_dock.cloud_api.wire.topics import SUBSCRIPTIONS, is_serial, parse
from tests.lab.stack.mosquitto import Mosquitto

READ = tuple(topic for topic, _ in SUBSCRIPTIONS)
WRITTEN = tuple(
    f"{root}/product/+/{kind}"
    for root, kind in (
        *(("thing", "services"), ("thing", "property/set"), ("thing", "events_reply")),
        *(("thing", "requests_reply"), ("sys", "status_reply")),
    )
)
HALF = ("thing/product/+/events", "thing/product/+/osd")


def reads(*topics: str) -> str:
    """Return rules that allow to read some topics."""
    return "\n".join(f"topic read {topic}" for topic in topics)


CASES: dict[str, tuple[str, BrokerRights]] = {
    "everything": (
        "topic readwrite thing/product/#\ntopic readwrite sys/product/#",
        BrokerRights((), (), ()),
    ),
    "no more than is needed": (
        reads(*READ) + "".join(f"\ntopic write {topic}" for topic in WRITTEN),
        BrokerRights((), (), READ),
    ),
    "nothing": ("topic read nothing", BrokerRights((), WRITTEN, READ)),
    "reading alone": (reads("thing/product/#", "sys/product/#"), BrokerRights((), WRITTEN, READ)),
    "writing alone": (
        "topic write thing/product/#\ntopic write sys/product/#",
        BrokerRights(READ, (), ()),
    ),
    "some topics only": (
        f"topic write thing/product/#\ntopic write sys/product/#\n{reads(*HALF)}",
        BrokerRights(tuple(topic for topic in READ if topic not in HALF), (), ()),
    ),
    "one of the roots": (
        "topic readwrite thing/product/#",
        BrokerRights((), ("sys/product/+/status_reply",), ("sys/product/+/status",)),
    ),
}


@pytest.mark.parametrize("name", CASES)
async def test_rights(tmp_path: Path, socket_enabled: None, name: str) -> None:
    """What lacks is named, what nobody can see is not called missing."""
    rules, expected = CASES[name]
    broker = Mosquitto(tmp_path / "broker", rights=f"user home\n{rules}")
    broker.start()
    settings = BrokerSettings(
        host="127.0.0.1",
        port=broker.port,
        username="home",
        password=broker.password,
        client_id="dji_dock_probe",
    )
    try:
        # Where nothing is missing it does not wait for it.
        patience = 30.0 if not expected.unread else 0.5
        assert await check_rights(settings, timeout=60, echo=patience) == expected
    finally:
        broker.kill()


def test_nobody_takes_the_probe_for_a_dock() -> None:
    """Neither this server nor any that looks at serial numbers."""
    topics = [topic.replace("+", PROBE) for topic in (*READ, *WRITTEN)]
    assert not is_serial(PROBE)
    assert [parse(topic) for topic in topics] == [None] * len(topics)
    assert all(is_probe(topic) for topic in topics)
    assert not is_probe("thing/product/8UUXN0000000A1/osd")
