"""What everything in our statements is called: ids that come out the same whenever they are made."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid5

from roleplay.reporting.xapi.model import Verb

HOME: Final = "https://roleplay.invalid/"
"""What all ids begin with unless an organisation names its own place; nobody can ever own this one."""

PLATFORM: Final = "roleplay"
"""Without a version: a statement made again by a later program is the same statement."""

SCENARIO_TYPE: Final = "http://adlnet.gov/expapi/activities/simulation"
QUESTION_TYPE: Final = "http://adlnet.gov/expapi/activities/cmi.interaction"

_NAMESPACE: Final = UUID("84c00a95-cee7-419d-abaa-f51175a52a83")
_VERBS: Final = "http://adlnet.gov/expapi/verbs/"

VERBS: Final[Mapping[str, Verb]] = {
    name: Verb(_VERBS + name, {"id-ID": indonesian, "en-US": name})
    for name, indonesian in {
        "initialized": "memulai",
        "answered": "menjawab",
        "interacted": "berinteraksi dengan",
        "completed": "menyelesaikan",
        "passed": "lulus",
        "failed": "tidak lulus",
        "terminated": "menghentikan",
        "scored": "mendapat nilai",
    }.items()
}
"""The verbs that we use, all of ADL's list."""


class Places:
    """The ids of activities and extensions under one home."""

    def __init__(self, home: str) -> None:
        """`home` is an IRI; a slash is put at its end where there is none."""
        self.home = home if home.endswith(("/", "#")) else f"{home}/"

    def scenario(self, scenario: str) -> str:
        """Return the id of a scenario."""
        return f"{self.home}scenarios/{scenario}"

    def node(self, scenario: str, node: str) -> str:
        """Return the id of a node where a reply is picked."""
        return f"{self.scenario(scenario)}/nodes/{node}"

    def typed(self, scenario: str, node: str) -> str:
        """Return the id of the same node where a reply is typed: another kind of question, so another id."""
        return f"{self.node(scenario, node)}/typed"

    def rubric(self, rubric: str) -> str:
        """Return the id of a rubric."""
        return f"{self.home}rubrics/{rubric}"

    def extensions(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return values under ids of extensions, without those that are None."""
        return {f"{self.home}xapi/{name}": value for name, value in values.items() if value is not None}


def registration(session: str, started_at: str, seed: int, digest: str) -> str:
    """Return the UUID of a session.

    Ids of sessions are short and drawn on each computer by itself, so the rest of how it began goes in too.
    """
    return str(uuid5(_NAMESPACE, f"session {session} {started_at} {seed} {digest}"))


def statement_id(session: str, event: int, what: str) -> str:
    """Return the UUID of what is told of an event (from 1) of a session, named by its registration."""
    return str(uuid5(UUID(session), f"{event} {what}"))


def pseudonym(seat: str) -> str:
    """Return a name for a seat, the same on every computer, that says nothing about who sat there."""
    return str(uuid5(_NAMESPACE, f"seat {seat}"))
