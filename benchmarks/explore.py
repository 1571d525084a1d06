"""How fast every way through a scenario is followed, and how fast simulated trainees play.

usage: explore.py

Prints CPU seconds and what they are worth beside a floor: a walk through the same states of the same story as
plain numbers in plain dictionaries, with no mood, no lines, no record of what happened.
"""

import random
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import story

from roleplay.authoring.explore import explore
from roleplay.authoring.trainees import Trainee, curious, play_out
from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.domain.encounter import Encounter
from roleplay.engine import available_choices, respond, start, step

NODES = 200
REPLIES = 30
"""Replies of a talk in which choices are covered."""
PLAYS = 300


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """Return the median CPU seconds of doing something."""
    taken = []
    for _time in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return statistics.median(taken)


def floor(nodes: int) -> int:
    """Return how many states the story has for a walk that knows nothing but its two variables."""
    ways = [tuple(story.options(node, nodes)) for node in range(nodes)]
    first = (0, 4, 4)
    known, waiting = {first}, deque((first,))
    while waiting:
        node, favour, effort = waiting.popleft()
        values = {"favour": favour, "effort": effort}
        for option in ways[node]:
            if all(
                values[name] < number if sign == "<" else values[name] > number
                for name, sign, number in option.bounds
            ):
                new = dict(values)
                amount = option.amount
                new[option.variable] = int(amount) + (0 if amount.isdigit() else values[option.variable])
                state = (option.goto, new["favour"], new["effort"])
                if state not in known:
                    known.add(state)
                    waiting.append(state)
    return len(known)


def covered_by(encounter: Encounter, trainee: Trainee) -> int:
    """Return how many replies, in talks of `REPLIES`, a trainee needs to have taken every choice."""
    seen: set[tuple[str, str]] = set()
    count = 0
    while True:
        state, _events = start(encounter, 1)
        for _reply in range(REPLIES):
            choice = trainee(encounter, state)
            seen.add((state.node, choice.id))
            count += 1
            if len(seen) == 3 * NODES:
                return count
            state, _events = step(encounter, state, respond(encounter, state, choice))


def dice(seed: int) -> Trainee:
    """Return a trainee who throws dice."""
    chance = random.Random(seed)
    return lambda encounter, state: chance.choice(available_choices(encounter, state))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        story.write_library(Path(name), ["story"], NODES)
        encounter = compile_encounter(Library([Path(name)]), "story", "warga", "id").encounter
    assert encounter is not None
    found = explore(encounter)
    ours, plain = cpu(lambda: explore(encounter)), cpu(lambda: floor(NODES))
    print(f"{NODES} nodes, every way: {found.states} states, {found.steps} choices, cut: {found.is_cut}")
    print(f"  {ours:.2f} s of CPU, {found.steps / ours:,.0f} choices a second; floor {plain:.3f} s for")
    print(f"  {floor(NODES)} states, ratio {ours / plain:.1f}")
    thrown = [covered_by(encounter, dice(seed)) for seed in range(7)]
    least = covered_by(encounter, curious())
    print(
        f"replies to have taken all {3 * NODES} choices: least used {least}, dice {statistics.median(thrown)}"
    )
    print(f"  ratio {statistics.median(thrown) / least:.1f}")
    turns = sum(play_out(encounter, "random", seed).state.turn for seed in range(PLAYS)) / PLAYS
    taken = cpu(lambda: [play_out(encounter, "random", seed) for seed in range(PLAYS)], 3) / PLAYS
    print(f"plays with scores, {turns:.0f} replies each: {60 / taken:,.0f} a minute, that is")
    print(f"  {60 / taken * turns / 15:,.0f} of 15 replies")


if __name__ == "__main__":
    main()
