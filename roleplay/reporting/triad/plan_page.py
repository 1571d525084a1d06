"""The facilitator's plan: the minutes, what to print, what to say, and the rules that keep people safe."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from roleplay.domain.triad import Kit
from roleplay.i18n import N_, _, ngettext
from roleplay.reporting.markup import Markup, element, join
from roleplay.reporting.triad.leaf import bullets, part, side, table
from roleplay.reporting.triad.leaves import leaves
from roleplay.reporting.triad.timetable import FEEDBACK, PLAYING, READING, Slot, timetable

_BEFORE: Final = (
    N_("Read every card. What makes you uneasy yourself, leave out: choose another persona."),
    N_("Print the leaves as the table says, and one rotation for the wall."),
    N_("Three chairs a group: two face to face, one at the side. Groups as far apart as the room allows."),
    N_("A clock that all can see, a bell, a pen for everybody."),
)
_SAY: Final = (
    N_("“We try things out here. What is said in the group stays in the group, and nobody is given a mark.”"),
    N_(
        "“The actor plays a person, not a villain: you answer to what you hear, and you let yourself be"
        " calmed.”"
    ),
    N_(
        "“The officer is yourself on a good day. You may look at your desk cards, and you may say that you"
        " are not sure.”"
    ),
    N_("“The observer is silent, writes down words, and speaks only in the feedback.”"),
    N_("“Anybody may say ‘stop’. Then we stop, and nobody asks why.”"),
)
_ROUND: Final = (
    N_("{reading} minutes to read: everybody their own card, nobody else's."),
    N_(
        "{playing} minutes to play. Ring once a minute before the end, twice at the end; stop in the middle"
        " of a sentence."
    ),
    N_(
        "{feedback} minutes of feedback, in this order: the officer says how it was; the actor, out of the"
        " part, says which words moved them; the observer reads out quotes, what helped, and one thing to"
        " try."
    ),
    N_("Then everybody moves one part on, as the rotation says. The officer keeps the observer's sheet."),
)
_SAFETY: Final = (
    N_("Nobody has to play what hurts. Parts are swapped or passed on without a reason being given."),
    N_(
        "Abuse is never absorbed for points. An officer who sets a limit, gets help or ends the talk has"
        " done well."
    ),
    N_("Anger is played with voice and words, not with insults, touch or what somebody really is."),
    N_("After the round the actor steps out of the part: stand up, say your own name, shake it off."),
    N_(
        "Whoever is moved more than they wish goes out with somebody they trust; you look after them in the"
        " break."
    ),
    N_("No filming, also where the card says that the customer films: it is only played."),
)


def plan_page(kit: Kit) -> Markup:
    """Return the plan; it may run over more than one side."""
    titles = dict.fromkeys(play.encounter.title for play in kit.plays)
    return side(
        "",
        _("Role-play in threes"),
        _("for the facilitator"),
        element("h1", " · ".join(titles)),
        element("p", _size_words(kit), class_="lead"),
        _times(kit),
        leaves(kit),
        part(_("Before"), bullets(map(_, _BEFORE))),
        part(_("Say this at the beginning"), bullets(map(_, _SAY))),
        part(_("In every round"), _round()),
        part(_("Rules that keep everybody safe"), bullets(map(_, _SAFETY)), class_="part stop"),
        name="plan",
    )


def _size_words(kit: Kit) -> str:
    people, rounds = len(kit.people), len(kit.rounds)
    return " · ".join(
        (
            ngettext("{count} person", "{count} people", people).format(count=people),
            *_group_words(kit),
            ngettext("{count} round", "{count} rounds", rounds).format(count=rounds),
            _("{count} minutes").format(count=timetable(kit)[-1].end),
        )
    )


def _group_words(kit: Kit) -> Iterator[str]:
    """Yield how many groups there are of each size."""
    sizes = Counter(group.rounds for group in kit.groupings[0].groups)
    for size, words in (
        (3, ngettext("{count} group of three", "{count} groups of three", sizes[3])),
        (4, ngettext("{count} group of four", "{count} groups of four", sizes[4])),
        (2, ngettext("{count} pair", "{count} pairs", sizes[2])),
    ):
        if sizes[size]:
            yield words.format(count=sizes[size])


def _times(kit: Kit) -> Markup:
    rows = [(f"{slot.begin}–{slot.end}", join(*_slot(kit, slot))) for slot in timetable(kit)]
    return part(_("Timetable"), table((_("minute"), _("what happens")), rows), class_="part times")


def _slot(kit: Kit, slot: Slot) -> tuple[str, ...]:
    if slot.what == "round":
        play = kit.rounds[slot.number].play
        lead = _("Round {number}, cards {sign}").format(number=slot.number + 1, sign=play.sign)
        minutes = _("read {reading} · play {playing} · feedback {feedback}").format(
            reading=READING, playing=PLAYING, feedback=FEEDBACK
        )
        return element("b", lead), f": {play.encounter.persona.name} · ", minutes
    words = {
        "brief": _("Aim, parts, rules of safety; everybody finds their group"),
        "change": _("New groups, as the rotation says"),
        "debrief": _("Debrief together"),
    }
    return (words[slot.what],)


def _round() -> Markup:
    steps = (_(step).format(reading=READING, playing=PLAYING, feedback=FEEDBACK) for step in _ROUND)
    return element("ol", *(element("li", step) for step in steps), class_="bullets")
