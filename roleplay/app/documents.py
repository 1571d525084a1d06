"""The documents that `--json` prints, and their JSON Schemas."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from roleplay.app.kept_documents import Kept, PersonalData
from roleplay.app.record_documents import RecordReport, SendReport
from roleplay.app.summary import ScenarioSummary, TaughtFact
from roleplay.diagnostics import Diagnostic, Severity
from roleplay.domain.chart import Chart
from roleplay.domain.encounter import Goal
from roleplay.domain.mood import Mood
from roleplay.domain.response import Evidence, Response
from roleplay.domain.rubric import Rubric
from roleplay.reporting.debrief import Debrief
from roleplay.reporting.item_statistics import ContestedWords, NodeStatistics
from roleplay.store import SessionRecord


class ScenarioList(Struct, frozen=True):
    """`roleplay list --json`."""

    scenarios: tuple[ScenarioSummary, ...]


class SessionList(Struct, frozen=True):
    """`roleplay sessions --json`, the last played first."""

    sessions: tuple[SessionRecord, ...]
    damaged: tuple[str, ...]
    """The ids of sessions whose entry in the list cannot be read."""


class SiteEntry(Struct, frozen=True):
    """An office that keeps sessions in a shared store, or somebody who looks at all of them."""

    name: str | None
    """Null for a coordinator, empty for what was played under no office."""
    is_coordinator: bool
    login: str | None
    """Null for an office that cannot come in any more."""
    sessions: int
    groups: int


class SiteList(Struct, frozen=True):
    """`roleplay site list --json`: coordinators, then offices by name."""

    sites: tuple[SiteEntry, ...]


class SiteLogin(Struct, frozen=True):
    """`roleplay site add --json`, and likewise for a coordinator and a new password: how one comes in."""

    login: str
    host: str
    """As the owner reached the server; empty when that was on the same machine."""
    address: str
    """What goes into `ROLEPLAY_STORE`, without the password."""
    password: str | None
    """Null for a login that was there before and keeps its own."""
    pgpass: str | None
    """The line that goes into the file `.pgpass`."""


class FactList(Struct, frozen=True):
    """`roleplay facts --json`, what must be checked first at the head."""

    facts: tuple[TaughtFact, ...]


class TraineeResult(Struct, frozen=True):
    """What a simulated trainee came to."""

    trainee: str
    mean: int
    """The mean total over personas and seeds, 0 to 100, like `lowest` and `highest`."""
    lowest: int
    highest: int
    turns: float
    """Replies to the end, on the mean."""
    outcomes: dict[str, int]
    """How often each outcome; `stuck` when the talk never ended."""
    band: tuple[int, int]
    """The mean that is expected, lowest and highest."""
    is_inside: bool
    spread: tuple[int, ...]
    """How many totals lie in 0 to 9, 10 to 19 and so on; the tenth number counts 90 to 100."""


class Explored(Struct, frozen=True):
    """How far every way through the scenario was followed with one persona."""

    persona: str
    states: int
    """Different states found, moods within ten points taken as one."""
    steps: int
    """Choices tried."""
    is_cut: bool
    """True when the search stopped at its limit."""


class Covered(Struct, frozen=True):
    """How much of one kind was seen in any play."""

    reached: int
    total: int
    missing: tuple[str, ...]


class Coverage(Struct, frozen=True):
    """What the plays have seen of a scenario, choices alone; typed replies may lead to more."""

    nodes: Covered
    choices: Covered
    """Each as `node.choice`."""
    lines: Covered
    """What the customer says at nodes and knows."""


class DeadEnd(Struct, frozen=True):
    """A state in which the officer can choose nothing, or from which no choices lead to an ending."""

    persona: str
    node: str
    has_choices: bool
    mood: Mood
    variables: Mapping[str, int]
    way: tuple[str, ...]
    """The choices that lead there, each as `node.choice`."""


class Simulation(Struct, frozen=True):
    """`roleplay simulate SCENARIO --json`."""

    scenario: str
    language: str
    personas: tuple[str, ...]
    plays: int
    """Talks that the trainees had."""
    trainees: tuple[TraineeResult, ...]
    explored: tuple[Explored, ...]
    coverage: Coverage
    dead_ends: tuple[DeadEnd, ...]

    @property
    def is_sound(self) -> bool:
        """True when every trainee comes out as expected and nobody gets stuck."""
        return all(item.is_inside for item in self.trainees) and not self.dead_ends


class Statistics(Struct, frozen=True):
    """`roleplay stats SCENARIO --json`."""

    scenario: str
    plays: int
    """Plays that were counted."""
    ended: int
    """Those of them that came to an end; totals and correlations are of these alone."""
    older: int
    """Plays of older content that were left out."""
    unreadable: int
    """Plays that were left out because they cannot be read."""
    damaged: tuple[str, ...]
    """The ids of those of them whose entry in the list of sessions is damaged."""
    least_plays: int
    """Plays from which rates and means are given."""
    least_for_correlation: int
    """Plays from which correlations are given."""
    nodes: tuple[NodeStatistics, ...]
    """Where the trainee replies, as the author wrote them."""
    contested: tuple[ContestedWords, ...]


class Finding(Struct, frozen=True):
    """One mistake in content."""

    code: str
    severity: str
    """`error`, `warning` or `note`."""
    path: str
    line: int
    column: int
    message: str
    hint: str

    @classmethod
    def of(cls, item: Diagnostic) -> "Finding":
        """Return a mistake as a document."""
        return cls(item.code, str(item.severity), *item.span, item.message, item.hint)


class CheckReport(Struct, frozen=True):
    """`roleplay check --json`."""

    findings: tuple[Finding, ...]
    files: int
    errors: int
    warnings: int
    notes: int
    """What is good to know and may be meant; none of it is a mistake."""

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic], files: int) -> "CheckReport":
        """Return the report of these mistakes in so many files."""
        findings = tuple(map(Finding.of, diagnostics))
        counted = Counter(item.severity for item in findings)
        return cls(findings, files, *(counted[severity] for severity in Severity))


class WalkthroughResult(Struct, frozen=True):
    """What came of a walkthrough."""

    scenario: str
    walkthrough: str
    passed: bool
    findings: tuple[Finding, ...]


class WalkthroughResults(Struct, frozen=True):
    """`roleplay test --json`."""

    walkthroughs: tuple[WalkthroughResult, ...]


class TranslatedFile(Struct, frozen=True):
    """How far one translation has come."""

    path: str
    language: str
    texts: int
    translated: int
    stale: int
    """Of an older text, or marked as unsure."""
    missing: int
    percent: int
    """The share translated, 0 to 100; 100 only when it is all."""


class TranslationReport(Struct, frozen=True):
    """`roleplay translate update --json` and `roleplay translate status --json`."""

    files: tuple[TranslatedFile, ...]
    texts: int
    translated: int
    stale: int
    missing: int
    percent: int


class Heard(Struct, frozen=True):
    """`roleplay hear TEXT --json`."""

    response: Response


class HeardLine(Struct, frozen=True):
    """One line of `roleplay hear --jsonl`."""

    ref: str
    labels: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class CardDetail(Struct, frozen=True):
    """A card on the desk."""

    id: str
    text: str
    source: str
    checked: str
    is_volatile: bool


class ScenarioDetail(Struct, frozen=True, tag="scenario", tag_field="kind"):
    """A scenario as it may be shown before it is played."""

    id: str
    title: str
    summary: str
    brief: str
    service: str
    place: str
    channel: str
    level: int
    rubric: str
    personas: tuple[str, ...]
    cards: tuple[CardDetail, ...]
    goals: tuple[Goal, ...]
    form: str | None
    """`A` or `B` where the scenario has a parallel form."""
    pair: str | None
    """The scenario that is the other form."""


class PersonaDetail(Struct, frozen=True, tag="persona", tag_field="kind"):
    """A persona as it may be shown before it is met."""

    id: str
    name: str
    type: str
    about: str
    address: str
    needs: str
    mood: Mood
    guide: str


class TypeDetail(Struct, frozen=True, tag="type", tag_field="kind"):
    """A customer type."""

    id: str
    name: str
    about: str
    guide: str


class RubricDetail(Struct, frozen=True, tag="rubric", tag_field="kind"):
    """A rubric, whole."""

    id: str
    rubric: Rubric


Detail = ScenarioDetail | PersonaDetail | TypeDetail | RubricDetail

DOCUMENTS: Final[dict[str, Any]] = {
    "list": ScenarioList,
    "show": Detail,
    "sessions": SessionList,
    "debrief": Debrief,
    "facts": FactList,
    "simulate": Simulation,
    "stats": Statistics,
    "graph": Chart,
    "check": CheckReport,
    "test": WalkthroughResults,
    "translate": TranslationReport,
    "hear": Heard,
    "hear-line": HeardLine,
    "xapi-send": SendReport,
    "xapi-check": RecordReport,
    "privacy": Kept,
    "privacy-export": PersonalData,
    "site": SiteList,
    "site-login": SiteLogin,
}
"""Every document by name; in a change of version only what is added may differ."""


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a document. Raises KeyError for an unknown one."""
    schema = msgspec.json.schema(DOCUMENTS[name])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **schema}
