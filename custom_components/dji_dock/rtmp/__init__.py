"""An RTMP server that takes what docks publish; it plays nothing.

Knows nothing of Home Assistant, of docks and of video: who may publish is asked for, and what comes
is handed on as it came.
"""

from .check import RtmpUnreachable, Unreachable, check_rtmp
from .models import EndReason, MediaKind, Publisher, RtmpLimits, Sink
from .server import RtmpServer

__all__ = [
    "EndReason",
    "MediaKind",
    "Publisher",
    "RtmpLimits",
    "RtmpServer",
    "RtmpUnreachable",
    "Sink",
    "Unreachable",
    "check_rtmp",
]
