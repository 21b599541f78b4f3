"""Whatever comes from the broker, the cloud server goes on as if nothing had happened."""

import asyncio
from collections.abc import Sequence
from itertools import count
import tracemalloc
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import orjson
import pytest

from custom_components.dji_dock.cloud_api.work import MAX_OF_DOCK
from tests.cloud_api.wire import DOCK

from .bench import Bench, Errors
from .damage import Sent, all_changes, encode, examples, message
from .seeds import NOW, TOPICS

# The same messages each time: a check that fails only now and then helps nobody.
FIXED = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_MESSAGES = st.randoms(use_true_random=False).map(message)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
_FIELDS = ("tid", "bid", "timestamp", "gateway", "method", "need_reply", "data")
_METHODS = sorted({seed.message.get("method", "") for seed in examples()})
_ENVELOPES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(_FIELDS, _JSON) | {"method": st.sampled_from(_METHODS) | _JSON}
)
_ANYTHING = st.builds(
    Sent,
    st.sampled_from(TOPICS) | st.text(max_size=80),
    (_ENVELOPES | _JSON).map(encode) | st.binary(max_size=200),
    st.booleans(),
)

pytestmark = pytest.mark.slow


def play(messages: Sequence[Sent]) -> None:
    """Let a dock say all this."""

    async def run() -> None:
        errors = Errors()
        with errors.listening():
            bench = Bench(errors)
            for sent in messages:
                await bench.feed(sent)
            await bench.close()

    asyncio.run(run())


def test_undamaged_messages() -> None:
    """What docks really say is no trouble, in any order."""
    sent = [Sent(topic, encode(body), False) for topic, body in examples()]
    play([*sent, *reversed(sent)])


@pytest.mark.parametrize("retain", [False, True])
def test_every_message_on_every_topic(retain: bool) -> None:
    """Topics of another device, of no device, or not ours at all."""
    play([Sent(topic, encode(body), retain) for topic in TOPICS for _, body in examples()])


def test_every_value_in_every_field() -> None:
    """Each field of each message takes each odd value in turn, or is missing."""

    async def run() -> None:
        errors = Errors()
        with errors.listening():
            bench = Bench(errors)
            for topic, body in examples():
                for payloads in all_changes(body):
                    for payload in payloads:
                        bench.server.receive(topic, payload, False)
                    await bench.feed(Sent(topic, payload, False))
                    bench.forget_answers()
            await bench.close()

    asyncio.run(run())


@settings(FIXED, max_examples=100)
@given(st.lists(_MESSAGES, min_size=1, max_size=12))
def test_damaged_messages(messages: list[Sent]) -> None:
    """Fields of any type, too deep, too long, too many, too large; from any topic."""
    play(messages)


@settings(FIXED, max_examples=100)
@given(st.lists(_ANYTHING, min_size=1, max_size=8))
def test_anything(messages: list[Sent]) -> None:
    """Envelopes of arbitrary JSON, and what is no JSON at all."""
    play(messages)


def _growing(kind: str, made: Any) -> list[Sent]:
    """Return thousands of messages of one dock, no two alike."""
    topic = f"{'sys' if kind == 'status' else 'thing'}/product/{DOCK}/{kind}"
    return [Sent(topic, orjson.dumps(made(number)), False) for number in range(3000)]


_GROWING = {
    "methods": ("events", lambda number: {"method": f"m{number}" + "x" * 100, "need_reply": 1}),
    "requests": ("requests", lambda number: {"method": f"m{number}", "tid": f"t{number}"}),
    "replies": ("services_reply", lambda number: {"tid": f"t{number}", "data": {"result": 0}}),
    "keys": ("osd", lambda number: {"data": {f"key {number}": "x" * 200}}),
    "fields": ("osd", lambda number: {"data": {"sub_device": {f"key {number}": "x" * 200}}}),
    "branches": (
        "osd",
        lambda number: {
            "data": {
                "storage": {
                    f"a{number % 61}": {
                        f"b{number % 59}": {
                            f"c{number % 53}": {f"d{n}": "x" * 100 for n in range(64)}
                        }
                    }
                }
            }
        },
    ),
    "aircraft": (
        "osd",
        lambda number: {"data": {"sub_device": {"device_sn": f"1581F{number}"}}},
    ),
    "topology": (
        "status",
        lambda number: {
            "method": "update_topo",
            "data": {"domain": "3", "sub_devices": [{"sn": f"1581F{number}", "type": 100}]},
        },
    ),
    "alarms": (
        "events",
        lambda number: {"method": "hms", "data": {"list": [{"code": f"0x{number:08X}"}]}},
    ),
    "jobs": (
        "events",
        lambda number: {"method": "cover_open", "bid": f"job-{number}", "need_reply": 1},
    ),
    "unasked replies": (
        "services_reply",
        lambda number: {"tid": f"t{number}", "bid": f"job-{number}", "data": {"result": 514107}},
    ),
    "flights": (
        "events",
        lambda number: {"method": "flighttask_progress", "bid": f"flight-{number}"},
    ),
}


@pytest.mark.parametrize("name", _GROWING)
def test_nothing_grows(name: str) -> None:
    """Thousands of messages of one dock, each of which says something new, take a few MB at most."""
    messages = _growing(*_GROWING[name])

    async def run() -> int:
        errors = Errors()
        with errors.listening():
            bench = Bench(errors)
            tracemalloc.start()
            for number, sent in zip(count(), messages, strict=False):
                bench.server.receive(sent.topic, sent.payload, sent.retain)
                if number % 100 == 0:
                    await bench.feed(sent)
                    bench.forget_answers()
            bench.forget_answers()
            kept, _ = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            await bench.close()
        return kept

    assert asyncio.run(run()) < 4_000_000


def _strangers(number: int) -> list[Sent]:
    """Return what a dock says that nobody knows: all that makes it one, and a request."""
    serial = f"8UUXSTRANGER{number}"
    osd = {"tid": "t", "timestamp": NOW + number, "data": {"cover_state": 0}}
    ask = {"tid": f"t{number}", "bid": "b", "method": "airport_bind_status", "data": {}}
    return [
        Sent(f"thing/product/{serial}/osd", orjson.dumps(osd), False),
        Sent(f"thing/product/{serial}/requests", orjson.dumps(ask), False),
    ]


def test_many_strangers() -> None:
    """Anybody on the broker can invent docks; there is an end to those that are known."""

    async def run() -> None:
        errors = Errors()
        with errors.listening():
            bench = Bench(errors)
            for number in range(3000):
                for sent in _strangers(number):
                    bench.server.receive(*sent)
                if number % 100 == 0:
                    await bench.feed(sent)
            await bench.close()

    asyncio.run(run())


def test_a_burst() -> None:
    """More at once than can be done at once is dropped, and afterwards there is room again."""

    async def run() -> None:
        errors = Errors()
        with errors.listening():
            bench = Bench(errors)
            sent = Sent(*_strangers(0)[1])._replace(topic=f"thing/product/{DOCK}/requests")
            for _ in range(3000):
                bench.server.receive(*sent)
            # A few others are at it, too.
            assert bench.server.at_work < 2 * MAX_OF_DOCK
            assert bench.server.dropped["overload"] > 2000
            await bench.feed(sent)
            assert not bench.server.at_work
            await bench.close()

    asyncio.run(run())
