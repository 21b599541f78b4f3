"""Live video on its way from a dock to players: H.264 is mended, kept for late readers, shared.

Knows nothing of Home Assistant, and of RTMP only what a message of video holds. Nothing is decoded
but stills, which blocks.
"""

from .feed import Feed, FeedLimits, FeedReader, KeyFrame
from .flv import FLV_HEADER, Tag, UnsupportedCodec
from .mender import MendCounts, Mender
from .stills import StillUnreadable, decode_still

__all__ = [
    "FLV_HEADER",
    "Feed",
    "FeedLimits",
    "FeedReader",
    "KeyFrame",
    "MendCounts",
    "Mender",
    "StillUnreadable",
    "Tag",
    "UnsupportedCodec",
    "decode_still",
]
