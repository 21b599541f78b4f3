"""`python -m tests.lab.benchmarks.filled_store PORT OBJECTS DOCKS`: an S3 server that is full already.

The objects are put into moto's memory before it serves: a hundred thousand requests would take
longer than all that is measured.
"""

from datetime import UTC, datetime, timedelta
import sys

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends
from moto.server import main

BUCKET = "dji-dock"
NEWEST = datetime(2026, 11, 20, 18, tzinfo=UTC)
FILES_OF_A_FLIGHT = 50


def keys(objects: int, docks: int) -> list[str]:
    """Return keys as docks make them: flights of fifty files, two a day."""
    made = []
    for number in range(objects):
        dock, index = number % docks, number // docks
        flight, file = divmod(index, FILES_OF_A_FLIGHT)
        taken = NEWEST - timedelta(hours=12 * flight) + timedelta(seconds=2 * file)
        name = f"DJI_{taken:%Y%m%d%H%M%S}_{file:04}_{'VTWZ'[file % 4]}.JPG"
        made.append(f"dji_dock/media/{serial(dock)}/flight-{flight:05}/{name}")
    return made


def serial(dock: int) -> str:
    """Return the serial number of a dock."""
    return f"8UUXBENCH{dock:05}"


if __name__ == "__main__":
    port, objects, docks = sys.argv[1:]
    backend = s3_backends[DEFAULT_ACCOUNT_ID]["aws"]
    backend.create_bucket(BUCKET, "us-east-1")
    for key in keys(int(objects), int(docks)):
        backend.put_object(BUCKET, key, b"x")
    main(["-H", "127.0.0.1", "-p", port])
