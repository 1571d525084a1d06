"""Holds a session against the criteria and gates of a rubric."""

from roleplay.domain.condition import All, AnyOf, Condition, Not, Past
from roleplay.domain.response import NOTHING
from roleplay.domain.rubric import Criterion, Gate, Standard
from roleplay.domain.score import CriterionScore, GateScore, Quote
from roleplay.scoring.conduct import Conduct


def rate(criterion: Criterion, conduct: Conduct) -> CriterionScore:
    """Return the level reached, or not rated when the criterion had no chance to show."""
    level, anchor = None, ""
    if criterion.applies is None or criterion.applies.holds(conduct.state, NOTHING):
        for step in criterion.levels:
            if step.standard is None or meets(step.standard, conduct):
                level, anchor = step.level, step.anchor
                break
    evidence = conduct.quotes(_labels(criterion)) if level is not None else ()
    return CriterionScore(
        criterion.id, criterion.title, criterion.weight, level, anchor, evidence, criterion.source
    )


def meets(standard: Standard, conduct: Conduct) -> bool:
    """Return True when every part of the standard that is given holds."""
    if not all(conduct.shows(label, standard.at) for label in standard.shown):
        return False
    if standard.any_shown and not any(conduct.shows(label, standard.at) for label in standard.any_shown):
        return False
    if any(label in conduct.state.shown for label in standard.not_shown):
        return False
    if standard.before and not _comes_before(standard.shown, standard.before, conduct):
        return False
    if standard.goals is not None and conduct.goals_met < standard.goals:
        return False
    return standard.when is None or standard.when.holds(conduct.state, NOTHING)


def _comes_before(shown: tuple[str, ...], later: tuple[str, ...], conduct: Conduct) -> bool:
    """Return True when all of `shown` appeared no later than the first of `later`."""
    limits = [turn for label in later if (turn := conduct.first_turn(label)) is not None]
    return all(
        (conduct.first_turn(label) or 0) <= min(limits, default=len(conduct.replies)) for label in shown
    )


def _labels(criterion: Criterion) -> tuple[str, ...]:
    """Return every technique and trap that a criterion looks at."""
    labels: dict[str, None] = {}
    for step in criterion.levels:
        if step.standard is not None:
            for group in (step.standard.shown, step.standard.any_shown, step.standard.not_shown):
                labels.update(dict.fromkeys(group))
    return tuple(labels)


def broken(gate: Gate, conduct: Conduct) -> GateScore | None:
    """Return the gate with the words that broke it, or None when it held."""
    if not gate.when.holds(conduct.state, NOTHING):
        return None
    return GateScore(gate.id, gate.title, gate.caps, _gate_evidence(gate.when, conduct))


def _gate_evidence(condition: Condition, conduct: Conduct) -> tuple[Quote, ...]:
    match condition:
        case Past("shown", name):
            return conduct.quotes((name,))
        case Past("wrong", name):
            return conduct.substance_quotes("wrong", None if name == "any" else name)
        case All(parts) | AnyOf(parts):
            return tuple(quote for part in parts for quote in _gate_evidence(part, conduct))
        case Not():
            return ()
    return ()
