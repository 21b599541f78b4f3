"""What a user enters, for the broker and the store of the tests."""

from typing import Any
from uuid import uuid4

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import free_port
from tests.lab.stack.s3 import Store

ENTRY_ID = "0123456789abcdef0123456789abcdef"
BINDING_CODE = "7KQ2MXP4"
ORGANIZATION = "roof"


def bucket_input(store: Store) -> dict[str, Any]:
    """Return what a user enters for the store of the tests."""
    return {
        "provider": "minio",
        "endpoint": store.endpoint,
        "region": store.region,
        "bucket": store.bucket,
        "access_key_id": store.access_key,
        "secret_access_key": store.secret_key,
        "advanced": {
            "key_prefix": f"test-{uuid4().hex[:8]}",
            "credentials": "sts",
            "role_arn": store.role_arn,
            "credential_lifetime": 3600,
            "addressing": "auto",
        },
    }


def broker_input(broker: Mosquitto) -> dict[str, Any]:
    """Return what a user enters for the broker of the tests."""
    return {
        "host": "127.0.0.1",
        "port": broker.port,
        "username": broker.username,
        "password": broker.password,
        "tls": {"enabled": False, "verify": True},
    }


CLOUD_INPUT: dict[str, Any] = {
    "answer_requests": True,
    "app_id": "123456",
    "app_key": "app-key-of-the-tests",
    "app_license": "app-license-of-the-tests",
    "organization_id": ORGANIZATION,
    "organization_name": "Home",
    "binding_code": BINDING_CODE,
    "time": {"ntp_host": "pool.ntp.org", "ntp_port": 123},
}


def live_entry(broker: Mosquitto, store: Store) -> MockConfigEntry:
    """Return an entry that receives live video."""
    live = {"enabled": True, "port": free_port(), "address": "127.0.0.1"}
    return MockConfigEntry(
        domain=DOMAIN,
        title="Home",
        entry_id=ENTRY_ID,
        data={**broker_input(broker), **bucket_input(store), **CLOUD_INPUT},
        options={"live": live},
    )
