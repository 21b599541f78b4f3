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


_CHANGES: dict[Malformed, dict[str, object]] = {
    Malformed.DATA_LIST: {"data": [{"icao": "x", "list": [1, None]}]},
    Malformed.DATA_TEXT: {"data": "text"},
    # json writes these as NaN and Infinity, which JSON does not know.
    Malformed.NAN: {"data": {"temperature": float("nan"), "height": float("inf")}},
    Malformed.HUGE: {"data": {"text": "x" * _HUGE}},
    Malformed.WRONG_GATEWAY: {"gateway": "8UUXOTHERDOCK1"},
    Malformed.WRONG_TYPES: {
        "tid": 17,
        "bid": ["b"],
        "timestamp": "soon",
        "need_reply": "maybe",
        "data": {"output": [], "result": {}, "files": "none", "sub_devices": 4},
    },
}
_PAYLOADS = {
    Malformed.INVALID_JSON: b'{"tid":"t","bid":"b","data":{',
    Malformed.EMPTY: b"",
    Malformed.BINARY: bytes(range(256)),
    Malformed.NON_OBJECT: b'["not", "an", "object"]',
    Malformed.DEEP: b'{"tid":"d","bid":"d","data":' + b"[" * _DEEP + b"]" * _DEEP + b"}",
}


def malformed(kind: Malformed, gateway: str, method: str) -> bytes:
    """Return a payload of a kind, otherwise like a message of that method."""
    if kind in _PAYLOADS:
        return _PAYLOADS[kind]
    message: dict[str, object] = {
        "tid": f"malformed-{kind}",
        "bid": f"malformed-{kind}",
        "timestamp": 1735689600000,
        "gateway": gateway,
        "method": method,
        "data": {},
        **_CHANGES.get(kind, {}),
    }
    if kind is Malformed.NO_IDS:
        del message["tid"], message["bid"], message["timestamp"]
    return json.dumps(message).encode()
