"""Shows a debrief in a terminal."""

from roleplay.app.conversation import Conversation
from roleplay.domain.score import CriterionScore, GoalScore
from roleplay.domain.vocabulary import ACTS
from roleplay.i18n import _
from roleplay.reporting.debrief import BetterLine, Debrief, TurnDebrief, build_debrief
from roleplay.reporting.debrief_words import (
    fact_words,
    help_words,
    outcome_words,
    practice_words,
    satisfaction_words,
    source_words,
)
from roleplay.reporting.names import act_name, axis_name, label_name, quadrant_name
from roleplay.reporting.numbers import points
from roleplay.reporting.receipt_words import MOVING_AXES, course
from roleplay.terminal.numbers import sparkline
from roleplay.terminal.screen import Screen


def debrief_of(session: Conversation) -> Debrief:
    """Return the debrief of a session as it stands."""
    record = session.record
    return build_debrief(session.encounter, session.events, record.id, record.mode, record.started_at)


def show_debrief(screen: Screen, debrief: Debrief) -> None:
    """Write the whole debrief."""
    _show_outcome(screen, debrief)
    _show_course(screen, debrief)
    _show_scores(screen, debrief)
    _show_criteria(screen, debrief.criteria)
    _show_goals(screen, debrief.goals)
    for gate in debrief.gates:
        quotes = "; ".join(f"“{quote.text}”" for quote in gate.evidence)
        screen.line(
            _("Gate broken: {title}. {quotes}").format(title=gate.title, quotes=quotes), "bad", hang=2
        )
    if debrief.turning_point:
        _show_turning_point(screen, debrief.turning_point)
    _show_facts(screen, debrief)
    _show_person(screen, debrief)
    if debrief.practise:
        screen.line()
        screen.line(practice_words(debrief.practise), "bold", hang=2)


def _show_outcome(screen: Screen, debrief: Debrief) -> None:
    screen.line()
    title = _("THE END · {outcome}") if debrief.outcome else _("PAUSED · {outcome}")
    screen.line(title.format(outcome=outcome_words(debrief)), "bold")
    if debrief.ending:
        screen.line(debrief.ending)
    if helps := help_words(debrief):
        screen.line(helps, "quiet")


def _show_course(screen: Screen, debrief: Debrief) -> None:
    moods = (debrief.start, *(turn.mood for turn in debrief.turns))
    screen.line()
    for axis in MOVING_AXES:
        values = tuple(getattr(mood, axis) for mood in moods)
        picture = "" if screen.is_plain else f" {sparkline(values)} "
        if screen.is_plain:
            picture = " " + " ".join(str(value) for value in values[1:-1]) + " " if len(values) > 2 else " "
        screen.line(f"{axis_name(axis)} {values[0]}{picture}{values[-1]}", hang=4)


def _show_scores(screen: Screen, debrief: Debrief) -> None:
    score = debrief.score
    screen.line()
    screen.line(
        _("Manner {manner} (warmth {warmth}) · substance {substance} · {quadrant}").format(
            manner=points(score.manner),
            warmth=points(score.warmth),
            substance=points(score.substance),
            quadrant=quadrant_name(debrief.quadrant, is_wrong=bool(debrief.gates)),
        ),
        "bold",
    )
    total = _("Total {total}").format(total=points(score.total))
    if score.cap is not None:
        total += " " + _("(at most {cap}: a gate was broken)").format(cap=score.cap)
    screen.line(total, "bold")
    screen.line(satisfaction_words(debrief), "quiet", hang=2)


def _show_criteria(screen: Screen, criteria: tuple[CriterionScore, ...]) -> None:
    screen.line()
    screen.line(_("Manner, level 1 to 5"), "bold")
    for item in criteria:
        if item.level is None:
            screen.line(
                f"–  {item.title}: " + _("not rated, there was no occasion"), "quiet", indent=3, hang=3
            )
            continue
        screen.line(f"{item.level}  {item.title}. {item.anchor}", _style(item.level), indent=3, hang=3)
        for quote in item.evidence[:3]:
            where = _("reply {turn}, {label}: “{text}”").format(
                turn=quote.turn, label=label_name(quote.label).lower(), text=quote.text
            )
            screen.line(where, "quiet", indent=6, hang=2)


def _style(level: int) -> str:
    return {5: "good", 4: "good", 1: "bad"}.get(level, "")


def _show_goals(screen: Screen, goals: tuple[GoalScore, ...]) -> None:
    screen.line()
    screen.line(_("Substance"), "bold")
    for goal in goals:
        mark, style = {100: ("✓", "good"), 0: ("✗", "bad")}.get(goal.percent, ("◦", ""))
        note = "" if goal.percent in (0, 100) else " " + _("(given unasked: counts half)")
        screen.line(f"{mark}  {goal.text}{note}", style, indent=3, hang=3)
        for quote in goal.evidence[:1]:
            screen.line(
                _("reply {turn}: “{text}”").format(turn=quote.turn, text=quote.text),
                "quiet",
                indent=6,
                hang=2,
            )


def _show_turning_point(screen: Screen, point: BetterLine) -> None:
    screen.line()
    screen.line(_("Turning point: reply {turn}").format(turn=point.turn), "bold")
    screen.line(_("You said: “{text}”").format(text=point.said), indent=4, hang=2)
    screen.line(course(point.before, point.after_said), "bad", indent=6, hang=2)
    screen.line(_("On the same seed: “{text}”").format(text=point.line), indent=4, hang=2)
    screen.line(course(point.before, point.after_line), "good", indent=6, hang=2)


def _show_facts(screen: Screen, debrief: Debrief) -> None:
    if not debrief.facts:
        return
    screen.line()
    screen.line(_("Facts"), "bold")
    for fact in debrief.facts:
        mark, style = {"right": ("✓", "good"), "wrong": ("✗", "bad")}.get(fact.kind, ("–", ""))
        screen.line(f"{mark}  {fact_words(fact)}", style, indent=3, hang=3)
        if fact.source:
            screen.line(source_words(fact), "quiet", indent=6, hang=2)


def _show_person(screen: Screen, debrief: Debrief) -> None:
    person = debrief.persona
    screen.line()
    screen.line(f"{person.name} · {person.type}", "bold")
    screen.line(person.about)
    screen.line(_("Needed: {needs}").format(needs=person.needs), hang=2)


def show_transcript(screen: Screen, debrief: Debrief) -> None:
    """Write everything that was said so far."""
    for words in debrief.opening:
        screen.labelled(debrief.persona.name.upper(), words, "customer")
    _show_improvised(screen, debrief, 0)
    for turn in debrief.turns:
        screen.labelled(_("YOU"), turn.text, "bold")
        _show_answers(screen, debrief.persona.name, turn)
        _show_improvised(screen, debrief, turn.turn)


def _show_improvised(screen: Screen, debrief: Debrief, turn: int) -> None:
    """Write what was said after a turn while a facilitator spoke for the customer."""
    said = [item for item in debrief.improvised if item.turn == turn]
    if said:
        screen.line(_("The facilitator speaks for the customer; this is not scored:"), "quiet")
    for item in said:
        if item.is_officer:
            screen.labelled(_("YOU"), item.text, "bold")
        else:
            screen.labelled(debrief.persona.name.upper(), item.text, "customer")


def _show_answers(screen: Screen, name: str, turn: TurnDebrief) -> None:
    for answer in turn.answers:
        if answer in ACTS:
            screen.line(f"[{name} {act_name(answer)}]", "warning")
        else:
            screen.labelled(name.upper(), answer, "customer")
