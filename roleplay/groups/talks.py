"""One talk of a group as its figures need it: who said what where, what it did, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event, Replied, Said
from roleplay.domain.mood import Mood
from roleplay.engine import effective, history
from roleplay.scoring import score


class Reply(Struct, frozen=True):
    """One reply that still stands."""

    turn: int
    node: str
    choice: str | None
    """None for a typed reply."""
    text: str
    answers: str
    """The customer's last words before it."""
    shows: tuple[str, ...]
    tells: tuple[str, ...]
    asks: tuple[str, ...]
    wrong: tuple[str, ...]
    before: Mood
    after: Mood


class Talk(Struct, frozen=True):
    """One talk."""

    session: str
    person: str
    """What the trainee is called here: a nickname or a pseudonym."""
    scenario: str
    persona: str
    """The name of the customer."""
    started_at: str
    start: Mood
    replies: tuple[Reply, ...]
    outcome: str | None
    """None while it has not ended."""
    goals: Mapping[str, int]
    """How far each goal was met, in percent."""
    manner: int | None
    substance: int | None
    total: int | None


def read_talk(
    encounter: Encounter, events: Sequence[Event], session: str, person: str, started_at: str
) -> Talk:
    """Return what the events of a session tell. Replies that were taken back do not count.

    Raises ValueError or KeyError when the events are not of this encounter.
    """
    standing = effective(events)
    states = history(encounter, standing)
    given = list(_replies(standing))
    card = score(encounter, standing)
    return Talk(
        session=session,
        person=person,
        scenario=encounter.scenario,
        persona=encounter.persona.name,
        started_at=started_at,
        start=states[0].mood,
        replies=tuple(
            Reply(
                turn=event.turn,
                node=event.node,
                choice=event.response.choice,
                text=event.response.text,
                answers=answers,
                shows=event.response.shows,
                tells=event.response.tells,
                asks=event.response.asks,
                wrong=event.response.wrong,
                before=states[place].mood,
                after=states[place + 1].mood,
            )
            for place, (answers, event) in enumerate(given)
        ),
        outcome=states[-1].outcome,
        goals={goal.id: goal.percent for goal in card.goals},
        manner=card.manner,
        substance=card.substance,
        total=card.total,
    )


def _replies(standing: Sequence[Event]) -> Iterator[tuple[str, Replied]]:
    """Yield each reply after the last words of the customer before it."""
    words = ""
    for event in standing:
        if isinstance(event, Said):
            words = event.text
        elif isinstance(event, Replied):
            yield words, event


def first_talks(talks: Sequence[Talk]) -> tuple[Talk, ...]:
    """Return the first talk of each person, so that nobody counts twice; in the order of their sessions.

    The first is the one begun first, of equal ones the one whose session is named first.
    """
    firsts: dict[str, Talk] = {}
    for talk in sorted(talks, key=lambda item: (item.started_at, item.session)):
        firsts.setdefault(talk.person, talk)
    return tuple(sorted(firsts.values(), key=lambda item: item.session))
