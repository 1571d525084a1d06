"""Builds talks of a room."""

from collections.abc import Mapping, Sequence

from roleplay.domain.mood import Mood
from roleplay.groups.talks import Reply, Talk

START = Mood(60, 40, 50, 8)


def moved(mood: Mood, tension: int) -> Mood:
    """Return a mood with the tension moved."""
    return Mood(mood.tension + tension, mood.trust, mood.clarity, mood.patience)


def reply(  # what stands in one reply
    node: str,
    choice: str | None,
    tension: int = 0,
    text: str = "",
    shows: Sequence[str] = (),
    answers: str = "Jadi?",
) -> Reply:
    """Return a reply that moves the tension."""
    return Reply(
        turn=1,
        node=node,
        choice=choice,
        text=text or f"words of {choice}",
        answers=answers,
        shows=tuple(shows),
        tells=(),
        asks=(),
        wrong=(),
        before=START,
        after=moved(START, tension),
    )


def talk(
    person: str,
    *replies: Reply,
    outcome: str | None = "resolved",
    scenario: str = "thr",
    session: str = "",
    goals: Mapping[str, int] | None = None,
) -> Talk:
    """Return a talk of a person."""
    return Talk(
        session=session or f"session of {person}",
        person=person,
        scenario=scenario,
        persona="Pak Darto",
        started_at="2026-11-24T09:00:00+07:00",
        start=START,
        replies=replies,
        outcome=outcome,
        goals=goals or {},
        manner=60,
        substance=50,
        total=56,
    )
