"""Records of uploads, and what a dock reports of them."""

from datetime import UTC, datetime
from typing import Any

from custom_components.dji_dock.cloud_api import FileProgress, FileStatus, Module
from custom_components.dji_dock.logs.models import LogUpload, UploadFile

DOCK = "8UUXN0000000A1"
AIRCRAFT = "1581F0000000B2"
ID = "b6f7a3a0-0000-4000-8000-000000000001"
NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
FOLDER = f"dji_dock/logs/{DOCK}/20261121T023000Z_{ID}"


def new(*modules: str, **fields: Any) -> LogUpload:
    """Return an upload as it is requested, of both modules if none are named."""
    serials = {"aircraft": AIRCRAFT, "dock": DOCK}
    return LogUpload(
        upload_id=ID,
        dock=DOCK,
        created=NOW,
        heard=NOW,
        files=tuple(
            UploadFile(
                module=module,
                object_key=f"{FOLDER}/{module}.tar",
                boot_indexes=(321, 320),
                device_sn=serials[module],
                listed_size=1000,
            )
            for module in modules or ("aircraft", "dock")
        ),
        **fields,
    )


def entry(module: str | None = "dock", status: str = "unknown", **fields: Any) -> FileProgress:
    """Return the progress of one file, under its own key unless another is given."""
    known = {"dock": Module.DOCK, "aircraft": Module.AIRCRAFT}
    return FileProgress(
        **{
            "module": known[module] if module else None,
            "device_sn": "",
            "key": f"{FOLDER}/{module}.tar" if module else "",
            "status": FileStatus(status),
            "percent": None,
            "result": 0,
            "size": None,
            "rate": None,
            "fingerprint": "",
            **fields,
        }
    )
