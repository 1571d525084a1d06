"""The sentences of a room that a projector and a page share, in the language in use."""

from collections.abc import Iterable, Iterator
from typing import Final

from roleplay.groups.ways import Future
from roleplay.i18n import N_, _, ngettext
from roleplay.reporting.debrief import Debrief
from roleplay.reporting.names import advice, axis_name, label_name, outcome_name, quadrant_name
from roleplay.reporting.numbers import points, signed
from roleplay.reporting.room_debrief import (
    CampDebrief,
    RoomDebrief,
    SplitDebrief,
    TechniqueDebrief,
    WayDebrief,
)

_TALK: Final = (
    N_("What in {name}'s last words decided it for you?"),
    N_("What will {name} answer to each of these replies? Say it first; then we shall see."),
    N_("Which words of your reply do the work, and which could go?"),
    N_("What does {name} need right now, and has not said?"),
)


def consent_words() -> str:
    """Return what the room is told before anything is kept."""
    return _(
        "Kept, on this computer alone: the names of the teams, what they choose and why, and what they type. "
        "No person's name is needed, and nobody is rated on their own."
    )


def question_words(turn: int, name: str, *, is_unanimous: bool) -> str:
    """Return what to talk about before a reply is played; another question each turn."""
    if is_unanimous:
        return _("Why this one? And what could still go wrong with it?")
    return _(_TALK[(turn - 1) % len(_TALK)]).format(name=name)


def team_count(count: int) -> str:
    """Return how many teams."""
    return ngettext("{count} team", "{count} teams", count).format(count=count)


def way_name(number: int) -> str:
    """Return what a way is called."""
    return _("way {number}").format(number=number)


def way_words(way: WayDebrief) -> str:
    """Return where a way comes from."""
    if way.parent is None:
        return _("Way {number}, from the beginning").format(number=way.number)
    return _("Way {number}, left way {parent} at reply {turn}").format(
        number=way.number, parent=way.parent, turn=way.turn
    )


def score_words(future: Future) -> str:
    """Return the figures of a future."""
    words = _("manner {manner} · substance {substance} · total {total}").format(
        manner=points(future.manner), substance=points(future.substance), total=points(future.total)
    )
    return words + "".join(" · " + _("gate broken: {title}").format(title=title) for title in future.gates)


def debrief_scores(debrief: Debrief) -> str:
    """Return the figures of a whole way, and what they come to together."""
    score = debrief.score
    words = _("Manner {manner} (warmth {warmth}) · substance {substance} · {quadrant}").format(
        manner=points(score.manner),
        warmth=points(score.warmth),
        substance=points(score.substance),
        quadrant=quadrant_name(debrief.quadrant, is_wrong=bool(debrief.gates)),
    )
    total = _("Total {total}").format(total=points(score.total))
    if score.cap is not None:
        total += " " + _("(at most {cap}: a gate was broken)").format(cap=score.cap)
    return f"{words} · {total}"


def end_words(future: Future) -> str:
    """Return how a future ended, and after how many replies."""
    turns = ngettext("{count} reply", "{count} replies", future.turns).format(count=future.turns)
    outcome = outcome_name(future.outcome) if future.outcome else _("not finished")
    return f"{outcome} · {turns}"


def split_title(split: SplitDebrief, ways: int) -> str:
    """Return where a room was apart; the way is named where there is more than one."""
    sizes = " : ".join(str(len(camp.teams)) for camp in reversed(split.camps))
    title = _("Reply {turn}: {sizes}").format(turn=split.turn, sizes=sizes)
    return f"{title} ({way_name(split.way)})" if ways > 1 else title


def camp_title(camp: CampDebrief) -> str:
    """Return who is in a camp."""
    title = f"{team_count(len(camp.teams))}: {', '.join(camp.teams)}"
    return title + " · " + _("this was played") if camp.is_played else title


def effect_words(split: SplitDebrief, camp: CampDebrief) -> str:
    """Return what a camp's reply does there."""
    if camp.mood is None:
        return _("not understood in these words")
    return ", ".join(
        f"{axis_name(axis)} {getattr(split.before, axis)} → {getattr(camp.mood, axis)}"
        for axis in ("tension", "trust", "clarity")
    )


def technique_words(done: TechniqueDebrief) -> str:
    """Return what a technique did."""
    changes = ", ".join(
        f"{axis_name(axis)} {signed(amount)}"
        for axis, amount in (("tension", done.tension), ("trust", done.trust), ("clarity", done.clarity))
        if amount
    )
    return f"{label_name(done.label)} ×{done.times}: {changes or _('nothing moves')}"


def unshown_words(label: str) -> str:
    """Return a technique that nobody used, and how it is done."""
    return f"{label_name(label)}. {advice(label)}"


def questions(debrief: RoomDebrief) -> Iterator[str]:
    """Yield what the room should talk about, from its own choices."""
    name = debrief.ways[0].debrief.persona.name
    for split in debrief.splits[:1]:
        few = ", ".join(split.camps[0].teams)
        yield _(
            "At reply {turn} you were furthest apart. What had {few} heard in {name}'s words, and others not?"
        ).format(turn=split.turn, few=few, name=name)
    yield from _fact_questions(debrief.ways)
    for parting in debrief.partings[:1]:
        yield _("Way {left} and way {right} parted at reply {turn}. Which words made the difference?").format(
            left=parting.left, right=parting.right, turn=parting.turn
        )
    for label in debrief.unshown[:1]:
        yield _("No team took to this: {technique} Where would it have fitted, and in which words?").format(
            technique=label_name(label) + "."
        )
    yield _("{name} needed: {needs} When could you have noticed it first?").format(
        name=name, needs=debrief.ways[0].debrief.persona.needs
    )
    yield _("Who stood before you lately like {name}? What will you say first, next time?").format(name=name)


def _fact_questions(ways: Iterable[WayDebrief]) -> Iterator[str]:
    for way in ways:
        for fact in way.debrief.facts:
            if fact.kind == "wrong":
                yield _(
                    "“{quote}” was not right. How do you make sure at your desk before you say it?"
                ).format(quote=fact.quote)
                return


def again_words(debrief: RoomDebrief) -> str:
    """Return when to practise again."""
    return _("Practise again on {day}: after three weeks it sticks better than after two months.").format(
        day=debrief.again_on
    )
