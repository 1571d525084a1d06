"""What a seat is shown: everything as it is now, in words for a page or as events for a program."""

from collections.abc import Iterable, Iterator
from typing import Literal

from roleplay.app.conversation import Conversation
from roleplay.app.hosting.host import Host
from roleplay.app.hosting.messages import (
    ChoiceLine,
    Criterion,
    Mark,
    Meter,
    Panel,
    SpokenLine,
    Talk,
    TalkPage,
    Update,
)
from roleplay.app.hosting.panel import PanelOutcome
from roleplay.app.hosting.seat import Seat
from roleplay.app.hosting.talks import was_improvised
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Acted, Event, HintTaken, Improvised, Replied, Said, Unheard
from roleplay.domain.mood import Mood
from roleplay.engine import effective, respond
from roleplay.groups.state import GroupState
from roleplay.i18n import _
from roleplay.reporting.feedback import hint
from roleplay.reporting.names import (
    act_name,
    advice,
    axis_name,
    band_name,
    evidence_name,
    label_name,
    stage_name,
)
from roleplay.reporting.receipt_words import MOVING_AXES

Kind = Literal["page", "events"]

_MESSAGES = 10
"""Messages of the facilitator that are shown; older ones have been read."""


def update(host: Host, seat: Seat, kind: Kind) -> Update:
    """Return everything that a seat sees."""
    state = host.state
    mine = state.seats[seat.id]
    return Update(
        number=seat.news.number,
        phase=state.phase,
        round=state.round + 1,
        rounds=len(state.plan.rounds),
        is_paused=state.is_paused,
        seat=seat.id,
        nickname=mine.nickname,
        people=len(state.seats),
        messages=tuple(item.text for item in state.messages if item.seat in ("", seat.id))[-_MESSAGES:],
        talk=_talk(seat, kind),
        panel=_panel(host, state, seat.id),
        action=mine.action,
    )


def _talk(seat: Seat, kind: Kind) -> Talk | None:
    talk = seat.talk
    if talk is None:
        return None
    return Talk(
        session=talk.record.id,
        version=talk.record.version,
        encounter=talk.encounter.digest,
        is_ended=talk.state.is_ended,
        is_taken_over=seat.is_taken_over,
        page=_page(seat, talk) if kind == "page" else None,
        events=tuple(talk.events) if kind == "events" else (),
        mode=talk.record.mode,
        started_at=talk.record.started_at,
    )


def _page(seat: Seat, talk: Conversation) -> TalkPage:
    encounter = talk.encounter
    is_practice = talk.record.mode == "practice"
    choices = () if talk.state.is_ended or seat.is_taken_over else talk.choices
    return TalkPage(
        title=encounter.title,
        place=encounter.place,
        brief=encounter.brief,
        persona=encounter.persona.name,
        arrival=arrival(encounter),
        is_practice=is_practice,
        spoken=tuple(spoken(encounter, talk.events)),
        moods=tuple(meters(talk.state.mood)) if is_practice else (),
        choices=tuple(
            ChoiceLine(choice.id, respond(encounter, talk.state, choice).text) for choice in choices
        ),
        feedback=seat.feedback,
        heard=tuple(
            (item.label, evidence_name(item.label), item.quote, item.reason)
            for item in (talk.heard_last() if is_practice else ())
        ),
        cards=tuple(
            (card.text, f"{card.source} · " + _("checked {day}").format(day=card.checked))
            for card in encounter.cards.values()
        ),
        judged=tuple(criterion.title for criterion in encounter.rubric.criteria),
        hints=_hints(talk),
        can_undo=is_practice and talk.can_undo and not was_improvised(talk),
    )


def _hints(talk: Conversation) -> tuple[str, ...]:
    """Return the hints that were taken before the reply that comes next, or that there is none."""
    turn = talk.state.turn
    taken = [
        event.rung for event in effective(talk.events) if isinstance(event, HintTaken) and event.turn == turn
    ]
    if not taken:
        return ()
    found = hint(talk.encounter, talk.state)
    if found is None:
        return (_("There is no hint here."),)
    told = [_("Stage: {stage}.").format(stage=stage_name(found.stage))]
    if found.technique:
        told.append(
            _("Technique: {name}. {advice}").format(
                name=label_name(found.technique), advice=advice(found.technique)
            )
        )
    told.append(_("For example: “{line}”").format(line=found.line))
    return tuple(told[: max(taken)])


def arrival(encounter: Encounter) -> str:
    """Return how the customer appears, as it follows the name."""
    if encounter.channel == "phone":
        return _("on the phone")
    return _("in the chat") if encounter.channel == "chat" else encounter.persona.looks


def spoken(encounter: Encounter, events: Iterable[Event]) -> Iterator[SpokenLine]:
    """Yield everything that was said and still stands, in order."""
    for event in effective(tuple(events)):
        match event:
            case Said(text=text):
                yield SpokenLine("customer", text)
            case Acted(act=act):
                yield SpokenLine("act", f"{encounter.persona.name} {act_name(act)}")
            case Replied(response=response):
                yield SpokenLine("officer", response.text)
            case Unheard(text=text):
                yield SpokenLine("officer", text)
            case Improvised(is_officer=is_officer, text=text):
                yield SpokenLine("officer" if is_officer else "facilitator", text)


def meters(mood: Mood) -> Iterator[Meter]:
    """Yield the axes of a mood, each with its word."""
    for axis in MOVING_AXES:
        value = getattr(mood, axis)
        yield Meter(axis_name(axis), value, band_name(axis, value))


def _panel(host: Host, state: GroupState, rater: str) -> Panel | None:
    """Return the talk that is rated, or the one that was rated last."""
    session = state.panel or (state.rated[-1] if state.rated and state.phase == "debrief" else None)
    talk = None if session is None else host.find_talk(session)
    if session is None or talk is None:
        return None
    rubric = talk.encounter.rubric
    outcome = PanelOutcome((), ()) if state.panel else host.panel_outcome(talk)
    mine = {
        item.criterion: Mark(item.criterion, item.level, item.reason)
        for item in state.ratings
        if item.session == session and item.rater == rater
    }
    return Panel(
        session=session,
        title=talk.encounter.title,
        spoken=tuple(spoken(talk.encounter, talk.events)),
        criteria=tuple(
            Criterion(
                item.id,
                item.title,
                tuple((level.level, level.anchor) for level in item.levels if level.anchor),
            )
            for item in rubric.criteria
        ),
        mine=tuple(mine.values()),
        results=outcome.results,
        summary=outcome.summary,
        persona=talk.encounter.persona.name,
    )
