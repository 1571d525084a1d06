"""Plays a walkthrough and says where it does not come out as its author wrote."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from roleplay.compiler.report import Report
from roleplay.diagnostics import Span
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.score import Scorecard
from roleplay.domain.session import SessionState
from roleplay.engine import available_choices, respond, start, step
from roleplay.hearing import Ear
from roleplay.i18n import _
from roleplay.schema.parts import BandFile
from roleplay.schema.reading import Name
from roleplay.schema.walkthrough import ExpectFile, TakeFile, WalkthroughFile
from roleplay.scoring import score

EarOf = Callable[[str], Ear | None]
"""Returns the ear of a language, or None when its cues cannot be used."""


def check_walkthrough(file: WalkthroughFile, encounter: Encounter, ear: EarOf, report: Report) -> None:
    """Report what differs from what the walkthrough expects, in the language of the encounter."""
    played = _play(file, encounter, ear, report)
    if played is None:
        return
    state, events = played
    _compare(file.expect, state, score(encounter, events), encounter, report)


def _play(
    file: WalkthroughFile, encounter: Encounter, ear: EarOf, report: Report
) -> tuple[SessionState, tuple[Event, ...]] | None:
    state, first = start(encounter, file.seed)
    events = list(first)
    for take in file.take:
        if state.is_ended:
            message = _("the talk has ended before '{take}'").format(take=take.choice or take.says)
            report.error("RP602", take.span, message)
            return None
        following = _take(take, state, encounter, ear, report)
        if following is None:
            return None
        state, new = following
        events += new
    return state, tuple(events)


def _take(
    take: TakeFile, state: SessionState, encounter: Encounter, ear: EarOf, report: Report
) -> tuple[SessionState, tuple[Event, ...]] | None:
    if take.says is not None:
        listener = ear(encounter.language)
        if listener is None:
            return None
        return step(encounter, state, listener.hear(take.says, encounter=encounter, node=state.node))
    choices = {choice.id: choice for choice in available_choices(encounter, state)}
    name = take.choice or ""
    if not report.resolve(
        "RP602", _("choice at '{node}'").format(node=state.node), Name(name, take.span), choices
    ):
        return None
    return step(encounter, state, respond(encounter, state, choices[name]))


class _Difference(NamedTuple):
    """Something that did not come out as written."""

    span: Span
    what: str
    wanted: object
    found: object


def _compare(
    expect: ExpectFile, state: SessionState, card: Scorecard, encounter: Encounter, report: Report
) -> None:
    differences = (
        *_named(expect, state, card),
        *_scored(expect, card),
        *_reached(expect, card, encounter, report),
        *_said(expect, state),
    )
    for item in differences:
        message = _("{what} should be {wanted}, but is {found} ({persona}, {language})").format(
            what=item.what,
            wanted=item.wanted,
            found=item.found,
            persona=encounter.persona.id,
            language=encounter.language,
        )
        report.error("RP601", item.span, message)


def _named(expect: ExpectFile, state: SessionState, card: Scorecard) -> Iterator[_Difference]:
    for what, wanted, found in (
        (_("outcome"), expect.outcome, state.outcome),
        (_("quadrant"), expect.quadrant, card.quadrant),
    ):
        if wanted not in (None, found):
            yield _Difference(expect.span, what, wanted, found)


def _scored(expect: ExpectFile, card: Scorecard) -> Iterator[_Difference]:
    for what, wanted, value in (
        (_("total"), expect.total, card.total),
        (_("manner"), expect.manner, card.manner),
        (_("substance"), expect.substance, card.substance),
    ):
        if wanted is not None and not _lies_in(value, wanted):
            yield _Difference(wanted.span, what, f"{wanted.low}..{wanted.high}", value)


def _reached(
    expect: ExpectFile, card: Scorecard, encounter: Encounter, report: Report
) -> Iterator[_Difference]:
    known = [goal.id for goal in encounter.goals]
    met = {goal.id for goal in card.goals if goal.percent == 100}
    for goal in expect.goals or ():
        if report.resolve("RP602", _("goal"), goal, known) and goal.value not in met:
            yield _Difference(goal.span, _("goal '{goal}'").format(goal=goal.value), _("met"), _("not met"))


def _said(expect: ExpectFile, state: SessionState) -> Iterator[_Difference]:
    if expect.wrong is not None:
        wanted = sorted(name.value for name in expect.wrong)
        if wanted != sorted(state.wrong):
            yield _Difference(expect.span, _("wrong facts"), wanted, sorted(state.wrong))
    for label in expect.shown or ():
        if label not in state.shown:
            yield _Difference(expect.span, f"'{label}'", _("shown"), _("not shown"))


def _lies_in(value: int | None, band: BandFile) -> bool:
    return value is not None and band.low <= value <= band.high
