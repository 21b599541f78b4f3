"""Who wants to see a camera, and for how long."""

from custom_components.dji_dock.live.wishes import Wishes


def test_viewers_come_and_go() -> None:
    """The last one is waited for; nothing begins for those who just left."""
    wishes = Wishes(linger=15, pause=60)
    assert not wishes.wanted(0, streams=True)
    wishes.enter()
    wishes.enter()
    wishes.leave(10)
    assert wishes.wanted(1000, streams=True)
    assert wishes.next_change(1000) is None
    wishes.leave(1000)
    assert wishes.wanted(1014.9, streams=True)
    assert wishes.next_change(1000) == 1015
    assert not wishes.wanted(1014.9, streams=False)
    assert not wishes.wanted(1015, streams=True)
    assert wishes.next_change(1015) is None


def test_one_who_comes_back() -> None:
    """Counts from then on, and is waited for anew."""
    wishes = Wishes(linger=15, pause=60)
    wishes.enter()
    wishes.leave(0)
    wishes.enter()
    assert wishes.wanted(100, streams=True)
    wishes.leave(100)
    assert wishes.wanted(114, streams=True)
    wishes.leave(200)
    assert wishes.viewers == 0


def test_held() -> None:
    """A hold ends by itself, or when it is released, and then nobody is waited for."""
    wishes = Wishes(linger=15, pause=60)
    wishes.hold(0, 900, streams=False)
    assert wishes.held(899)
    assert wishes.wanted(899, streams=False)
    assert wishes.next_change(0) == 900
    assert not wishes.wanted(900, streams=True)
    wishes.hold(900, 1800, streams=True)
    wishes.enter()
    wishes.leave(1000)
    wishes.release()
    assert not wishes.wanted(1000, streams=True)


def test_what_was_held_and_streamed_comes_back() -> None:
    """One that never streamed does not."""
    wishes = Wishes(linger=15, pause=60)
    wishes.hold(0, 900, streams=False)
    assert not wishes.proved
    wishes.hold(50, 950, streams=True)
    assert wishes.proved
    wishes.hold(90, 990, streams=False)
    assert wishes.proved
    wishes.release()
    wishes.hold(1000, 2000, streams=False)
    assert not wishes.proved


def test_a_hold_that_is_over_proves_nothing() -> None:
    """Who turns it on later is told that it failed, and then it does not start by itself."""
    wishes = Wishes(linger=15, pause=60)
    wishes.hold(0, 900, streams=True)
    wishes.hold(1000, 1900, streams=False)
    assert not wishes.proved


def test_turned_off_while_somebody_looks() -> None:
    """Players that try by themselves are refused until nobody tries any more, or it is turned on."""
    wishes = Wishes(linger=15, pause=60)
    wishes.turn_off(0)
    assert not wishes.refuses(0)
    wishes.enter()
    wishes.turn_off(0)
    assert not wishes.wanted(0, streams=True)
    wishes.leave(1)
    assert wishes.refuses(59)
    assert wishes.refuses(118)
    assert not wishes.refuses(178)
    wishes.enter()
    assert wishes.wanted(178, streams=True)
    wishes.turn_off(178)
    wishes.hold(180, 1000, streams=False)
    assert not wishes.refuses(180)
    assert wishes.wanted(180, streams=False)
