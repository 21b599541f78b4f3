"""Simulated docks: the other side of the wire, written from the protocol document alone.

Nothing here imports the integration. `python -m tests.lab.simulator --help` runs docks by hand.
"""

from .alarms import Alarm
from .debug_job import DebugJob
from .debug_methods import METHODS
from .dock import SimulatedDock
from .equipment import Mode
from .faults import Faults, parse_faults
from .flight import FlightPlan, MediaFile
from .job import Uploaded, UploadJob
from .link import BrokerRefused, check_broker
from .live.decode import clocks, pictures
from .live.picture import read_clock
from .live.settings import FULL_HD, LivePicture, LiveQuirks
from .live.stream import LiveStream, Push
from .logs import expected_archive
from .malformed import Malformed, malformed
from .orders import Order
from .profile import DockProfile, LogQuirks, MediaQuirks, Model, Module, fleet
from .simulator import Simulator
from .upgrade import Upgrade
from .uplink import Emitted
from .wire import Broker, Received

__all__ = [
    "FULL_HD",
    "METHODS",
    "Alarm",
    "Broker",
    "BrokerRefused",
    "DebugJob",
    "DockProfile",
    "Emitted",
    "Faults",
    "FlightPlan",
    "LivePicture",
    "LiveQuirks",
    "LiveStream",
    "LogQuirks",
    "Malformed",
    "MediaFile",
    "MediaQuirks",
    "Mode",
    "Model",
    "Module",
    "Order",
    "Push",
    "Received",
    "SimulatedDock",
    "Simulator",
    "Upgrade",
    "UploadJob",
    "Uploaded",
    "check_broker",
    "clocks",
    "expected_archive",
    "fleet",
    "malformed",
    "parse_faults",
    "pictures",
    "read_clock",
]
