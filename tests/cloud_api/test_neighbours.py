"""Several servers that hear the same docks: each message is answered once, by the right one."""

import asyncio
from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.dji_dock.cloud_api import (
    BindingRefused,
    CloudSettings,
    ForeignDockHeard,
    HmsReport,
    Neighbours,
)
from custom_components.dji_dock.cloud_api.features.organization import (
    ALREADY_BOUND,
    UNKNOWN_ORGANIZATION,
)
from tests.cloud_api.wire import bind_data

from .wire import AIRCRAFT, DOCK, SETTINGS, Wire

BARN = replace(SETTINGS, organization_id="barn", binding_code="BARNCODE", app_id="654321")
PAUSE = 0.05


@pytest.fixture(autouse=True)
def impatient() -> Generator[None]:
    """Wait for others for a moment only."""
    module = "custom_components.dji_dock.cloud_api.neighbours"
    with (
        patch(f"{module}.ANSWER_AFTER", PAUSE),
        patch(f"{module}.NAMED_ANSWERS_AFTER", PAUSE),
    ):
        yield


class Street:
    """Two servers on one broker, or on two."""

    def __init__(self, second: CloudSettings = BARN) -> None:
        """Let both run."""
        self.known: dict[str, CloudSettings] = {}
        self.neighbours = Neighbours(lambda: self.known)
        self.roof, self.barn = Wire(), Wire(second)
        self.heard: list[ForeignDockHeard] = []
        self.leave: dict[str, Callable[[], None]] = {}
        for name, wire in (("roof", self.roof), ("barn", self.barn)):
            self.leave[name] = self.neighbours.register(name, wire.server).join()
            wire.server.listeners.add(ForeignDockHeard, self.heard.append)

    async def say(
        self, kind: str, method: str = "", data: object = None, **envelope: Any
    ) -> dict[str, list[Any]]:
        """Let both receive a message, and return the `data` of what each of them answers."""
        for wire in (self.roof, self.barn):
            wire.transport.published.clear()
            wire.say(kind, method, data, **envelope)
        return await self.answers()

    async def answers(self) -> dict[str, list[Any]]:
        """Return what each of them answers in the end."""
        for wire in (self.roof, self.barn):
            async with asyncio.timeout(20):
                while wire.server.at_work:
                    await asyncio.sleep(0.01)
        return {
            name: [message["data"] for _, message in wire.transport.published]
            for name, wire in (("roof", self.roof), ("barn", self.barn))
        }


async def test_only_the_owner_of_a_dock_answers_it() -> None:
    """Requests, events, topology, telemetry; and of its aircraft, too."""
    street = Street()
    street.roof.accept()
    street.roof.server.listeners.add(HmsReport, lambda report: None)
    messages: list[tuple[str, str, object, dict[str, Any]]] = [
        ("requests", "config", {}, {}),
        ("requests", "airport_bind_status", {"devices": [{"sn": DOCK}]}, {}),
        ("requests", "storage_config_get", {"module": 0}, {}),
        ("requests", "nobody_knows", {}, {}),
        ("status", "update_topo", {"domain": "3", "sub_devices": [{"sn": AIRCRAFT}]}, {}),
        ("osd", "", {"cover_state": 0}, {"need_reply": 1}),
        ("events", "hms", {"list": []}, {"need_reply": 1}),
        ("requests", "flight_areas_get", {}, {"serial": AIRCRAFT, "gateway": DOCK}),
        ("events", "hms", {"list": []}, {"serial": AIRCRAFT, "gateway": DOCK, "need_reply": 1}),
    ]
    for number, (kind, method, data, envelope) in enumerate(messages):
        answers = await street.say(kind, method, data, tid=f"tid-{number}", **envelope)
        assert (len(answers["roof"]), answers["barn"]) == (1, []), method
    assert street.barn.server.fleet.get(DOCK) is None


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("method", ["airport_organization_get", "airport_organization_bind"])
@pytest.mark.parametrize("owner", ["roof", "barn"])
async def test_a_free_dock_is_bound_by_whom_it_names(owner: str, method: str, late: bool) -> None:
    """Whoever hears it first, and nobody says meanwhile that the code is wrong."""
    street = Street()
    settings = {"roof": SETTINGS, "barn": BARN}[owner]
    data: dict[str, Any] = {
        "device_binding_code": settings.binding_code,
        "organization_id": settings.organization_id,
    }
    if method.endswith("bind"):
        data = bind_data(settings.binding_code, settings.organization_id)
    wires = [street.roof, street.barn]
    for wire in reversed(wires) if late else wires:
        wire.say("requests", method, data)
        await asyncio.sleep(0)
    answers = await street.answers()
    (answer,) = answers.pop(owner)
    assert answer["result"] == 0
    assert all(info["err_code"] == 0 for info in answer["output"].get("err_infos", ()))
    assert [*answers.values()] == [[]]
    bound = {"airport_organization_bind": owner}.get(method)
    assert street.neighbours.owner(DOCK) == bound


async def test_a_free_dock_has_one_answer_to_everything() -> None:
    """Also where it names nobody, and to each repetition."""
    street = Street()
    wrong = {"device_binding_code": "no", "organization_id": "nobody"}
    for method, data in (("config", {}), ("airport_organization_get", wrong), ("unknown", {})):
        for _ in range(2):
            answers = await street.say("requests", method, data)
            assert [len(answers["roof"]), len(answers["barn"])] == [1, 0], method
    topology = await street.say("status", "update_topo", {"domain": "3"})
    assert [len(topology["roof"]), len(topology["barn"])] == [1, 0]


async def test_the_one_with_a_licence_answers_first() -> None:
    """A dock without one would leave."""
    street = Street(BARN)
    street.roof.server.settings = replace(SETTINGS, app_license="")
    answers = await street.say("requests", "config", {})
    assert answers["roof"] == []
    assert answers["barn"][0]["app_id"] == "654321"


async def test_who_alone_hears_a_free_dock_answers_it() -> None:
    """Whatever its place among the others; also with a refusal."""
    street = Street()
    data = {"device_binding_code": SETTINGS.binding_code, "organization_id": "roof"}
    assert (await street.barn.ask("config"))["app_id"] == "654321"
    answer = await street.barn.ask("airport_organization_get", data)
    assert answer == {"result": UNKNOWN_ORGANIZATION}
    assert (await street.answers())["roof"] == []


async def test_a_late_copy_is_not_answered_again() -> None:
    """As from what the broker kept for one of them."""
    street = Street()
    street.barn.say("requests", "config", {})
    assert len((await street.answers())["barn"]) == 1
    street.roof.say("requests", "config", {})
    assert (await street.answers())["roof"] == []


async def test_a_dock_of_one_that_binds_itself_to_the_other() -> None:
    """It is answered that it is bound elsewhere, once, and its new cloud asks people."""
    street = Street()
    street.roof.accept()
    data = bind_data("BARNCODE", "barn")
    answers = await street.say("requests", "airport_organization_bind", data)
    codes = [info["err_code"] for info in answers["roof"][0]["output"]["err_infos"]]
    assert (codes, answers["barn"]) == ([ALREADY_BOUND, ALREADY_BOUND], [])
    assert street.heard == [ForeignDockHeard(DOCK, named=True)]
    # On a broker of its own, where the owner hears nothing.
    street.roof.server.fleet.expire(0)
    street.barn.say("requests", "airport_organization_bind", data, tid="tid-2")
    answers = await street.answers()
    codes = [info["err_code"] for info in answers["barn"][-1]["output"]["err_infos"]]
    assert codes == [ALREADY_BOUND, ALREADY_BOUND]
    get = {"device_binding_code": "BARNCODE", "organization_id": "barn"}
    street.barn.say("requests", "airport_organization_get", get, tid="tid-3")
    assert (await street.answers())["barn"][-1] == {"result": ALREADY_BOUND}
    assert street.neighbours.owner(DOCK) == "roof"


async def test_beside_another_platform_a_dock_of_others_is_not_taken() -> None:
    """All docks that nobody owns are."""
    street = Street(replace(BARN, answer_requests=False))
    street.roof.accept()
    await street.say("osd", data={"cover_state": 0})
    await street.say("osd", data={"cover_state": 0}, serial="8UUXFREE")
    assert street.barn.server.fleet.get(DOCK) is None
    assert street.barn.server.fleet.accepted("8UUXFREE")
    assert not street.roof.server.fleet.accepted("8UUXFREE")


@pytest.mark.parametrize("data", [bind_data("BARNCODE", "barn"), bind_data("typo", "barn")])
@pytest.mark.parametrize("loaded", [False, True])
async def test_a_dock_of_one_that_hears_nothing_yet(data: dict[str, Any], *, loaded: bool) -> None:
    """Nobody else refuses it: it would not ask again when its own is there."""
    street = Street()
    refused = street.roof.events(BindingRefused)
    street.known = {"roof": SETTINGS, "barn": BARN}
    if loaded:
        street.barn.transport.connected = False
    else:
        street.leave["barn"]()
    [device, *_] = data["bind_devices"]
    for method, asked in (
        ("airport_organization_get", device),
        ("airport_organization_bind", data),
    ):
        street.roof.say("requests", method, asked, tid=method)
        assert (await street.answers())["roof"] == []
    street.roof.accept()
    street.roof.say("requests", "airport_organization_bind", data, tid="ours")
    assert (await street.answers())["roof"] == []
    assert refused == []
    # What names nobody, or us, is answered all the while.
    for method, asked in (
        ("config", {}),
        ("airport_organization_get", {"organization_id": "", "device_binding_code": ""}),
        ("airport_organization_bind", bind_data()),
    ):
        street.roof.say("requests", method, asked, tid=f"own {method}")
        assert len((await street.answers())["roof"]) == 1, method
        street.roof.transport.published.clear()


async def test_one_that_shares_our_organization_is_waited_for_by_its_code() -> None:
    """Of a wrong code nobody knows whose it was to be."""
    street = Street()
    street.leave["barn"]()
    street.known = {"barn": replace(BARN, organization_id=SETTINGS.organization_id)}
    street.roof.say("requests", "airport_organization_bind", bind_data("BARNCODE"))
    assert (await street.answers())["roof"] == []
    street.roof.say("requests", "airport_organization_bind", bind_data("typo"))
    assert len((await street.answers())["roof"]) == 1


async def test_a_dock_that_is_let_go_is_free() -> None:
    """Also all of an entry that is removed, whether it runs or not."""
    street = Street()
    street.roof.accept()
    assert not street.neighbours.claim(DOCK, "barn")
    assert street.barn.server.fleet.update(DOCK, accepted=True) is None
    street.neighbours.release_all("roof")
    assert street.neighbours.claim(DOCK, "barn")


async def test_what_is_restored_belongs_to_one() -> None:
    """A file of earlier releases may say something else."""
    street = Street()
    street.roof.accept()
    street.barn.server.fleet.restore(street.roof.server.fleet.as_dict())
    assert [*street.barn.server.fleet] == []


async def test_alone_nothing_is_waited_for() -> None:
    """One that stopped is no neighbour any more."""
    street = Street()
    street.leave["roof"]()
    with patch("custom_components.dji_dock.cloud_api.neighbours.ANSWER_AFTER", 3600):
        assert (await street.barn.ask("config"))["app_id"] == "654321"
