"""Plays a scenario with simulated trainees and in every way there is, and compares it with what is expected.

Importing this loads the compiler.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from roleplay.app.compiling import scenario_file
from roleplay.app.content import load_encounter
from roleplay.app.desk import Desk
from roleplay.app.documents import Coverage, Covered, DeadEnd, Explored, Simulation, TraineeResult
from roleplay.authoring.explore import MOST_STATES, Exploration, explore
from roleplay.authoring.trainees import Run, band_of, curious, play_out, play_with
from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Said
from roleplay.domain.vocabulary import TRAINEES

CURIOUS_PLAYS: Final = 200
"""Talks that look for what a search that was cut has not seen."""

OnProgress = Callable[[int, int], None]
"""Is told how many parts of the work are done, and of how many."""


class Effort(NamedTuple):
    """How much is played."""

    seeds: int = 3
    """Each trainee plays with each persona on seeds 1 to this."""
    states: int = MOST_STATES
    """States of a talk after which the search for every way is given up."""


USUAL_EFFORT: Final = Effort()


def _unseen(done: int, of: int) -> None:
    """Let nobody see how the work goes on."""


def simulate(
    desk: Desk,
    scenario: str,
    persona: str | None,
    effort: Effort = USUAL_EFFORT,
    on_progress: OnProgress = _unseen,
) -> Simulation:
    """Return what each simulated trainee comes to, and what can be reached, with every persona or one.

    Raises RoleplayError for an unknown scenario or persona, ContentError when they have mistakes.
    """
    file = scenario_file(Library(desk.roots), scenario, desk.language)
    people = (persona,) if persona else admitted(Library(desk.roots), file)
    encounters = [load_encounter(desk, scenario, name) for name in people]
    parts = len(TRAINEES) + len(encounters)
    explored: list[Exploration] = []
    for encounter in encounters:
        explored.append(explore(encounter, most_states=effort.states))
        on_progress(len(explored), parts)
    runs: dict[str, list[Run]] = {}
    for name in TRAINEES:
        runs[name] = [
            play_out(encounter, name, seed) for encounter in encounters for seed in range(1, effort.seeds + 1)
        ]
        on_progress(len(explored) + len(runs), parts)
    return Simulation(
        scenario=scenario,
        language=desk.language,
        personas=tuple(item.persona.id for item in encounters),
        plays=sum(map(len, runs.values())),
        trainees=tuple(_result(name, found, band_of(file.bands, name)) for name, found in runs.items()),
        explored=tuple(
            Explored(encounter.persona.id, found.states, found.steps, found.is_cut)
            for encounter, found in zip(encounters, explored, strict=True)
        ),
        coverage=_coverage(encounters, explored, (run for found in runs.values() for run in found)),
        dead_ends=tuple(_dead_ends(encounters, explored)),
    )


def _result(name: str, runs: Sequence[Run], band: tuple[int, int]) -> TraineeResult:
    totals = [run.total for run in runs]
    mean = round(sum(totals) / len(totals))
    tens = Counter(min(total // 10, 9) for total in totals)
    return TraineeResult(
        trainee=name,
        mean=mean,
        lowest=min(totals),
        highest=max(totals),
        turns=round(sum(run.state.turn for run in runs) / len(runs), 1),
        outcomes=dict(Counter(run.state.outcome or "stuck" for run in runs)),
        band=band,
        is_inside=band[0] <= mean <= band[1] and not any(run.is_stuck for run in runs),
        spread=tuple(tens[ten] for ten in range(10)),
    )


def _coverage(
    encounters: Sequence[Encounter], explored: Iterable[Exploration], runs: Iterable[Run]
) -> Coverage:
    reached: set[str] = set()
    lines: set[str] = set()
    for encounter, found in zip(encounters, explored, strict=True):
        reached |= found.reached
        lines |= found.lines
        if found.is_cut:
            runs = (*runs, *_curious_runs(encounter))
    for run in runs:
        reached |= run.seen
        lines |= {event.line for event in run.events if isinstance(event, Said)}
    nodes = encounters[0].nodes.values()
    said = [line.id for node in nodes for line in node.says]
    known = [f"knows.{fact}" for fact in encounters[0].facts]
    return Coverage(
        nodes=_covered([node.id for node in nodes], reached),
        choices=_covered([f"{node.id}.{choice.id}" for node in nodes for choice in node.choices], reached),
        lines=_covered([*said, *known], lines),
    )


def _curious_runs(encounter: Encounter) -> Iterator[Run]:
    trainee = curious()
    for seed in range(1, CURIOUS_PLAYS + 1):
        yield play_with(encounter, trainee, seed)


def _covered(names: Sequence[str], seen: set[str]) -> Covered:
    missing = tuple(name for name in names if name not in seen)
    return Covered(len(names) - len(missing), len(names), missing)


def _dead_ends(encounters: Sequence[Encounter], explored: Sequence[Exploration]) -> Iterator[DeadEnd]:
    for encounter, found in zip(encounters, explored, strict=True):
        for stuck in (*found.stuck, *found.endless):
            state = stuck.state
            yield DeadEnd(
                persona=encounter.persona.id,
                node=state.node,
                has_choices=stuck in found.endless,
                mood=state.mood,
                variables=state.variables,
                way=stuck.way,
            )
