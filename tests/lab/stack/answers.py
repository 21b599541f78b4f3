"""What an owner types into the set-up, for the parts that run here."""

from typing import Any

from .mosquitto import Mosquitto
from .s3 import Store

BINDING_CODE = "7KQ2MXP4"
ORGANIZATION = "roof"


def flow_input(broker: Mosquitto, store: Store, endpoint: str = "") -> dict[str, dict[str, Any]]:
    """Return what a user would enter; `endpoint` is another way to the store."""
    return {
        "user": {
            "host": "127.0.0.1",
            "port": broker.port,
            "username": broker.username,
            "password": broker.password,
            "tls": {},
        },
        "bucket": {
            "provider": "minio",
            "endpoint": endpoint or store.endpoint,
            "bucket": store.bucket,
            "access_key_id": store.access_key,
            "secret_access_key": store.secret_key,
            "advanced": {"role_arn": store.role_arn},
        },
        "cloud_server": {
            "app_id": "1",
            "app_key": "2",
            "app_license": "3",
            "organization_id": ORGANIZATION,
            "binding_code": BINDING_CODE,
            "time": {},
        },
    }
