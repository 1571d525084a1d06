"""The debrief: everything a session has to teach, as one value. Text, page and JSON are made from it."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import (
    Acted,
    CardOpened,
    Contested,
    Event,
    HintTaken,
    Improvised,
    MoodMoved,
    Replied,
    Said,
    Undone,
)
from roleplay.domain.mood import Mood, Receipt
from roleplay.domain.response import Evidence
from roleplay.domain.score import CriterionScore, GateScore, GoalScore, Satisfaction, Scorecard
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import TECHNIQUES
from roleplay.engine import effective, history
from roleplay.scoring import TurningPoint, score, turning_point

GOOD_LEVEL: Final = 4
"""The level from which a criterion needs no practice."""


class PersonaDebrief(Struct, frozen=True):
    """Who the customer was."""

    id: str
    name: str
    type: str
    about: str
    needs: str
    guide: str


class TurnDebrief(Struct, frozen=True):
    """One reply, what it was heard as, and what the customer answered."""

    turn: int
    node: str
    text: str
    choice: str | None
    shows: tuple[str, ...]
    tells: tuple[str, ...]
    asks: tuple[str, ...]
    wrong: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    answers: tuple[str, ...]
    """What the customer said and did."""
    mood: Mood


class Improvisation(Struct, frozen=True):
    """Something said while a facilitator spoke for the customer; it is not scored."""

    turn: int
    """The turn after which it was said."""
    is_officer: bool
    text: str


class FactDebrief(Struct, frozen=True):
    """A fact that was told, missed, or told wrong."""

    kind: str
    """`right`, `wrong` or `missed`."""
    text: str
    source: str
    checked: str
    is_volatile: bool
    turn: int | None
    quote: str


class BetterLine(Struct, frozen=True):
    """The largest avoidable loss, and what another line there would have done on the same seed."""

    turn: int
    said: str
    loss: int
    line: str
    before: Mood
    after_said: Mood
    after_line: Mood


class ScoreDebrief(Struct, frozen=True):
    """The figures, 0 to 100, and the cap that a broken gate put on the total."""

    total: int | None
    manner: int | None
    substance: int | None
    cap: int | None
    warmth: int | None = None
    """Manner over the criteria that tell warm from cold; the quadrant goes by it."""


class Practice(Struct, frozen=True):
    """The one thing to practise next."""

    technique: str
    criterion: str


class Debrief(Struct, frozen=True):
    """A whole debrief."""

    session: str
    scenario: str
    title: str
    persona: PersonaDebrief
    rubric: str
    language: str
    seed: int
    mode: str
    started_at: str
    outcome: str | None
    ending: str
    """The author's word on how it ended."""
    score: ScoreDebrief
    quadrant: str
    satisfaction: Satisfaction
    criteria: tuple[CriterionScore, ...]
    goals: tuple[GoalScore, ...]
    gates: tuple[GateScore, ...]
    opening: tuple[str, ...]
    """What the customer said first."""
    start: Mood
    receipts: tuple[Receipt, ...]
    turns: tuple[TurnDebrief, ...]
    improvised: tuple[Improvisation, ...]
    turning_point: BetterLine | None
    facts: tuple[FactDebrief, ...]
    practise: Practice | None
    undone: int
    """How many replies were taken back."""
    hints: int
    cards_opened: int
    contested: tuple[Contested, ...]
    """What was heard and, the trainee says, not meant."""


def build_debrief(
    encounter: Encounter, events: Sequence[Event], session: str, mode: str, started_at: str
) -> Debrief:
    """Return the debrief of a session, finished or not."""
    standing = effective(events)
    states = history(encounter, events)
    card = score(encounter, events)
    state = states[-1]
    persona = encounter.persona
    ending = encounter.nodes[state.ending].ending if state.ending else None
    return Debrief(
        session=session,
        scenario=encounter.scenario,
        title=encounter.title,
        persona=PersonaDebrief(
            persona.id, persona.name, persona.type_name, persona.about, persona.needs, persona.guide
        ),
        rubric=encounter.rubric.title,
        language=encounter.language,
        seed=state.seed,
        mode=mode,
        started_at=started_at,
        outcome=state.outcome,
        ending=ending.debrief if ending else "",
        score=ScoreDebrief(card.total, card.manner, card.substance, card.cap, card.warmth),
        quadrant=card.quadrant,
        satisfaction=card.satisfaction,
        criteria=card.criteria,
        goals=card.goals,
        gates=card.gates,
        opening=_answers(standing, 0),
        start=states[0].mood,
        receipts=tuple(event.receipt for event in standing if isinstance(event, MoodMoved)),
        turns=_turns(standing, states),
        improvised=tuple(
            Improvisation(event.turn, event.is_officer, event.text)
            for event in standing
            if isinstance(event, Improvised)
        ),
        turning_point=_better_line(turning_point(encounter, events), states),
        facts=_facts(encounter, standing, state),
        practise=_practice(encounter, card),
        undone=_count(events, Undone),
        hints=_count(events, HintTaken),
        cards_opened=_count(events, CardOpened),
        contested=tuple(event for event in events if isinstance(event, Contested)),
    )


def _count(events: Iterable[Event], kind: type[Event]) -> int:
    return sum(isinstance(event, kind) for event in events)


def _answers(events: Iterable[Event], turn: int) -> tuple[str, ...]:
    return tuple(
        event.text if isinstance(event, Said) else event.act
        for event in events
        if isinstance(event, Said | Acted) and event.turn == turn
    )


def _turns(events: Sequence[Event], states: Sequence[SessionState]) -> tuple[TurnDebrief, ...]:
    replies = [event for event in events if isinstance(event, Replied)]
    return tuple(
        TurnDebrief(
            turn=event.turn,
            node=event.node,
            text=event.response.text,
            choice=event.response.choice,
            shows=event.response.shows,
            tells=event.response.tells,
            asks=event.response.asks,
            wrong=event.response.wrong,
            evidence=event.response.evidence,
            answers=_answers(events, event.turn),
            mood=state.mood,
        )
        for event, state in zip(replies, states[1:], strict=True)
    )


def _better_line(point: TurningPoint | None, states: Sequence[SessionState]) -> BetterLine | None:
    if point is None:
        return None
    return BetterLine(
        turn=point.turn,
        said=point.actual.response.text,
        loss=point.loss,
        line=point.better.response.text,
        before=states[point.turn - 1].mood,
        after_said=point.actual.after.mood,
        after_line=point.better.after.mood,
    )


def _facts(encounter: Encounter, events: Sequence[Event], state: SessionState) -> tuple[FactDebrief, ...]:
    facts: list[FactDebrief] = []
    told: dict[str, None] = {}
    for event in events:
        if not isinstance(event, Replied):
            continue
        for name in event.response.tells:
            if name not in told:
                told[name] = None
                facts.append(_fact(encounter, "right", name, event, f"tells.{name}"))
        for name in event.response.wrong:
            falsehood = encounter.falsehoods[name]
            quote = event.response.quote(f"wrong.{name}")
            source = encounter.cards[falsehood.card] if falsehood.card else None
            facts.append(
                FactDebrief(
                    "wrong",
                    falsehood.note,
                    source.source if source else "",
                    source.checked if source else "",
                    bool(source and source.is_volatile),
                    event.turn,
                    quote,
                )
            )
    wanted = {goal.told for goal in encounter.goals if goal.told and goal.told not in state.told}
    facts += [_fact(encounter, "missed", name, None, "") for name in encounter.cards if name in wanted]
    return tuple(facts)


def _fact(encounter: Encounter, kind: str, name: str, event: Replied | None, label: str) -> FactDebrief:
    card = encounter.cards[name]
    quote = event.response.quote(label) if event else ""
    return FactDebrief(
        kind, card.text, card.source, card.checked, card.is_volatile, event.turn if event else None, quote
    )


def _practice(encounter: Encounter, card: Scorecard) -> Practice | None:
    """Return the criterion that cost most, and the first technique of its best level that was not shown."""
    weak = [item for item in card.criteria if item.level is not None and item.level < GOOD_LEVEL]
    if not weak:
        return None
    worst = max(weak, key=lambda item: item.weight * (5 - (item.level or 0)))
    criterion = next(item for item in encounter.rubric.criteria if item.id == worst.id)
    shown = {quote.label for quote in worst.evidence}
    for level in criterion.levels:
        wanted = (*level.standard.shown, *level.standard.any_shown) if level.standard else ()
        for label in wanted:
            if label in TECHNIQUES and label not in shown:
                return Practice(label, worst.title)
    return Practice(next(iter(shown & set(TECHNIQUES)), "empathize"), worst.title)
