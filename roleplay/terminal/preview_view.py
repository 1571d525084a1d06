"""Shows a talk to its author: the words, each choice and why it is offered, and what came of a save."""

from collections.abc import Mapping, Sequence
from typing import Final

from roleplay.app.preview import News
from roleplay.authoring.rehearsal import Offer, Rehearsal, offers
from roleplay.authoring.way import MOST_TRIED, Way
from roleplay.diagnostics import Diagnostic
from roleplay.domain.encounter import Choice
from roleplay.engine import respond
from roleplay.i18n import _, ngettext
from roleplay.reporting.names import outcome_name
from roleplay.reporting.numbers import points
from roleplay.scoring import score
from roleplay.terminal.inspector_view import show_reasons
from roleplay.terminal.screen import Screen
from roleplay.terminal.talk_view import show_words

_MOST_PROBLEMS: Final = 5


def show_title(screen: Screen, talk: Rehearsal) -> None:
    """Write what is played, by whom and on which seed."""
    encounter = talk.encounter
    seed = _("seed {seed}").format(seed=talk.seed)
    screen.line()
    screen.line(f"“{encounter.title}”", "bold")
    screen.line(f"{encounter.scenario} · {encounter.persona.id} · {encounter.language} · {seed}", "quiet")


def show_keys(screen: Screen) -> None:
    """Write what can be typed."""
    for line in (
        _("1, 2, 3 …   take that reply; or type your own words"),
        _("u   take the last reply, jump or restart back"),
        _("r   restart from the first line"),
        _("i   inspector: what the last reply did, and how everything stands"),
        _("g NODE   go to a node by the fewest choices; g alone lists the nodes"),
        _("q   quit; nothing of this is kept as a session"),
    ):
        screen.line(line, hang=4)


def show_place(screen: Screen, talk: Rehearsal, left_out: Mapping[str, tuple[str, ...]]) -> None:
    """Write the customer's last words, and either the choices or how the talk ended."""
    show_words(screen, talk.encounter, talk.last_events)
    screen.line()
    count = len(talk.turns)
    place = ngettext("at {node}, after {count} reply", "at {node}, after {count} replies", count)
    screen.line(place.format(node=talk.state.node, count=count), "quiet")
    if talk.state.is_ended:
        _show_end(screen, talk)
    else:
        _show_choices(screen, talk, left_out.get(talk.state.node, ()))


def _show_end(screen: Screen, talk: Rehearsal) -> None:
    outcome, ending = talk.state.outcome, talk.encounter.nodes[talk.state.node].ending
    if outcome is None or ending is None:
        return
    card = score(talk.encounter, talk.events)
    screen.line(_("The talk has ended: {outcome}.").format(outcome=outcome_name(outcome)), "bold")
    screen.line(ending.debrief)
    screen.line(
        _("total {total} · manner {manner} · substance {substance}").format(
            total=points(card.total), manner=points(card.manner), substance=points(card.substance)
        )
    )


def _show_choices(screen: Screen, talk: Rehearsal, left_out: Sequence[str]) -> None:
    """Write the choices with their numbers, then those that are not offered now, each with why."""
    known = {offer.choice.id: offer for offer in offers(talk.encounter, talk.state)}
    for number, choice in enumerate(talk.choices, 1):
        _show_choice(screen, talk, f"{number}", known.pop(choice.id))
    if known or left_out:
        screen.line(_("Not offered now:"), "bold")
    for offer in known.values():
        _show_choice(screen, talk, "–", offer)
    for name in left_out:
        screen.line(
            _("–  {choice}: its 'when' can never hold with {persona}").format(
                choice=name, persona=talk.encounter.persona.id
            ),
            indent=3,
            hang=3,
        )


def _show_choice(screen: Screen, talk: Rehearsal, number: str, offer: Offer) -> None:
    text = respond(talk.encounter, talk.state, offer.choice).text
    screen.line(f"{number}  {text}", indent=3, hang=3)
    screen.line(_labels(offer.choice), "quiet", indent=6, hang=2)
    if offer.is_used:
        screen.line("✗ " + _("taken already, and offered once"), "bad", indent=6, hang=2)
    show_reasons(screen, offer.because)


def _labels(choice: Choice) -> str:
    """Return the id of a choice, what its author says that it shows and tells, and where it leads."""
    parts = [choice.id]
    for key in ("shows", "tells", "asks", "wrong"):
        names: tuple[str, ...] = getattr(choice, key)
        if names:
            parts.append(f"{key} {', '.join(names)}")
    for effect in choice.effects:
        amount = f"= {effect.amount}" if effect.is_absolute else f"{effect.amount:+d}"
        parts.append(f"{effect.variable} {amount}")
    parts.append(f"→ {choice.goto}" if choice.goto else _("stays here"))
    return " · ".join(parts)


def show_news(screen: Screen, news: News, talk: Rehearsal | None, problems: Sequence[Diagnostic]) -> None:
    """Write what was saved and what came of it: mistakes, or how far the replies could be given again."""
    screen.line()
    screen.line(_("SAVED: {files}").format(files=", ".join(news.files)), "warning", hang=2)
    if problems:
        show_problems(screen, problems)
        if talk is not None:
            screen.line(_("The talk goes on with the text from before, until this is mended."))
        return
    if talk is None:
        return
    if news.loss is not None:
        loss = news.loss
        screen.line(
            _("Reply {number} (“{text}”) could not be given again.").format(
                number=loss.number, text=loss.reply.text
            ),
            "warning",
            hang=2,
        )
        screen.line(loss.message, indent=4, hang=2)
        show_reasons(screen, loss.because, indent=6)
        screen.line(_("You are at the last turn before it. Mend the file, and all replies are given again."))
    elif news.replies:
        told = ngettext("{count} reply given again.", "{count} replies given again.", news.replies)
        screen.line(told.format(count=news.replies))
    if news.loss is None and news.was_at not in ("", talk.state.node):
        screen.line(
            _("The talk stands at {node} now; before it stood at {before}.").format(
                node=talk.state.node, before=news.was_at
            ),
            "warning",
            hang=2,
        )


def show_problems(screen: Screen, problems: Sequence[Diagnostic]) -> None:
    """Write the first few mistakes that keep the files from being played."""
    for item in problems[:_MOST_PROBLEMS]:
        screen.line(f"{item.span}  {item.code}  {item.message}", "bad", hang=4)
        more = _("More: roleplay explain {code}").format(code=item.code)
        screen.line(f"{item.hint}   {more}" if item.hint else more, indent=6, hang=2)
    if len(problems) > _MOST_PROBLEMS:
        left = len(problems) - _MOST_PROBLEMS
        more = ngettext(
            "{count} more mistake. Run: roleplay check", "{count} more mistakes. Run: roleplay check", left
        )
        screen.line(more.format(count=left))


def show_way(screen: Screen, node: str, way: Way) -> None:
    """Write by which choices the talk goes to a node, or why it does not."""
    if way.choices:
        names = ", ".join(choice.id for choice in way.choices)
        screen.line(_("The shortest way to {node}: {choices}").format(node=node, choices=names), hang=2)
    elif way.choices is not None:
        screen.line(_("The talk comes to {node} before the first reply.").format(node=node))
    elif way.is_certain:
        screen.line(
            _("No way by choices leads to {node} on this seed with this persona. You stay here.").format(
                node=node
            ),
            hang=2,
        )
    else:
        screen.line(
            _("No way to {node} was found among the first {count} replies tried. You stay here.").format(
                node=node, count=f"{MOST_TRIED:,}"
            ),
            hang=2,
        )
