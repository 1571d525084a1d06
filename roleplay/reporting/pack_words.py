"""The sentences of a debrief pack: questions that a room can answer only by talking. In the language in
use."""

from collections.abc import Iterator, Sequence
from typing import Final

from roleplay.domain.vocabulary import TECHNIQUES
from roleplay.groups.agreement import MachineAgreement
from roleplay.groups.disputes import Camp as Voices
from roleplay.groups.disputes import Dispute
from roleplay.groups.splits import Camp, Split
from roleplay.groups.technique_use import TechniqueUse
from roleplay.i18n import _, ngettext
from roleplay.reporting.gain_words import plus
from roleplay.reporting.group_words import coefficient_words, level_words
from roleplay.reporting.names import axis_name, label_name, outcome_name

_CLEARLY: Final = 5
"""Points of tension from which two ways led to different moods."""


def people_words(count: int) -> str:
    """Return a number of people."""
    return ngettext("{count} person", "{count} people", count).format(count=count)


def divided_words(split: Split) -> str:
    """Return in words how divided a room was."""
    return _(
        "Of two people of this room, picked blindly, {percent} of 100 pairs went different ways."
    ).format(percent=round(100 * split.divided))


def camp_words(camp: Camp) -> str:
    """Return what a way led to, at once and in the end."""
    moved = ", ".join(f"{axis_name(axis)} {plus(amount)}" for axis, amount in camp.moved.items())
    ends = ", ".join(f"{outcome_name(name)} {count}" for name, count in camp.outcomes.items())
    return _("{moods}; in the end: {outcomes}").format(moods=moved, outcomes=ends or _("not finished"))


def split_question(split: Split) -> str:
    """Return what to ask a room about a split, the few first."""
    *others, many = split.camps
    # A question that begins with one person points at that person.
    few = next((camp for camp in others if camp.people > 1), others[0])
    apart = few.moved["tension"] - many.moved["tension"]
    if apart <= -_CLEARLY:
        question = _(
            "{few} went a way of their own, and the customer calmed down more than with the {many}. What "
            "did the few hear in these words that made them answer so? What kept the others from it?"
        )
    elif apart >= _CLEARLY:
        question = _(
            "{few} went a way of their own, and the customer grew tenser than with the {many}. When does "
            "one answer so, and what was the good intention? Which words would have kept it and spared the "
            "customer?"
        )
    else:
        question = _(
            "{few} and {many} went different ways, and the mood hardly tells them apart. What speaks for "
            "the way of the few? Where would it lead with your own service users?"
        )
    return question.format(few=people_words(few.people), many=people_words(many.people))


def dispute_question(dispute: Dispute, title: str, talk: str) -> str:
    """Return what to ask a panel about a criterion on which it split."""
    leveled = [camp for camp in dispute.camps if camp.low is not None]
    low, high = (leveled if len(leveled) > 1 else dispute.camps)[:2]
    return _(
        "“{criterion}” in talk {talk}: some say {low}, some say {high}. Which words of the officer decide "
        "it, and does the anchor say so? If not, how should it read?"
    ).format(criterion=title, talk=talk, low=_levels(low), high=_levels(high))


def _levels(camp: Voices) -> str:
    if camp.low == camp.high:
        return level_words(camp.low)
    return f"{camp.low}–{camp.high}"


def camp_heading(camp: Voices) -> str:
    """Return the levels of a camp and how many gave them."""
    levels = level_words(None) if camp.low is None else _("level {levels}").format(levels=_levels(camp))
    return f"{levels} · {people_words(len(camp.ratings))}"


def unused_question(unused: Sequence[TechniqueUse]) -> Iterator[str]:
    """Yield what to ask where nobody of a room showed a technique; nothing where each was shown."""
    names = [label_name(item.label).lower() for item in unused if item.label in TECHNIQUES and not item.talks]
    if names:
        yield _(
            "Nobody showed: {techniques}. Was there no place for them, or does one not say such things "
            "here? Say one aloud, in your own words."
        ).format(techniques=", ".join(names))


def machine_words(machine: MachineAgreement) -> str:
    """Return how far the machine agrees with a panel, in one sentence."""
    return _("Machine agrees with this panel: {count} of {of}, kappa {kappa}, n = {n}.").format(
        count=machine.panel.exact.count,
        of=machine.panel.exact.of,
        kappa=coefficient_words(machine.panel.quadratic),
        n=machine.panel.quadratic.units,
    )


def occasion_words(machine: MachineAgreement) -> str:
    """Return how often only the machine, or only the panel, saw an occasion."""
    return _(
        "{count} more could not be compared: only the machine, or only the panel, saw an occasion."
    ).format(count=machine.panel.occasion)
