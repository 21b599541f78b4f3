"""Messages that no dock should send."""

from enum import StrEnum
import json

_HUGE = 1_000_000
_DEEP = 50_000


class Malformed(StrEnum):
    """Kinds of them."""

    INVALID_JSON = "invalid_json"
    EMPTY = "empty"
    BINARY = "binary"
    NON_OBJECT = "non_object"
    DATA_LIST = "data_list"
    DATA_TEXT = "data_text"
    NAN = "nan"
    DEEP = "deep"
    HUGE = "huge"
    NO_IDS = "no_ids"
    WRONG_GATEWAY = "wrong_gateway"
    WRONG_TYPES = "wrong_types"


def malformed(kind: Malformed, gateway: str, method: str) -> bytes:
    """Return a payload of a kind, otherwise like a message of that method."""
    envelope: dict[str, object] = {
        "tid": f"malformed-{kind}",
        "bid": f"malformed-{kind}",
        "timestamp": 1735689600000,
        "gateway": gateway,
        "method": method,
        "data": {},
    }
    match kind:
        case Malformed.INVALID_JSON:
            return json.dumps(envelope)[:-7].encode()
        case Malformed.EMPTY:
            return b""
        case Malformed.BINARY:
            return bytes(range(256))
        case Malformed.NON_OBJECT:
            return b'["not", "an", "object"]'
        case Malformed.DATA_LIST:
            envelope["data"] = [{"icao": "x", "list": [1, None]}]
        case Malformed.DATA_TEXT:
            envelope["data"] = "text"
        case Malformed.NAN:
            # json writes NaN and Infinity as words, which JSON does not know.
            envelope["data"] = {"temperature": float("nan"), "height": float("inf")}
        case Malformed.DEEP:
            return b'{"tid":"d","bid":"d","data":' + b"[" * _DEEP + b"]" * _DEEP + b"}"
        case Malformed.HUGE:
            envelope["data"] = {"text": "x" * _HUGE}
        case Malformed.NO_IDS:
            del envelope["tid"], envelope["bid"], envelope["timestamp"]
        case Malformed.WRONG_GATEWAY:
            envelope["gateway"] = "8UUXOTHERDOCK1"
        case Malformed.WRONG_TYPES:
            envelope |= {"tid": 17, "bid": ["b"], "timestamp": "soon", "need_reply": "maybe"}
            envelope["data"] = {"output": [], "result": {}, "files": "none", "sub_devices": 4}
    return json.dumps(envelope).encode()
