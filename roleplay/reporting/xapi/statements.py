"""From one session to its statements.

The list only grows: a session that has gone on comes to the statements of before, unchanged, and more. The
one exception is `terminated`, which stands at the end while a session has not ended. So a reply that was
taken back stays, and a statement after it says so.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Ended, Event, Replied, Started, Undone, Unheard
from roleplay.engine import history
from roleplay.reporting.xapi.model import (
    Account,
    Activity,
    Agent,
    Context,
    ContextActivities,
    Definition,
    Reference,
    Result,
    Statement,
)
from roleplay.reporting.xapi.names import (
    PLATFORM,
    SCENARIO_TYPE,
    VERBS,
    Places,
    pseudonym,
    registration,
    statement_id,
)
from roleplay.reporting.xapi.replies import question, reply_result, unheard_result
from roleplay.reporting.xapi.results import HumanScore, final_result, human_result, is_passed, paused_result
from roleplay.reporting.xapi.times import is_timestamp

_LONGEST: Final = 100 * 365 * 24 * 3600
"""Seconds beyond which a duration tells of a clock that was set, and of nothing else."""


class Played(NamedTuple):
    """A session, finished or not."""

    id: str
    mode: str
    started_at: str
    encounter: Encounter
    events: Sequence[Event]
    times: Sequence[str]
    """When each event happened: ISO 8601 with offset."""


class Learner(Struct, frozen=True):
    """Who played, as far as it is to be told. By default nothing is."""

    seat: str | None = None
    """The id of the seat in a group, the same for all sessions of one person; never told itself."""
    name: str | None = None
    address: str | None = None
    """The e-mail address, without `mailto:`."""


def session_statements(
    played: Played, places: Places, learner: Learner, human: HumanScore | None = None
) -> tuple[Statement, ...]:
    """Return what there is to tell of a session, in order.

    A score that people gave comes as a statement of its own, beside the score of the program: it is given
    later, and a statement never changes. Raises ValueError when the events do not begin a session.
    """
    return tuple(_Telling(played, places, learner).tell(human))


class _Telling:
    """What all statements of a session have in common."""

    def __init__(self, played: Played, places: Places, learner: Learner) -> None:
        self._played = played
        self._places = places
        encounter = played.encounter
        seed = history(encounter, played.events[:1])[-1].seed
        self._registration = registration(played.id, played.started_at, seed, encounter.digest)
        self._actor = _actor(learner, places, self._registration)
        self._scenario = Activity(
            places.scenario(encounter.scenario),
            Definition(
                name={encounter.language: encounter.title or encounter.scenario},
                type=SCENARIO_TYPE,
                description={encounter.language: encounter.summary} if encounter.summary else None,
            ),
        )
        self._extensions = places.extensions(
            {
                "session": played.id,
                "persona": encounter.persona.id,
                "rubric": {"id": encounter.rubric.id, "digest": _digest(encounter)},
                "mode": played.mode,
                "seed": seed,
                "level": encounter.level,
            }
        )

    def tell(self, human: HumanScore | None) -> Iterator[Statement]:
        """Yield the statements."""
        standing: list[tuple[Statement, int]] = []
        is_ended = False
        for number, event in enumerate(self._played.events, 1):
            if isinstance(event, Started):
                yield self._of(number, "initialized", self._scenario)
            elif isinstance(event, Replied | Unheard):
                answered = self._answered(number, event)
                yield answered
                if isinstance(event, Replied):
                    standing.append((answered, event.turn))
            elif isinstance(event, Undone):
                is_ended = False
                if standing and standing[-1][1] == event.turn:
                    yield self._taken_back(number, standing.pop()[0])
            elif isinstance(event, Ended):
                is_ended = True
                yield from self._ended(number)
        if not is_ended:
            yield self._terminated(len(self._played.events))
        if human is not None:
            yield self._scored(human)

    def _answered(self, number: int, event: Replied | Unheard) -> Statement:
        encounter = self._played.encounter
        before = history(encounter, self._played.events[: number - 1])[-1]
        result = (
            reply_result(encounter, before, event, self._places)
            if isinstance(event, Replied)
            else unheard_result(event, self._places)
        )
        choice = event.response.choice if isinstance(event, Replied) else None
        about = question(encounter, before.node, self._places, is_typed=choice is None)
        return self._of(number, "answered", about, result)

    def _taken_back(self, number: int, reply: Statement) -> Statement:
        result = Result(extensions=self._places.extensions({"taken-back": True}))
        return self._of(number, "interacted", Activity(reply.object.id), result, Reference(reply.id))

    def _ended(self, number: int) -> Iterator[Statement]:
        """Yield that the talk is over, and in an assessment whether it was passed."""
        encounter, events = self._played.encounter, self._played.events[:number]
        result = final_result(encounter, events, self._places, self._duration(number))
        passed = is_passed(result) if self._played.mode == "assess" else None
        if passed is not None:
            result = msgspec.structs.replace(result, success=passed)
        yield self._of(number, "completed", self._scenario, result)
        if passed is not None:
            yield self._of(number, "passed" if passed else "failed", self._scenario, result)

    def _terminated(self, number: int) -> Statement:
        """Tell where a session stands that was left; what it would be worth is told in a practice alone."""
        encounter, events = self._played.encounter, self._played.events
        is_open = self._played.mode == "practice"
        result = paused_result(encounter, events, self._places, self._duration(number), is_open=is_open)
        return self._of(number, "terminated", self._scenario, result)

    def _scored(self, human: HumanScore) -> Statement:
        events = self._played.events
        result = human_result(self._played.encounter, events, self._places, human)
        what = f"scored {human.total} {human.raters} {human.agreement} {human.at}"
        made = self._of(len(events), "scored", self._scenario, result)
        return msgspec.structs.replace(
            made, id=statement_id(self._registration, 0, what), timestamp=_time(human.at)
        )

    def _of(
        self,
        number: int,
        verb: str,
        about: Activity,
        result: Result | None = None,
        reference: Reference | None = None,
    ) -> Statement:
        encounter = self._played.encounter
        is_part = about.id != self._scenario.id
        rubric = Activity(
            self._places.rubric(encounter.rubric.id),
            Definition({encounter.language: encounter.rubric.title or encounter.rubric.id}),
        )
        return Statement(
            id=statement_id(self._registration, number, verb),
            actor=self._actor,
            verb=VERBS[verb],
            object=about,
            context=Context(
                registration=self._registration,
                context_activities=ContextActivities(
                    parent=(Activity(self._scenario.id),) if is_part else (), grouping=(rubric,)
                ),
                revision=encounter.digest,
                platform=PLATFORM,
                language=encounter.language,
                extensions=self._extensions,
                statement=reference,
            ),
            result=result,
            timestamp=_time(self._played.times[number - 1]),
        )

    def _duration(self, number: int) -> str | None:
        """Return how long it took up to an event, pauses included; None where the clock tells nothing."""
        try:
            first, last = (datetime.fromisoformat(self._played.times[place]) for place in (0, number - 1))
            seconds = int((last - first).total_seconds())
        except (ValueError, TypeError, OverflowError):
            return None
        return f"PT{seconds}S" if 0 <= seconds <= _LONGEST else None


def _actor(learner: Learner, places: Places, session: str) -> Agent:
    if learner.address is not None:
        return Agent(mbox=f"mailto:{learner.address}", name=learner.name)
    name = session if learner.seat is None else pseudonym(learner.seat)
    return Agent(account=Account(places.home, name), name=learner.name)


def _digest(encounter: Encounter) -> str:
    """Return the SHA-256 of the rubric as it was compiled: another digest is another version of it."""
    return sha256(msgspec.json.encode(encounter.rubric)).hexdigest()


def _time(text: str) -> str | None:
    return text if is_timestamp(text) else None
