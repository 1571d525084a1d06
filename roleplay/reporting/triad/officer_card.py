"""The officer's card: the task and what is judged on the front, the desk on the back, and no secret."""

from collections.abc import Iterator

from roleplay.domain.encounter import Card
from roleplay.domain.rubric import Criterion
from roleplay.domain.triad import Play
from roleplay.i18n import _
from roleplay.reporting.markup import Markup, element
from roleplay.reporting.triad.leaf import back_note, bullets, card_side, front_note, part
from roleplay.reporting.triad.words import arrival, place_words


def officer_card(play: Play) -> tuple[Markup, Markup]:
    """Return the two sides of the card."""
    kind = _("Officer")
    return (
        card_side(play.sign, kind, front_note(), *_front(play), name="officer"),
        card_side(play.sign, kind, back_note(), *_back(play), name="officer-back"),
    )


def _front(play: Play) -> Iterator[Markup]:
    encounter = play.encounter
    yield element("h1", encounter.title)
    yield element("p", encounter.place, class_="quiet")
    yield part(_("Your task"), element("p", encounter.brief, class_="brief"))
    yield part(
        _("Before you"),
        element("p", f"{arrival(encounter)}.", class_="brief"),
        *(element("p", place, class_="quiet") for place in (place_words(encounter),) if place),
    )
    yield part(
        _("How to play"),
        bullets(
            (
                _("Be yourself on a good day. Nobody has to win."),
                _("You may look at the cards on the back at any time, as at your desk."),
                _("Not sure? Say so, and say how you will find out."),
                _("Say “pause” to think for a moment. “Stop” ends the round for everybody."),
            )
        ),
    )
    yield part(_("What counts"), *_criteria(encounter.rubric.criteria), class_="part counts")
    if encounter.rubric.gates:
        yield part(_("What must not happen"), bullets(gate.title for gate in encounter.rubric.gates))


def _criteria(criteria: tuple[Criterion, ...]) -> Iterator[Markup]:
    rows = [
        element("tr", element("td", criterion.title, class_="cue"), element("td", _best(criterion)))
        for criterion in criteria
    ]
    yield element("table", element("tbody", *rows), class_="moments counts")


def _best(criterion: Criterion) -> str:
    """Return what the highest level looks like that is told."""
    return next((level.anchor for level in criterion.levels if level.anchor), "")


def _back(play: Play) -> Iterator[Markup]:
    cards = play.encounter.cards.values()
    if not cards:
        yield element("p", _("There are no cards on this desk."))
        return
    yield element("h1", _("On your desk"))
    yield element("ol", *map(_card, cards), class_="desk")
    yield part(_("Notes"), element("div", class_="blank"), class_="part notes")


def _card(card: Card) -> Markup:
    note = _("checked {day}").format(day=card.checked)
    if card.is_volatile:
        note = " · ".join((note, _("may change: check before you rely on it")))
    return element(
        "li", element("p", card.text, class_="fact"), element("p", f"{card.source} · {note}", class_="quiet")
    )
