"""Keys under which docks push: one for each push, bound to its camera, and worth nothing after it."""

from collections.abc import Callable
from dataclasses import dataclass, field
import hashlib
import secrets

from .models import CameraKey

_BYTES = 16


@dataclass(slots=True, eq=False)
class _Push:
    camera: CameraKey
    until: float | None
    """When it ends unless somebody comes; None while somebody is there."""


@dataclass(slots=True)
class PushKeys:
    """Who may push, and for how long until they come, or come back."""

    clock: Callable[[], float]
    valid: float
    """Seconds from the start until a dock has to come."""
    come_back: float
    """Seconds for which a dock may be gone."""
    _keys: dict[str, _Push] = field(default_factory=dict, repr=False)
    _of_camera: dict[CameraKey, str] = field(default_factory=dict, repr=False)
    _former: dict[CameraKey, str] = field(default_factory=dict, repr=False)

    def issue(self, camera: CameraKey) -> str:
        """Return a new key for a camera; one that it had is worth nothing any more."""
        self.revoke(camera)
        key = secrets.token_hex(_BYTES)
        self._keys[key] = _Push(camera, self.clock() + self.valid)
        self._of_camera[camera] = key
        return key

    def revoke(self, camera: CameraKey) -> None:
        """Let nobody in any more with the key of a camera."""
        if key := self._of_camera.pop(camera, None):
            self._keys.pop(key, None)
            self._former[camera] = _digest(key)

    def find(self, key: str) -> CameraKey | None:
        """Return whose key it is, None for one that is worth nothing."""
        push = self._keys.get(key)
        if push is None or (push.until is not None and self.clock() > push.until):
            return None
        return push.camera

    def enter(self, key: str) -> bool:
        """Let somebody in, and nobody else with the same key meanwhile; False for who may not."""
        if self.find(key) is None or (push := self._keys[key]).until is None:
            return False
        push.until = None
        return True

    def left(self, key: str) -> None:
        """Note that whoever was let in is gone, and may come back for a while."""
        if push := self._keys.get(key):
            push.until = self.clock() + self.come_back

    def former(self, key: str) -> CameraKey | None:
        """Return of which camera it was the last key, None for one that never was anybody's."""
        brought = _digest(key)
        return next((camera for camera, last in self._former.items() if last == brought), None)

    def digest(self, camera: CameraKey) -> str:
        """Return by what the key of a camera is known again, blank without one; no key follows from it."""
        return _digest(key) if (key := self._of_camera.get(camera)) else ""

    def remember(self, camera: CameraKey, digest: str) -> None:
        """Take the key of a camera that an earlier run gave out."""
        self._former[camera] = digest

    def forget(self, camera: CameraKey) -> None:
        """Forget a camera."""
        self.revoke(camera)
        self._former.pop(camera, None)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
