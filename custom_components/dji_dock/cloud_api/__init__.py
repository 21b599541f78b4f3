"""DJI's Cloud API, server side: docks on an MQTT broker.

Knows nothing of Home Assistant and nothing of storage. A message takes this way:
transport -> server (topic, envelope) -> handlers (table by method) -> the feature's module,
which returns a model; listeners of that model get it.
"""

from .device import Aircraft, Dock, DockChanged, Fleet, model_name
from .envelope import new_id
from .errors import (
    BrokerAuthFailed,
    BrokerDenied,
    BrokerError,
    BrokerNotFound,
    BrokerTlsFailed,
    BrokerUnreachable,
    CloudApiError,
    DockRefused,
    NotConnected,
    ReplyTimeout,
)
from .events import ConnectionChanged
from .remote_log import (
    FileProgress,
    FileStatus,
    LogEntry,
    LogFile,
    LogProgress,
    Module,
    ModuleLogs,
    StorageTarget,
    fileupload_list,
    fileupload_start,
    fileupload_update,
)
from .server import CloudServer
from .settings import CloudSettings
from .topics import is_serial
from .transport import BrokerSettings, MqttTransport, Transport, check_broker, forget_session

__all__ = [
    "Aircraft",
    "BrokerAuthFailed",
    "BrokerDenied",
    "BrokerError",
    "BrokerNotFound",
    "BrokerSettings",
    "BrokerTlsFailed",
    "BrokerUnreachable",
    "CloudApiError",
    "CloudServer",
    "CloudSettings",
    "ConnectionChanged",
    "Dock",
    "DockChanged",
    "DockRefused",
    "FileProgress",
    "FileStatus",
    "Fleet",
    "LogEntry",
    "LogFile",
    "LogProgress",
    "Module",
    "ModuleLogs",
    "MqttTransport",
    "NotConnected",
    "ReplyTimeout",
    "StorageTarget",
    "Transport",
    "check_broker",
    "fileupload_list",
    "fileupload_start",
    "fileupload_update",
    "forget_session",
    "is_serial",
    "model_name",
    "new_id",
]
