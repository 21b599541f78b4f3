"""What browsers learn of files; by the end of the name alone, which nobody else chooses."""

from urllib.parse import quote

_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
}
_SAVED = "application/octet-stream"
_OF_PATHS = str.maketrans("/\\", "__")

PICTURES = tuple(f".{end}" for end, kind in _TYPES.items() if kind.startswith("image/"))
"""How the names of photos end that browsers show, and that previews are made of."""


def content_type(name: str) -> str:
    """Return a type that browsers show, or one that they save."""
    return _TYPES.get(name.rpartition(".")[2].lower(), _SAVED)


def saved_name(dock: str, key: str, logs: str, when: str = "") -> str:
    """Return the name under which browsers save an object; `logs` is the prefix of a dock's logs.

    There every archive of a module has the same name: it is saved as of which dock, of when, and what.
    The names of other files mostly say when; for those that do not, `when` is put before it.
    """
    folder = f"{logs}/"
    upload, _, rest = key.removeprefix(folder).partition("/")
    if not key.startswith(folder):
        parts = [dock, when, key.rpartition("/")[2]]
    else:
        parts = [dock, upload.partition("_")[0], rest] if rest else [dock, upload]
    return "_".join(filter(None, parts)).translate(_OF_PATHS)


def content_disposition(name: str, *, saved: bool = False) -> str:
    """Return whether a file is shown or saved, and under which name; `saved` never shows it."""
    kind = "attachment" if saved or content_type(name) == _SAVED else "inline"
    plain = "".join(
        char if (char.isascii() and char.isalnum()) or char in "._-" else "_" for char in name
    )
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
