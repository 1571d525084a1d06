"""Shows a room what it decides on and how it decided: large and quiet, one thing on the screen at a time."""

from collections.abc import Iterable, Sequence
from typing import Final

from roleplay.app.room import LiveRoom, Spot
from roleplay.domain.turn import Turn
from roleplay.groups.room import Camp, Team, disagreement, is_abstention, largest, smallest_first
from roleplay.groups.ways import Way
from roleplay.i18n import _
from roleplay.reporting.room_words import question_words, team_count, way_name
from roleplay.terminal.feedback_view import show_turn
from roleplay.terminal.mood_view import show_mood
from roleplay.terminal.screen import Screen
from roleplay.terminal.talk_view import show_arrival, show_matter, show_words

_BLOCK: Final = "██"
"""One team."""

_LONGEST: Final = 200
"""Characters of a reply that are shown beside how many took it: three rows."""

LONGEST_REASON: Final = 300
"""Characters of a reason, a doubt or an action that are kept."""


def shortened(text: str) -> str:
    """Return a reply as it is shown beside others."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def kept_part(screen: Screen, text: str) -> str:
    """Return what is kept of a reason, a doubt or an action; say so where that is not all of it."""
    if len(text) > LONGEST_REASON:
        screen.line(_("Only the first {count} characters are kept.").format(count=LONGEST_REASON), "warning")
    return text[:LONGEST_REASON]


def team_label(team: Team) -> str:
    """Return a team with the number that the facilitator types for it."""
    return team.name if team.name.endswith(f" {team.seat}") else f"{team.seat} {team.name}"


def show_welcome(screen: Screen, room: LiveRoom) -> None:
    """Write the matter, who is there, and how a turn goes."""
    screen.turn_page()
    show_matter(screen, room.encounter)
    show_arrival(screen, room.encounter)
    screen.line()
    screen.line(", ".join(team_label(team) for team in room.teams), "bold")
    screen.line(_("Each turn: talk it over, then show your number, all at once. We play what you decided."))
    screen.line()
    screen.line(_("Enter begins. ? help   r rubric   q pause"), "quiet")
    screen.line(
        _("Should the program stop: roleplay group room --resume {code}").format(code=room.record.id), "quiet"
    )


def show_decision(screen: Screen, room: LiveRoom) -> None:
    """Write what the customer says, and the replies on offer."""
    screen.turn_page()
    _show_title(screen, room, _("Reply {turn}").format(turn=room.turn))
    show_words(screen, room.encounter, room.session.last_words())
    show_mood(screen, room.session.state.mood)
    screen.line()
    for number, offer in enumerate(room.offers, 1):
        if number > 1 and not screen.is_plain:
            screen.line()
        screen.labelled(f" {number}", offer.text, "bold", column=4)
    screen.line()


def _show_title(screen: Screen, room: LiveRoom, title: str) -> None:
    screen.line(f"{title} · {way_name(room.way.number)}" if len(room.ways) > 1 else title, "bold")


def show_open(screen: Screen, room: LiveRoom) -> None:
    """Write who has not decided yet."""
    names = ", ".join(team_label(team) for team in room.open_teams)
    screen.line(_("Not yet: {teams}").format(teams=names), hang=2)


def show_votes(screen: Screen, room: LiveRoom) -> None:
    """Write what each team decided, so that a slip of the finger is seen."""
    numbers = {vote.team: str(camp.number) for camp in room.camps for vote in camp.votes}
    rows = [f"{team_label(team)} → {numbers.get(team.seat, '-')}" for team in room.teams]
    screen.line(" · ".join(rows), hang=2)


def show_camps(screen: Screen, room: LiveRoom) -> None:
    """Write how the room decided, the fewest first, with the reasons."""
    camps, played = room.camps, room.played_there() if room.is_crossroads else ""
    screen.turn_page()
    _show_title(screen, room, _("Reply {turn}: this is what you decided").format(turn=room.turn))
    if room.is_crossroads:
        screen.line(_("Now another one is played."), "quiet")
    elif disagreement(camps):
        screen.line(_("The fewest speak first."), "quiet")
    else:
        screen.line(_("You all agree."), "quiet")
    names = {team.seat: team.name for team in room.teams}
    for camp in smallest_first(camps):
        screen.line()
        _show_camp(screen, camp, names)
        if camp.text == played:
            screen.line(_("This was played before."), "warning", indent=6)
        elif not room.is_crossroads and not any(vote.reason for vote in camp.votes):
            screen.line(_("Why? One sentence, please."), "quiet", indent=6)
    _show_rest(screen, room, camps, names)
    screen.line()
    is_unanimous = len(smallest_first(camps)) == 1 and not room.is_crossroads
    name = room.encounter.persona.name
    screen.line(question_words(room.turn, name, is_unanimous=is_unanimous), "bold")


def _show_camp(screen: Screen, camp: Camp, names: dict[str, str]) -> None:
    who = f"{team_count(camp.size)} · {', '.join(names[vote.team] for vote in camp.votes)}"
    bar = "" if screen.is_plain else " ".join([_BLOCK] * camp.size) + "  "
    screen.line(f"{camp.number}  {bar}{who}", "bold", indent=3, hang=3)
    screen.line(f"“{shortened(camp.text)}”", indent=6)
    for vote in camp.votes:
        if vote.reason:
            reason = _("{team}: {reason}").format(team=names[vote.team], reason=vote.reason)
            screen.line(reason, "customer", indent=6, hang=2)


def _show_rest(screen: Screen, room: LiveRoom, camps: Iterable[Camp], names: dict[str, str]) -> None:
    """Write what nobody took, in full where it can be played now, and who abstained."""
    unasked = [camp for camp in camps if not camp.votes]
    if room.is_crossroads:
        screen.line()
        for camp in unasked:
            screen.line(f"{camp.number}  “{shortened(camp.text)}”", "quiet", indent=3, hang=3)
    elif unasked:
        screen.line()
        numbers = ", ".join(str(camp.number) for camp in unasked)
        screen.line(_("No team took: {numbers}").format(numbers=numbers), "quiet")
    silent = [names[seat] for seat, vote in room.votes.items() if is_abstention(vote)]
    if silent:
        screen.line(_("Abstained: {teams}").format(teams=", ".join(silent)), "quiet", hang=2)


def default_camp(room: LiveRoom) -> Camp | None:
    """Return what Enter plays: what most took, or what most of the others took where it was played before.

    None where nobody took anything else.
    """
    played = room.played_there() if room.is_crossroads else None
    first = largest(camp for camp in room.camps if camp.text != played)
    return first[0] if first else None


def show_pick(screen: Screen, room: LiveRoom) -> None:
    """Write what Enter plays."""
    default = default_camp(room)
    if default is None:
        screen.line(_("Type the number of the reply that is played."), "quiet")
    elif len(largest(room.camps)) > 1 and not room.is_crossroads:
        numbers = ", ".join(str(camp.number) for camp in largest(room.camps))
        screen.line(
            _("A tie: {numbers}. Type which one is played; Enter plays {number}.").format(
                numbers=numbers, number=default.number
            ),
            "quiet",
        )
    else:
        screen.line(
            _("Enter plays {number}; the number of another reply plays that one.").format(
                number=default.number
            ),
            "quiet",
        )


def show_played(screen: Screen, room: LiveRoom, turn: Turn) -> None:
    """Write the reply that was played, what it did and why, and what the customer answers."""
    screen.turn_page()
    screen.labelled(_("OFFICER"), f"“{turn.response.text}”", "bold")
    if turn.receipt is None:
        show_words(screen, room.encounter, turn.events)
        screen.line()
        screen.line(_("That was not understood, and costs nothing. Play another reply."), "quiet")
        return
    show_turn(screen, room.encounter, turn)
    show_words(screen, room.encounter, turn.events)
    if not turn.after.is_ended:
        show_mood(screen, turn.after.mood)
    screen.line()


def show_spots(screen: Screen, room: LiveRoom, spots: Sequence[Spot]) -> None:
    """Write the turns to go back to, by number, and after them the ways to return to."""
    screen.turn_page()
    screen.line(_("Back to which reply?"), "bold")
    widest = max((disagreement(spot.camps) for spot in spots), default=0)
    for spot in spots:
        camps = smallest_first(spot.camps)
        sizes = " : ".join(str(camp.size) for camp in reversed(camps))
        words = _("all agreed") if len(camps) < 2 else sizes
        if widest and disagreement(spot.camps) == widest:
            words += " · " + _("furthest apart")
        screen.line()
        screen.line(f"{spot.turn}  {words}", "bold", indent=3, hang=3)
        screen.line(_("played: “{text}”").format(text=shortened(spot.played)), indent=6)
    for number, way in enumerate(other_ways(room), len(spots) + 1):
        screen.line()
        session = room.session_of(way.session)
        where = _("on with way {way}, at reply {turn}").format(way=way.number, turn=session.state.turn + 1)
        screen.line(f"{number}  {where}", "bold", indent=3, hang=3)
    screen.line()
    screen.line(_("Type a number; Enter stays here."), "quiet")


def other_ways(room: LiveRoom) -> list[Way]:
    """Return the ways that have not ended, but for the one that the room is on."""
    return [
        way
        for way in room.ways
        if way.session != room.session.record.id and not room.session_of(way.session).state.is_ended
    ]


def show_help(screen: Screen) -> None:
    """Write what can be typed."""
    screen.line()
    for line in (
        _("1 3 2 …    a reply for each team, in order; only for those not yet, if fewer"),
        _("2=3        team 2 takes reply 3, also to correct; 2=- abstains"),
        _("2: words   team 2 says something of its own"),
        _("2+ words   why team 2 decided so"),
        _("x, x2      take back the last decision, or that of team 2"),
        _("z          go back to a reply, and play it another way"),
        _("c          compare this way with the one it left"),
        _("k, r, t    cards; rubric; transcript"),
        _("s          show this screen again"),
        _("d          debrief now"),
        _("q          pause; everything is kept"),
    ):
        screen.line(line, hang=11)
