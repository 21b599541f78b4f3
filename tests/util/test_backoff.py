"""Pauses after failures."""

from custom_components.dji_dock.util.backoff import Backoff


def test_pauses_double_until_the_last() -> None:
    """However many failures there were."""
    backoff = Backoff(first=5, last=300)
    assert [backoff.pause(failures) for failures in range(1, 9)] == [
        *(5, 10, 20, 40, 80, 160, 300, 300)
    ]
    assert backoff.pause(10**6) == 300


def test_a_first_pause_may_be_the_longest() -> None:
    """Nothing waits longer than the last."""
    assert Backoff(first=60, last=10).pause(1) == 10
