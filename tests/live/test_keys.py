"""A key is good for one push, of one camera, and for as long as somebody may come with it."""

from custom_components.dji_dock.live.keys import PushKeys
from custom_components.dji_dock.live.models import CameraKey

CAMERA = CameraKey("DOCK", "DOCK", "165-0-7")
OTHER = CameraKey("DOCK", "AIRCRAFT", "99-0-0")


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Return its time."""
        return self.now


def keys() -> tuple[PushKeys, Clock]:
    """Return keys, and their clock."""
    clock = Clock()
    return PushKeys(clock, valid=60, come_back=30), clock


def test_a_key() -> None:
    """128 bits, of its camera, for one at a time."""
    known, _ = keys()
    key = known.issue(CAMERA)
    assert len(bytes.fromhex(key)) == 16
    assert known.find(key) == CAMERA
    assert known.enter(key)
    assert not known.enter(key)
    assert known.issue(OTHER) != key
    assert known.find("") is None
    assert not known.enter("0" * 32)
    assert key not in repr(known)


def test_it_is_not_waited_for_for_ever() -> None:
    """A minute until the first bytes, half a one until the dock is back."""
    known, clock = keys()
    key = known.issue(CAMERA)
    clock.now = 60.1
    assert not known.enter(key)
    key = known.issue(CAMERA)
    clock.now += 60
    assert known.enter(key)
    clock.now += 3600
    known.left(key)
    clock.now += 30
    assert known.enter(key)
    known.left(key)
    clock.now += 30.1
    assert not known.enter(key)


def test_a_new_key_ends_the_old_one() -> None:
    """Whoever brings that is known to push though it was told to stop."""
    known, _ = keys()
    old = known.issue(CAMERA)
    assert known.enter(old)
    new = known.issue(CAMERA)
    known.left(old)
    assert not known.enter(old)
    assert known.former(old) == CAMERA
    assert known.former(new) is None
    known.revoke(CAMERA)
    assert (known.find(new), known.former(new), known.former(old)) == (None, CAMERA, None)
    known.forget(CAMERA)
    assert known.former(new) is None


def test_the_next_run_knows_it_again() -> None:
    """By what no key follows from."""
    known, _ = keys()
    key = known.issue(CAMERA)
    digest = known.digest(CAMERA)
    assert key not in digest
    known, _ = keys()
    assert (known.former(key), known.digest(CAMERA)) == (None, "")
    known.remember(CAMERA, digest)
    assert (known.former(key), known.find(key), known.former(digest)) == (CAMERA, None, None)
