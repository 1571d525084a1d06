"""Brings encounters, the list of scenarios and cue tables, from the cache or freshly compiled.

The compiler and everything below it is imported only when the cache has no answer: a session that begins
from the cache never loads YAML.
"""

from roleplay.app.cache import Cache
from roleplay.app.desk import Desk
from roleplay.app.summary import ScenarioSummary
from roleplay.domain.cues import CueTable
from roleplay.domain.encounter import Encounter


def load_encounter(desk: Desk, scenario: str, persona: str | None) -> Encounter:
    """Return a scenario with a persona, its default one for None.

    Raises RoleplayError when there is no such scenario or persona, ContentError when they have mistakes.
    """
    cache = Cache(desk.cache_folder, desk.roots)
    key = ("encounter", scenario, persona or "", desk.language)
    if (kept := cache.load(key, Encounter)) is not None:
        return kept
    from roleplay.app.compiling import compile_now

    encounter, sources = compile_now(desk, scenario, persona)
    cache.save(key, encounter, sources)
    return encounter


def list_scenarios(desk: Desk) -> tuple[ScenarioSummary, ...]:
    """Return every scenario that can be read, easiest first."""
    cache = Cache(desk.cache_folder, desk.roots)
    key = ("scenarios", desk.language)
    if (kept := cache.load(key, tuple[ScenarioSummary, ...])) is not None:
        return kept
    from roleplay.app.compiling import summarise

    summaries, sources = summarise(desk)
    cache.save(key, summaries, sources)
    return summaries


def load_cue_table(desk: Desk, language: str) -> CueTable:
    """Return the cues of a language. Raises ContentError when they have mistakes."""
    cache = Cache(desk.cache_folder, desk.roots)
    key = ("cues", language)
    if (kept := cache.load(key, CueTable)) is not None:
        return kept
    from roleplay.app.compiling import compile_cues_now

    table, sources = compile_cues_now(desk, language)
    cache.save(key, table, sources)
    return table
