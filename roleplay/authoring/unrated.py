"""Which criteria of its rubric a scenario gives no cause for, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from roleplay.authoring.trainees import Run, curious, play_out, play_with
from roleplay.domain.condition import All, AnyOf, Between, Condition, Ended, Not, Past
from roleplay.domain.encounter import Encounter
from roleplay.domain.response import NOTHING
from roleplay.domain.rubric import Criterion
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import band
from roleplay.i18n import N_, _

MOST_TALKS: Final = 40
"""Talks with each customer in which what is missing is looked for; 13 found all there was in 31 scenarios."""

_NEVER: Final[Mapping[str, str]] = {
    "shown": N_("no choice shows {names}"),
    "told": N_("no choice tells a card"),
    "asked": N_("no choice asks for anything"),
    "wrong": N_("no choice says a wrong fact"),
    "volunteered": N_("the customer tells nothing unasked"),
    "did": N_("the customer never does it: {names}"),
    "outcome": N_("no talk ends as {names}"),
    "peak": N_("the customer is never {names}"),
    "measure": N_("no talk ends with {names}"),
}
"""By what a condition asks about, the words for what never comes to hold; of facts a rubric names none."""


class Unrated(NamedTuple):
    """A criterion that no talk rates."""

    criterion: Criterion
    why: str
    """What it waits for and never gets."""


def unrated(encounters: Iterable[Encounter], runs: Iterable[Run]) -> tuple[Unrated, ...]:
    """Return the criteria that are rated neither in these talks nor in any of curious trainees.

    Each customer brings other talks; they are asked in turn until everything was rated. What is typed may
    show more than choices do.
    """
    ends: list[SessionState] = []
    rated: set[str] = set()
    for run in runs:
        _note(run, ends, rated)
    missing: tuple[Criterion, ...] = ()
    for encounter in encounters:
        for run in _talks(encounter):
            if all(item.id in rated for item in encounter.rubric.criteria):
                return ()
            _note(run, ends, rated)
        missing = tuple(item for item in encounter.rubric.criteria if item.id not in rated)
    return tuple(Unrated(item, _why(item, ends)) for item in missing)


def _talks(encounter: Encounter) -> Iterator[Run]:
    """Yield talks that come by most there is: one that makes the customer furious, and many curious ones."""
    yield play_out(encounter, "defensive", 1)
    trainee = curious()
    for seed in range(MOST_TALKS):
        yield play_with(encounter, trainee, seed)


def _note(run: Run, ends: list[SessionState], rated: set[str]) -> None:
    ends.append(run.state)
    rated |= {item.id for item in run.card.criteria if item.level is not None}


def _why(criterion: Criterion, ends: Sequence[SessionState]) -> str:
    """Return in words what never held at the end of a talk, what is alike in one."""
    names: dict[str, dict[str, None]] = {}
    for kind, name in _missing(criterion.applies, ends):
        names.setdefault(kind, {})[name] = None
    words = [_(_NEVER[kind]).format(names=", ".join(found)) for kind, found in names.items()]
    return "; ".join(words) or _("what it asks for never comes together")


def _missing(condition: Condition | None, ends: Sequence[SessionState]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a condition that never hold, each by what it asks about."""
    if condition is None or any(condition.holds(state, NOTHING) for state in ends):
        return
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _missing(part, ends)
        case Past(field, name):
            yield field, name
        case Ended(outcome):
            yield "outcome", outcome
        case Between("peak", low):
            yield "peak", band("tension", low)
        case Between(name, low, high):
            yield "measure", f"{name} {low}..{high}"
        case Not():
            return
