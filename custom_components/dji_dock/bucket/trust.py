"""Lets clients of boto3 trust a store's own authority besides the public ones."""

import ssl
from typing import TYPE_CHECKING, Any

from botocore.httpsession import URLLib3Session
from botocore.utils import get_environ_proxies

from .errors import InvalidAuthority

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest
    from botocore.client import BaseClient


class _TrustingSession(URLLib3Session):
    """Botocore takes further authorities from files only, which somebody may tidy away."""

    def __init__(self, authorities: bytes, **more: Any) -> None:
        self._authorities = authorities
        super().__init__(**more)

    def _get_ssl_context(self) -> ssl.SSLContext:
        context: ssl.SSLContext = super()._get_ssl_context()  # type: ignore[misc]  # the stubs lack it
        context.load_verify_locations(cadata=self._authorities)
        # Home-made authorities seldom have the key identifiers that the strict mode insists on.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        return context


def trust(client: BaseClient, authorities: bytes, **more: Any) -> None:
    """Let a client trust these authorities (DER), too; `more` is how its requests are sent.

    Raises:
        InvalidAuthority: they are no certificates.

    """
    if not authorities:
        return
    try:
        session = _TrustingSession(
            authorities, proxies=get_environ_proxies(client.meta.endpoint_url), **more
        )
    except ssl.SSLError as err:
        raise InvalidAuthority from err

    def send(request: AWSPreparedRequest, **_: object) -> Any:
        return session.send(request)

    # What answers here answers in place of botocore's own session.
    client.meta.events.register_last("before-send", send)
