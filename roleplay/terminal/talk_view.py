"""Shows the talk itself: the brief, the customer's words, the choices, the desk."""

from collections.abc import Iterable, Sequence

from roleplay.domain.encounter import Card, Choice, Encounter
from roleplay.domain.events import Acted, Event, Said
from roleplay.domain.rubric import Rubric
from roleplay.i18n import _
from roleplay.reporting.names import act_name
from roleplay.terminal.screen import Screen


def show_brief(screen: Screen, encounter: Encounter, mode: str) -> None:
    """Write what the trainee knows before the talk, and what will count."""
    show_matter(screen, encounter)
    if mode == "assess":
        screen.line(_("Assessment: feedback comes at the end. No hints, nothing taken back."), "warning")
        keys = _("Type your own reply, or a number. ? help   k cards   q pause")
    else:
        keys = _("Type your own reply, or a number. ? help   k cards   h hint   u undo   q pause")
    screen.line(keys, "quiet")
    show_arrival(screen, encounter)


def show_matter(screen: Screen, encounter: Encounter) -> None:
    """Write what it is about, where, and what will count."""
    screen.line()
    level = _("level {level}").format(level=encounter.level)
    screen.line(f"“{encounter.title}”", "bold")
    screen.line(f"{encounter.place} · {level}", "quiet")
    screen.line(encounter.brief)
    judged = ", ".join(criterion.title.lower() for criterion in encounter.rubric.criteria)
    screen.line(_("What counts: {criteria} · and the right facts").format(criteria=judged), "quiet", hang=2)


def show_arrival(screen: Screen, encounter: Encounter) -> None:
    """Write who is there."""
    screen.line()
    screen.line(f"{encounter.persona.name}, {_arrival(encounter)}")


def _arrival(encounter: Encounter) -> str:
    """Return how the customer appears, as it follows the name."""
    if encounter.channel == "phone":
        return _("on the phone")
    if encounter.channel == "chat":
        return _("in the chat")
    return encounter.persona.looks


def show_words(screen: Screen, encounter: Encounter, events: Iterable[Event]) -> None:
    """Write what the customer says and does."""
    words: list[str] = []
    for event in events:
        if isinstance(event, Said):
            words.append(event.text)
        elif isinstance(event, Acted):
            _speak(screen, encounter, words)
            words = []
            screen.line(f"[{encounter.persona.name} {act_name(event.act)}]", "warning")
    _speak(screen, encounter, words)


def _speak(screen: Screen, encounter: Encounter, words: Sequence[str]) -> None:
    if words:
        screen.line()
        screen.labelled(encounter.persona.name.upper(), " ".join(words), "customer")


def show_choices(screen: Screen, choices: Sequence[Choice], texts: Sequence[str]) -> None:
    """Write the numbered choices."""
    screen.line()
    for number, text in enumerate(texts[: len(choices)], 1):
        screen.line(f"{number}  {text}", indent=3, hang=3)


def show_cards(screen: Screen, cards: Sequence[Card]) -> None:
    """Write the cards by number."""
    if not cards:
        screen.line(_("There are no cards on this desk."))
    for number, card in enumerate(cards, 1):
        note = _("checked {day}").format(day=card.checked)
        if card.is_volatile:
            note += ", " + _("may change: check before you rely on it")
        screen.line(f"{number}. {card.text}", hang=3)
        screen.line(f"{card.source} · {note}", "quiet", indent=5)


def show_rubric(screen: Screen, rubric: Rubric) -> None:
    """Write what is judged, with the best and the worst level of each criterion."""
    screen.line(rubric.title, "bold")
    screen.line(rubric.about)
    for criterion in rubric.criteria:
        weight = _("weight {weight}").format(weight=criterion.weight)
        screen.line(f"{criterion.title} ({weight}; {criterion.source})", "bold", hang=2)
        for level in criterion.levels:
            if level.anchor:
                screen.line(f"{level.level}  {level.anchor}", indent=4, hang=3)
    for gate in rubric.gates:
        screen.line(
            _("Gate: {title}. Broken, it caps the total at {cap}.").format(
                title=gate.title, cap=gate.caps * 20
            )
        )
