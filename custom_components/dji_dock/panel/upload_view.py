"""What the page shows of an upload of logs."""

from ..hub import Hub
from ..logs.models import LogUpload
from ..logs.queue import QueuedUpload
from ..logs.responses import queued_report, upload_report
from .items import View
from .rates import Rates
from .words import failure_words


def upload_view(hub: Hub, device_id: str, upload: LogUpload, rates: Rates) -> View:
    """Return an upload; what can be done with it depends on the user besides."""
    view: View = upload_report(upload)
    rate, eta = rates.of_upload(upload)
    for shown, file in zip(view["files"], upload.files, strict=True):
        file_rate, file_eta = rates.of_file(upload, file)
        shown |= {
            "rate": file_rate,
            "eta": file_eta,
            "words": failure_words(file.error, file.result),
        }
    finished = upload.status.finished
    return view | {
        **_common(hub, device_id, upload.dock),
        "rate": rate,
        "eta": eta,
        "position": None,
        "words": failure_words(upload.error, upload.error_code),
        "may": {
            "cancel": not finished and any(not file.cancel for file in upload.open_files),
            "retry": finished
            and (bool(upload.selection) or any(file.boot_indexes for file in upload.files)),
            "download": any(file.linked_keys for file in upload.files),
            "delete": True,
        },
    }


def queued_view(hub: Hub, device_id: str, queued: QueuedUpload) -> View:
    """Return an upload that waits for its turn."""
    waiting = [each.upload_id for each in hub.logs.queue.of_dock(queued.dock)]
    known = queued.upload_id in waiting
    return queued_report(queued) | {
        **_common(hub, device_id, queued.dock),
        "rate": None,
        "eta": None,
        "position": waiting.index(queued.upload_id) + 1 if known else None,
        "words": None,
        "may": {"cancel": True, "retry": False, "download": False, "delete": True},
    }


def find_upload(hub: Hub, dock: str, device_id: str, upload_id: str, rates: Rates) -> View | None:
    """Return an upload of a dock, whether it has begun or waits; None if there is none."""
    upload = hub.logs.registry.get(upload_id)
    if upload is not None:
        return upload_view(hub, device_id, upload, rates) if upload.dock == dock else None
    queued = hub.logs.queue.get(dock, upload_id)
    return queued_view(hub, device_id, queued) if queued else None


def _common(hub: Hub, device_id: str, dock: str) -> View:
    return {"device_id": device_id, "dock": hub.docks.name_of(dock)}
