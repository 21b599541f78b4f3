"""What the user configured of the cloud server."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudSettings:
    """How this server presents itself to docks."""

    answer_requests: bool = True
    """Off: another platform on the broker answers; this server publishes commands only."""
    app_id: str = ""
    app_key: str = field(default="", repr=False)
    app_license: str = field(default="", repr=False)
    organization_id: str = ""
    organization_name: str = ""
    binding_code: str = field(default="", repr=False)
    ntp_host: str = "pool.ntp.org"
    ntp_port: int = 123

    @property
    def licensed(self) -> bool:
        """Whether there is all that a dock needs for its licence check."""
        return bool(self.app_id and self.app_key and self.app_license)
