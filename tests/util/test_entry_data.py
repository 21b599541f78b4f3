"""From what was saved to the settings of the bucket."""

from ipaddress import IPv4Address
from pathlib import Path
import ssl
from typing import Any

import pytest

from custom_components.dji_dock.bucket import Addressing, InvalidAuthority, Provider
from custom_components.dji_dock.bucket_access.target import storage_fingerprint
from custom_components.dji_dock.util.entry_data import bucket_config
from tests.lab.stack.certificates import Authority

BEFORE: dict[str, Any] = {
    "provider": "minio",
    "endpoint": "http://192.168.1.5:9000",
    "region": "us-east-1",
    "bucket": "docks",
    "access_key_id": "docks",
    "secret_access_key": "secret",
    "advanced": {"key_prefix": "dji_dock", "credentials": "sts", "credential_lifetime": 3600},
}
"""As an entry was saved before it could name an STS endpoint, an addressing and an authority."""


def test_what_was_saved_before() -> None:
    """It means what it meant, and docks that use it are not told that they have to ask anew."""
    config = bucket_config(BEFORE)
    assert (config.sts_endpoint, config.addressing, config.authorities) == (
        None,
        Addressing.AUTO,
        b"",
    )
    assert config.dock_provider is Provider.MINIO
    assert storage_fingerprint(config) == "cd41aa35059a68bc"


def test_what_can_be_saved_now(tmp_path: Path) -> None:
    """A certificate may have lost its line breaks, and have remarks around it."""
    authority = Authority(tmp_path)
    authority.certify(IPv4Address("127.0.0.1"))
    pasted = f"# ours\n{authority.pem.replace('\n', ' ')}\n# end"
    more = {"sts_endpoint": "https://sts.x", "addressing": "virtual", "ca_certificate": pasted}
    config = bucket_config({**BEFORE, "advanced": {**BEFORE["advanced"], **more}})
    assert config.sts_url == "https://sts.x"
    assert config.by_host
    assert config.authorities == ssl.PEM_cert_to_DER_cert(authority.pem)


def test_what_is_no_certificate() -> None:
    """It is told as an error of the bucket, whenever it is found out."""
    with pytest.raises(InvalidAuthority):
        bucket_config({**BEFORE, "advanced": {"ca_certificate": "none"}})
