"""What a store can refuse, distinguished by reason."""


class BucketError(Exception):
    """The store refused or did not answer; `reason` names why, `code` is the store's own word."""

    reason = "bucket_error"

    def __init__(self, code: str = "", detail: str = "") -> None:
        """Take the store's code, which is short and holds no secrets."""
        super().__init__(
            f"{self.reason}{f' ({code})' if code else ''}{f': {detail}' if detail else ''}"
        )
        self.code = code
        self.detail = detail


class BucketNotSet(BucketError):
    """No bucket is set up: the owner has left that for later."""

    reason = "bucket_not_set"

    def __init__(self) -> None:
        """There is nothing more to say."""
        super().__init__()


class InvalidEndpoint(BucketError):
    """The endpoint, the bucket's name or the region cannot be right."""

    reason = "invalid_endpoint"


class InvalidKeyPrefix(BucketError):
    """The folder in the bucket holds what neither a policy nor a path can."""

    reason = "invalid_key_prefix"


class InvalidAuthority(BucketError):
    """What should be the certificates of the store's authority are none."""

    reason = "invalid_authority"


class BucketUnreachable(BucketError):
    """Nobody answers at the endpoint; `detail` is the address that was tried."""

    reason = "bucket_unreachable"


class BucketTimedOut(BucketUnreachable):
    """Somebody takes connections at the address, but does not answer in time."""

    reason = "bucket_timed_out"


class BucketTlsFailed(BucketError):
    """The TLS handshake failed; `detail` is the address."""

    reason = "bucket_tls"


class BucketBusy(BucketError):
    """The store asks to slow down or is failing; worth another try."""

    reason = "bucket_busy"


class StoreFull(BucketError):
    """The store, or the share of it that we have, is full."""

    reason = "store_full"


class NotSupported(BucketError):
    """The store does not know a request that we need."""

    reason = "not_supported"


class NoStore(BucketError):
    """Something answers, but it does not speak S3."""

    reason = "not_s3"


class ConsolePort(NoStore):
    """The web console of MinIO answers in place of the store."""

    reason = "console_port"


class BucketAuthFailed(BucketError):
    """The access key is unknown or the secret is wrong."""

    reason = "bucket_auth"


class BucketMissing(BucketError):
    """There is no such bucket."""

    reason = "bucket_missing"


class BucketDenied(BucketError):
    """The key is good but lacks a right."""

    reason = "bucket_denied"


class RightMissing(BucketDenied):
    """The key is good but lacks the right that `detail` names, in the words of policies."""

    reason = "right_missing"

    @property
    def to_write(self) -> bool:
        """Return whether it is the one without which nothing can be written."""
        return self.detail.endswith(":PutObject")


class ClockSkew(BucketError):
    """The store refuses our clock."""

    reason = "clock_skew"


class WrongRegion(BucketError):
    """The bucket lies in another region; `detail` names it where the store says so."""

    reason = "wrong_region"


class RoleRequired(BucketError):
    """The store cannot give temporary credentials without a role."""

    reason = "role_required"


class RoleMissing(BucketError):
    """There is no such role."""

    reason = "role_missing"


class RoleDenied(BucketError):
    """The key may not assume the role."""

    reason = "role_denied"


class StsDenied(BucketError):
    """The store has no roles, and does not let the key ask for temporary credentials."""

    reason = "sts_denied"


class PolicyRejected(BucketError):
    """The store does not accept the session policy that confines a dock."""

    reason = "policy_rejected"


class LifetimeRejected(BucketError):
    """The store does not give credentials for so long."""

    reason = "credential_lifetime"


class StsUnavailable(BucketError):
    """The store does not offer temporary credentials."""

    reason = "sts_unavailable"


class StsUnreachable(BucketError):
    """Nobody answers where temporary credentials come from; `detail` is the host."""

    reason = "sts_unreachable"


class DockPathDenied(BucketError):
    """A dock's own credentials are refused where it has to write."""

    reason = "dock_path_denied"


class CredentialsExpired(BucketError):
    """Temporary credentials ran out."""

    reason = "credentials_expired"


class ObjectMissing(BucketError):
    """There is no such object."""

    reason = "object_missing"


class RangeImpossible(BucketError):
    """The object ends before the first byte that was asked for."""

    reason = "range_impossible"


class SdkMissing(BucketError):
    """Alibaba's SDK, which gives temporary credentials, could not be installed."""

    reason = "sdk_missing"
