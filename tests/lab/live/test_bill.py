"""The seconds that nobody saw."""

import pytest

from .bill import Bill, Interest, gaps


@pytest.mark.parametrize(
    ("covered", "left"),
    [
        ([], [(10, 20)]),
        ([(0, 30)], []),
        ([(0, 5)], [(10, 20)]),
        ([(12, 14), (13, 15)], [(10, 12), (15, 20)]),
        ([(25, 30), (10, 18)], [(18, 20)]),
    ],
)
def test_gaps(covered: list[tuple[float, float]], left: list[tuple[float, float]]) -> None:
    """Whatever the order, and though some overlap."""
    assert gaps(10, 20, covered) == left


def test_what_nobody_saw() -> None:
    """An allowance follows whoever looked, at this camera alone."""
    bill = Bill(allowance=20)
    bill.interests = [Interest("a", 100, 110), Interest("b", 100, 300), Interest("c", 90, 95, 30)]
    assert bill.unseen("a", 101, 129) == 0
    assert bill.unseen("a", 101, 135) == 5
    assert bill.unseen("b", 101, 320) == 0
    assert bill.unseen("c", 91, 145) == 0
    assert bill.unseen("c", 91, 150) == 5
