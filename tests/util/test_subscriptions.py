"""Who is called when something happens."""

from collections.abc import Callable

from custom_components.dji_dock.util.subscriptions import Subscriptions


def test_all_are_called_until_they_leave() -> None:
    """With the arguments, in the order in which they came."""
    called: list[tuple[str, int]] = []
    subscriptions = Subscriptions[int]()
    leave = subscriptions.add(lambda number: called.append(("first", number)))
    subscriptions.add(lambda number: called.append(("second", number)))
    subscriptions.notify(1)
    leave()
    subscriptions.notify(2)
    assert called == [("first", 1), ("second", 1), ("second", 2)]


def test_who_leaves_while_all_are_called() -> None:
    """The others are called all the same, and whoever comes is called the next time."""
    called: list[str] = []
    subscriptions = Subscriptions[()]()
    leave: list[Callable[[], None]] = []

    def first() -> None:
        called.append("first")
        leave.pop()()
        subscriptions.add(lambda: called.append("third"))

    leave.append(subscriptions.add(first))
    subscriptions.add(lambda: called.append("second"))
    subscriptions.notify()
    assert called == ["first", "second"]
    subscriptions.notify()
    assert called == ["first", "second", "second", "third"]
