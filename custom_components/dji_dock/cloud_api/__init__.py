"""DJI's Cloud API, server side: docks on an MQTT broker.

Knows neither Home Assistant nor a store. Its floors, each of which knows only those below: wire,
devices, cloud, features, handlers, server. A message takes this way: wire.transport -> server (topic,
envelope) -> handlers (table by method) -> a function of features, which returns an event; listeners
of events of its class get it, and what they save is saved before the dock gets its acknowledgement.
"""

from .cloud import Cloud
from .devices import aircraft_properties, dock_properties
from .devices.fleet import Fleet
from .devices.models import (
    Aircraft,
    Dock,
    DockChanged,
    PropertiesChanged,
    UnknownDockForgotten,
    generation,
    model_name,
)
from .devices.properties import Property, Values
from .errors import (
    AnswerEmpty,
    BrokerAuthFailed,
    BrokerClientIdRefused,
    BrokerClosedOnSubscribe,
    BrokerDenied,
    BrokerError,
    BrokerIgnoresSubscribe,
    BrokerLost,
    BrokerNotFound,
    BrokerProtocolRefused,
    BrokerQosRefused,
    BrokerSessionUnusable,
    BrokerTakenOver,
    BrokerTlsFailed,
    BrokerUnavailable,
    BrokerUnreachable,
    CloudApiError,
    DockOffline,
    DockRefused,
    DockSilent,
    EventRefused,
    LogsNotListed,
    NotConnected,
    NotSaved,
    PropertyNotSet,
    PropertyUnproven,
    ReplyTimeout,
)
from .features.config import LicenseMissing
from .features.firmware import FirmwareOf, UpgradeKind, ota_create, version_of
from .features.hms import HmsAlarm, HmsReport
from .features.media import (
    MediaFile,
    MediaPending,
    MediaPrioritized,
    MediaUploaded,
    Position,
    upload_flighttask_media_prioritize,
)
from .features.media_names import MediaKind, MediaVariant, kind_of, taken_at, variant_of
from .features.organization import BindingRefused, Refusal
from .features.property_set import property_set
from .features.remote_debug import (
    COMMANDS,
    CommandReplied,
    DebugCommand,
    JobProgress,
    JobWord,
)
from .features.remote_log import (
    FileProgress,
    FileStatus,
    LogEntry,
    LogFile,
    LogProgress,
    Module,
    ModuleLogs,
    fileupload_list,
    fileupload_start,
    fileupload_update,
)
from .features.topology import TopologyReported
from .features.wayline import FlightProgress
from .listeners import ConnectionChanged
from .neighbours import ForeignDockHeard, Neighbour, Neighbours, OwnerChanged
from .server import CloudServer
from .settings import CloudSettings
from .storage import MediaStorage, StorageRefused, StorageTarget
from .wire.clocks import ClockChecked
from .wire.connection import BrokerSettings
from .wire.envelope import new_id
from .wire.topics import is_serial
from .wire.transport import MqttTransport, Transport, check_broker, forget_session

__all__ = [
    "COMMANDS",
    "Aircraft",
    "AnswerEmpty",
    "BindingRefused",
    "BrokerAuthFailed",
    "BrokerClientIdRefused",
    "BrokerClosedOnSubscribe",
    "BrokerDenied",
    "BrokerError",
    "BrokerIgnoresSubscribe",
    "BrokerLost",
    "BrokerNotFound",
    "BrokerProtocolRefused",
    "BrokerQosRefused",
    "BrokerSessionUnusable",
    "BrokerSettings",
    "BrokerTakenOver",
    "BrokerTlsFailed",
    "BrokerUnavailable",
    "BrokerUnreachable",
    "ClockChecked",
    "Cloud",
    "CloudApiError",
    "CloudServer",
    "CloudSettings",
    "CommandReplied",
    "ConnectionChanged",
    "DebugCommand",
    "Dock",
    "DockChanged",
    "DockOffline",
    "DockRefused",
    "DockSilent",
    "EventRefused",
    "FileProgress",
    "FileStatus",
    "FirmwareOf",
    "Fleet",
    "FlightProgress",
    "ForeignDockHeard",
    "HmsAlarm",
    "HmsReport",
    "JobProgress",
    "JobWord",
    "LicenseMissing",
    "LogEntry",
    "LogFile",
    "LogProgress",
    "LogsNotListed",
    "MediaFile",
    "MediaKind",
    "MediaPending",
    "MediaPrioritized",
    "MediaStorage",
    "MediaUploaded",
    "MediaVariant",
    "Module",
    "ModuleLogs",
    "MqttTransport",
    "Neighbour",
    "Neighbours",
    "NotConnected",
    "NotSaved",
    "OwnerChanged",
    "Position",
    "PropertiesChanged",
    "Property",
    "PropertyNotSet",
    "PropertyUnproven",
    "Refusal",
    "ReplyTimeout",
    "StorageRefused",
    "StorageTarget",
    "TopologyReported",
    "Transport",
    "UnknownDockForgotten",
    "UpgradeKind",
    "Values",
    "aircraft_properties",
    "check_broker",
    "dock_properties",
    "fileupload_list",
    "fileupload_start",
    "fileupload_update",
    "forget_session",
    "generation",
    "is_serial",
    "kind_of",
    "model_name",
    "new_id",
    "ota_create",
    "property_set",
    "taken_at",
    "upload_flighttask_media_prioritize",
    "variant_of",
    "version_of",
]
