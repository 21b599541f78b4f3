"""The rights that we use ourselves, and those of docks, in the words of policies."""

from collections.abc import Generator
from contextlib import contextmanager

from .config import BucketConfig, Provider
from .errors import BucketDenied, RightMissing

OF_OBJECTS = ("PutObject", "GetObject", "DeleteObject", "AbortMultipartUpload")
"""On what lies below our folder; links and looking for an object need GetObject."""
OF_THE_BUCKET = ("ListBucket", "ListBucketMultipartUploads")
OF_DOCKS = ("PutObject", "AbortMultipartUpload")
"""On the folder of a dock; uploads in parts need PutObject alone."""

# In the policies of Alibaba, where they are not called the same.
_ALIBABA = {"ListBucket": "ListObjects", "ListBucketMultipartUploads": "ListMultipartUploads"}


def right(provider: Provider, name: str) -> str:
    """Return a right as policies of a provider name it."""
    return f"oss:{_ALIBABA.get(name, name)}" if provider is Provider.ALI else f"s3:{name}"


@contextmanager
def needs(config: BucketConfig, name: str) -> Generator[None]:
    """Name the right that lacks when what is done here is denied, and not for another reason."""
    try:
        yield
    except BucketDenied as err:
        if err.code not in ("AccessDenied", "403"):
            raise
        raise RightMissing(err.code, right(config.provider, name)) from err
