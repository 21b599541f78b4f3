"""What can go wrong between the cloud server, the broker and a dock."""


class CloudApiError(Exception):
    """Base of every error of this package."""


class BrokerError(CloudApiError):
    """The broker could not be used; `reason` names why."""

    reason = "broker_unreachable"


class BrokerUnreachable(BrokerError):
    """Nobody answers at the address, or the answer is not MQTT."""


class BrokerMute(BrokerUnreachable):
    """Somebody is at the address, and hangs up or says nothing."""


class BrokerLost(BrokerError):
    """The connection ended, and is made again."""

    reason = "broker_lost"


class BrokerNotFound(BrokerError):
    """The host name has no address."""

    reason = "broker_dns"


class BrokerAuthFailed(BrokerError):
    """The broker refuses the user or the password."""

    reason = "broker_auth"


class BrokerDenied(BrokerError):
    """The broker accepts the user but refuses the subscriptions."""

    reason = "broker_denied"


class BrokerTlsFailed(BrokerError):
    """The TLS handshake failed: unknown certificate, wrong name or no TLS at all."""

    reason = "broker_tls"


class BrokerProtocolRefused(BrokerError):
    """The broker does not speak MQTT 3.1.1."""

    reason = "broker_protocol"


class BrokerClientIdRefused(BrokerError):
    """The broker does not take our client id."""

    reason = "broker_client_id"


class BrokerUnavailable(BrokerError):
    """The broker answers that it does not serve anybody now."""

    reason = "broker_unavailable"


class BrokerClosedOnSubscribe(BrokerError):
    """The broker accepts the connection, and ends it before it confirms the subscriptions."""

    reason = "broker_closed_on_subscribe"


class BrokerIgnoresSubscribe(BrokerError):
    """The broker accepts the connection, and never confirms the subscriptions."""

    reason = "broker_ignores_subscribe"


class BrokerQosRefused(BrokerError):
    """The broker keeps nothing while we are away: it grants QoS 0 where QoS 1 was asked for."""

    reason = "broker_qos"


class BrokerSessionUnusable(BrokerError):
    """The broker serves others, but cannot resume our session; it is begun anew."""

    reason = "broker_session"


class BrokerTakenOver(BrokerError):
    """The broker ends our connections as soon as they are made, as if others had our client id."""

    reason = "broker_taken_over"


class NotConnected(CloudApiError):
    """There is no connection to the broker now; nothing was sent."""

    reason = "not_connected"

    def __init__(self) -> None:
        """Say that nothing was sent."""
        super().__init__("not connected to the broker, nothing was sent")


class DockOffline(NotConnected):
    """The dock is away; a command that its broker kept for it could be carried out hours later."""

    def __init__(self, dock: str) -> None:
        """Remember which dock."""
        CloudApiError.__init__(self, f"{dock} is offline, nothing was sent")
        self.dock = dock


class DockSilent(NotConnected):
    """The dock was not heard just now, and may not get a command before it is too late for it."""

    def __init__(self, dock: str, seconds: float) -> None:
        """Remember which dock, and for how long it has been silent."""
        CloudApiError.__init__(self, f"{dock} was not heard for {seconds:.0f} s, nothing was sent")
        self.dock = dock
        self.seconds = round(seconds)


class MessageTooLarge(NotConnected):
    """The broker does not take messages of this size, and ends the connection that sends one."""

    reason = "broker_message_size"

    def __init__(self, size: int, largest: int) -> None:
        """Say how large it is, and how large it may be, in bytes."""
        CloudApiError.__init__(self, f"{size} bytes, and the broker takes {largest}")


class ReplyTimeout(CloudApiError):
    """The dock did not reply in time; whether it acted on the command is unknown."""

    def __init__(self, dock: str, method: str, seconds: float) -> None:
        """Remember who did not answer what, and for how long."""
        super().__init__(f"no reply to {method} within {seconds:g} s")
        self.dock = dock
        self.method = method
        self.seconds = seconds


class DockRefused(CloudApiError):
    """The dock replied with a result code other than 0."""

    def __init__(self, dock: str, method: str, code: int) -> None:
        """Remember who refused what with which code."""
        super().__init__(f"{method} was refused with code {code}")
        self.dock = dock
        self.method = method
        self.code = code


class PropertyNotSet(CloudApiError):
    """A device did not take a value that it was to have."""

    def __init__(self, dock: str, path: str, *, timed_out: bool) -> None:
        """Remember which property of what belongs to which dock."""
        super().__init__(f"{path} was not set")
        self.dock = dock
        self.timed_out = timed_out
        """Whether the device did not answer its dock, instead of refusing."""


class AnswerEmpty(CloudApiError):
    """A dock answered without what it was asked for; `reason` names what that was."""

    reason: str

    def __init__(self, dock: str, seconds: float = 0) -> None:
        """Remember which dock answered so, and for how long another proof was waited for."""
        super().__init__(f"{dock} answered nothing: {self.reason}")
        self.dock = dock
        self.seconds = seconds


class PropertyUnproven(AnswerEmpty):
    """The reply does not say whether a value was taken, and the device does not report it."""

    reason = "setting_unproven"


class LogsNotListed(AnswerEmpty):
    """The reply lists no logs of a module that was asked for."""

    reason = "logs_not_told"


class EventRefused(CloudApiError):
    """What an event says is not accepted; the dock gets the code."""

    def __init__(self, code: int, reason: str) -> None:
        """Take the code, and the reason for the log."""
        super().__init__(reason)
        self.code = code


class NotSaved(CloudApiError):
    """What an event says could not be saved: it is not acknowledged, so that the dock repeats it."""


class MessageError(CloudApiError):
    """A message cannot be read; it is dropped and counted."""
