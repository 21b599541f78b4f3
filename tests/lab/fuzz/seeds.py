"""What a simulated dock says, one message of each kind: what random messages are made of."""

from collections.abc import Iterator
import json
import time
from typing import Any, NamedTuple

from tests.cloud_api.wire import AIRCRAFT, DOCK, SETTINGS
from tests.lab.simulator import Alarm, DockProfile, Faults, FlightPlan, Module
from tests.lab.simulator.aircraft_osd import aircraft_osd, aircraft_state
from tests.lab.simulator.alarms import hms
from tests.lab.simulator.debug_job import DebugJob, event_data
from tests.lab.simulator.debug_methods import METHODS
from tests.lab.simulator.flight import FLIGHT, flight_progress
from tests.lab.simulator.osd import dock_a, dock_b, dock_c, dock_state, topology
from tests.lab.simulator.progress import FileState, progress_data
from tests.lab.simulator.sortie import moment
from tests.lab.simulator.state import State

UNKNOWN = "8UUXN0000000C3"
NOW = time.time_ns() // 1_000_000
"""When it is said: what is old is taken for kept by the broker, and not read."""
TID, BID = "@tid", "@bid"
"""Stand for the ids of a command that waits for its reply."""

KINDS = ("osd", "state", "events", "requests", "services_reply", "property/set_reply")
TOPICS = (
    *(f"thing/product/{serial}/{kind}" for serial in (DOCK, AIRCRAFT, UNKNOWN) for kind in KINDS),
    *(f"sys/product/{serial}/status" for serial in (DOCK, AIRCRAFT, UNKNOWN)),
    f"thing/product/{DOCK}/status",
    f"sys/product/{DOCK}/osd",
    f"thing/product/{DOCK}/services",
    f"thing/product/{DOCK}/drc/up",
    "thing/product//osd",
    "thing/product/../events",
    f"thing/product/{DOCK}",
    f"thing/product/{DOCK}\n/osd",
    f"thing/product/{'A' * 65}/osd",
    f"thing/product/{'A' * 64}/osd",
    "thing/product/\udcff/osd",
    "",
)
"""Where a message can come from: ours, strangers, and what is nobody's."""


class Seed(NamedTuple):
    """A message as it should be."""

    topic: str
    message: dict[str, Any]


def seeds() -> list[Seed]:
    """Return one message of each kind."""
    return list(_seeds())


def _seeds() -> Iterator[Seed]:
    profile = DockProfile(serial=DOCK, aircraft_serial=AIRCRAFT)
    state = State.of(profile)
    state.moment = moment(20, 0.5, 120)
    alarm = Alarm(code="0x16100083", device_type="3-3-0", level=2, in_the_sky=True)
    for data in (dock_a(state), dock_b(state), dock_c(state, media_pending=3)):
        yield _seed("osd", data)
    yield _seed("osd", aircraft_osd(state), serial=AIRCRAFT)
    for data in dock_state(state):
        yield _seed("state", data)
    for data in aircraft_state(state):
        yield _seed("state", data, serial=AIRCRAFT, need_reply=1)
    yield _seed("status", topology(profile, aircraft_on=True), "update_topo")
    for serial in (DOCK, AIRCRAFT):
        yield _seed("events", hms([alarm]), "hms", serial=serial, gateway=DOCK)
    yield _seed("events", flight_progress(FlightPlan(flight_id="f1"), 60, 25), FLIGHT)
    over = flight_progress(FlightPlan(flight_id="f1"), 100, 33, media_count=8, status="ok")
    yield _seed("events", over, FLIGHT)
    files = [
        FileState(module=module, key=f"logs/{module.name}.tar", device_sn="", size=1000)
        for module in Module
    ]
    yield _seed("events", progress_data("in_progress", 0, files, Faults()), "fileupload_progress")
    yield _seed("events", _callback(), "file_upload_callback", need_reply=1)
    first = "highest_priority_upload_flighttask_media"
    yield _seed("events", {"flight_id": "f1"}, first, need_reply=1)
    yield _seed("events", [], "airsense_warning", need_reply=1)
    yield from _jobs()
    yield from _requests()
    listed = {"module": "3", "device_sn": DOCK, "result": 0, "list": [{"boot_index": 1}]}
    for data in ({"result": 0, "files": [listed]}, {"result": 325009}):
        yield _seed("services_reply", data, "fileupload_list", tid=TID, bid=BID)
    for reply in ({"silent_mode": {"result": 0}}, {"silent_mode": {"result": 1}}):
        yield _seed("property/set_reply", reply, tid=TID, bid=BID)


def _jobs() -> Iterator[Seed]:
    """Return how jobs go on and end, also such as were never begun, and what nobody waits for."""
    device = {"sn": DOCK, "type": 1, "module": "3"}
    for method in ("cover_open", "drone_open", "drone_format", "device_reboot", "rtk_calibration"):
        step = METHODS[method].steps[-1]
        for status, percent in (("in_progress", 40.0), ("ok", 100.0), ("failed", 60.0)):
            job = DebugJob(
                method=method,
                bid="j1",
                data={"devices": [device]},
                status=status,
                result=514107 if status == "failed" else 0,
                step=step,
                percent=percent,
            )
            data = event_data(job, METHODS[method], Faults())
            yield _seed("events", data, method, bid="j1", need_reply=int(METHODS[method].only_end))
    shapes: tuple[dict[str, object], ...] = (
        {"step_key": "download_firmware"},
        {"current_step": "upgrade_firmware"},
        {"current_step": 1},
    )
    for shape in shapes:
        output = {
            "status": "in_progress",
            "progress": {"percent": 10, **shape},
            "ext": {"rate": 2_000_000},
        }
        yield _seed("events", {"result": 0, "output": output}, "ota_progress", bid="j2")
    for bid, method, reply in (
        ("j1", "cover_open", {"result": 0, "output": {"status": "in_progress"}}),
        ("j1", "", {"result": 514116}),
        ("j2", "ota_create", {"result": 0, "output": {"status": "sent"}}),
        ("j3", "debug_mode_open", {"result": 0}),
    ):
        yield _seed("services_reply", reply, method, bid=bid)


def _requests() -> Iterator[Seed]:
    credentials = {
        "device_binding_code": SETTINGS.binding_code,
        "organization_id": SETTINGS.organization_id,
    }
    for serial in (DOCK, UNKNOWN):
        devices = [{"sn": serial}, {"sn": AIRCRAFT}]
        bound = [{**device, **credentials, "device_callsign": "Roof"} for device in devices]
        for method, data in (
            ("config", {"config_type": "json", "config_scope": "product"}),
            ("airport_bind_status", {"devices": devices}),
            ("airport_organization_get", credentials),
            ("airport_organization_bind", {"bind_devices": bound}),
            ("storage_config_get", {"module": 0}),
            ("flight_areas_get", {}),
            ("something_new", {}),
        ):
            yield _seed("requests", data, method, serial=serial)


def _seed(kind: str, data: Any, method: str = "", serial: str = DOCK, **envelope: Any) -> Seed:
    root = "sys" if kind == "status" else "thing"
    message = {"tid": "t1", "bid": "b1", "timestamp": NOW, "gateway": DOCK, "data": data}
    if serial == UNKNOWN:
        message["gateway"] = UNKNOWN
    if method:
        message["method"] = method
    return Seed(f"{root}/product/{serial}/{kind}", json.loads(json.dumps(message | envelope)))


def _callback() -> dict[str, Any]:
    return {
        "file": {
            "object_key": "media/f1/DJI_20260521082803_0001_V.JPG",
            "path": "media/f1",
            "name": "DJI_20260521082803_0001_V.JPG",
            "ext": {"flight_id": "f1", "drone_model_key": "0-100-1", "is_original": True},
            "metadata": {
                "gimbal_yaw_degree": "-91.40",
                "absolute_altitude": 96.3,
                "shoot_position": {"lat": 52.37, "lng": 4.89},
                "create_time": "2026-05-21 08:28:03",
            },
        },
        "flight_task": {"uploaded_file_count": 1, "expected_file_count": 8, "flight_type": 0},
    }
