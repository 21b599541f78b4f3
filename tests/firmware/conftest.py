"""What the tests of firmware share: packages in the bucket."""

from collections.abc import Iterator

import pytest

from custom_components.dji_dock.bucket import Bucket
from tests.bucket.helpers import keys_in
from tests.bucket.servers import bucket_config
from tests.lab.stack.s3 import Store


@pytest.fixture
def bucket(store: Store, socket_enabled: None) -> Iterator[Bucket]:
    """Return a bucket with a folder of the test's own, which is emptied."""
    bucket = Bucket(bucket_config(store))
    yield bucket
    for key in keys_in(bucket):
        bucket.delete(key)
