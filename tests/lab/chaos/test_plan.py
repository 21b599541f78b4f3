"""A seed is a promise."""

from itertools import islice

from .faults import FAULTS as ACTIONS, MOODS
from .plan import CONTROLS, FAULTS, LONG, WISHES, Step, choose, plan
from .user import CONTROLLED

DOCKS = 4


def steps(seed: int, count: int = 2000) -> list[Step]:
    """Return the first steps of a plan."""
    return list(islice(plan(seed, DOCKS), count))


def test_a_seed_gives_the_same_steps() -> None:
    """Whenever, wherever."""
    assert steps(7) == steps(7)
    assert steps(7) != steps(8)


def test_a_longer_run_begins_like_a_shorter_one() -> None:
    """What goes wrong after an hour can be looked at from the start."""
    assert steps(7, 4000)[:40] == steps(7, 40)


def test_steps_come_in_the_order_of_their_times() -> None:
    """Both actors in one stream."""
    found = steps(3)
    assert found == sorted(found, key=lambda step: step.at)
    assert {step.actor for step in found} == {"fault", "user"}


def test_everything_happens() -> None:
    """In a while, at every dock."""
    found = steps(5, 6000)
    assert {step.kind for step in found if step.actor == "fault"} == set(FAULTS)
    assert {step.kind for step in found if step.actor == "user"} == set(WISHES) | set(CONTROLS)
    wished = {step.target for step in found if step.actor == "user"}
    assert wished == {str(number) for number in range(DOCKS)}


def test_faults_of_one_resource_do_not_overlap() -> None:
    """Nobody starts what is being killed, or heals what another fault cut."""
    ends: dict[str, float] = {}
    for step in steps(11, 6000):
        if step.actor == "fault":
            resource = FAULTS[step.kind].resource.replace("#", step.target)
            assert ends.get(resource, 0.0) <= step.at
            ends[resource] = step.at + step.seconds


def test_each_kind_of_fault_has_its_action() -> None:
    """And none is left that nobody plans."""
    assert set(FAULTS) == set(ACTIONS)


def test_each_control_has_its_entity() -> None:
    """But for looking at what became of it."""
    assert set(CONTROLS) - {"look_at_jobs"} == set(CONTROLLED)
    assert set(CONTROLS) >= LONG


def test_a_pick_reaches_every_item() -> None:
    """From the first to the last."""
    assert choose(MOODS, 0.0) is MOODS[0]
    assert choose(MOODS, 1.0) is MOODS[-1]
    assert {choose("abc", pick / 100) for pick in range(100)} == set("abc")


def test_the_line_of_a_step_says_what_happens() -> None:
    """To whom, and for how long."""
    assert str(Step(1.0, "fault", "link_cut", "2", 3.04)) == "link_cut 2 for 3.0 s"
    assert str(Step(1.0, "user", "start", "2")) == "start 2"
