"""What browsers are told of files; by the end of the name alone, which nobody else chooses."""

_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
}
_SAVED = "application/octet-stream"


def content_type(name: str) -> str:
    """Return a type that browsers show, or one that they save."""
    return _TYPES.get(name.rpartition(".")[2].lower(), _SAVED)


def opens_in_browser(name: str) -> bool:
    """Return whether browsers can show a file."""
    return content_type(name) != _SAVED
