"""Plays a scenario with simulated trainees and holds their scores to the bands its author expects.

Importing this loads the compiler.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from roleplay.app.content import load_encounter
from roleplay.app.desk import Desk
from roleplay.app.documents import Simulation, TraineeResult
from roleplay.authoring.trainees import Run, play_out
from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted
from roleplay.domain.encounter import Encounter
from roleplay.domain.vocabulary import TRAINEES
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.schema.reading import nearest
from roleplay.schema.scenario import ScenarioFile

USUAL_BANDS: Final[Mapping[str, tuple[int, int]]] = {
    "expert": (80, 100),
    "hinted": (70, 100),
    "rule-reciter": (0, 85),
    "defensive": (0, 39),
}
"""Totals that a trainee should come to where the scenario does not say otherwise."""

TRICK_BAND: Final = (0, 59)
"""The same for every trainee who reads no meaning: below three of five."""


def simulate(desk: Desk, scenario: str, persona: str | None, seeds: int) -> Simulation:
    """Return what each simulated trainee comes to, with every persona or one, on seeds 1 to `seeds`.

    Raises RoleplayError for an unknown scenario or persona, ContentError when they have mistakes.
    """
    file = _file(desk, scenario)
    people = (persona,) if persona else admitted(Library(desk.roots), file)
    encounters = [load_encounter(desk, scenario, name) for name in people]
    results = tuple(_result(name, encounters, seeds, _band(file, name)) for name in TRAINEES)
    return Simulation(scenario, desk.language, tuple(item.persona.id for item in encounters), results)


def _file(desk: Desk, scenario: str) -> ScenarioFile:
    library = Library(desk.roots)
    loaded = library.get("scenario", scenario, desk.language)
    file = loaded.as_model(ScenarioFile) if loaded else None
    if file is None:
        load_encounter(desk, scenario, None)
        message = _("There is no scenario '{name}'.").format(name=scenario)
        raise RoleplayError(message, nearest(scenario, library.ids("scenario")))
    return file


def _band(file: ScenarioFile, name: str) -> tuple[int, int]:
    written = file.bands.get(name)
    return (written.low, written.high) if written else USUAL_BANDS.get(name, TRICK_BAND)


def _result(name: str, encounters: Sequence[Encounter], seeds: int, band: tuple[int, int]) -> TraineeResult:
    runs = list(_runs(name, encounters, seeds))
    totals = [run.total for run in runs]
    mean = round(sum(totals) / len(totals))
    return TraineeResult(
        trainee=name,
        mean=mean,
        lowest=min(totals),
        highest=max(totals),
        turns=round(sum(run.state.turn for run in runs) / len(runs), 1),
        outcomes=dict(Counter(run.state.outcome or "stuck" for run in runs)),
        band=band,
        is_inside=band[0] <= mean <= band[1] and not any(run.is_stuck for run in runs),
    )


def _runs(name: str, encounters: Sequence[Encounter], seeds: int) -> Iterator[Run]:
    for encounter in encounters:
        for seed in range(1, seeds + 1):
            yield play_out(encounter, name, seed)
