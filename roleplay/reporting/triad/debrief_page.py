"""The facilitator's questions for the debrief of a scenario, made of its goals and its usual mistakes."""

from collections.abc import Iterator, Sequence

from roleplay.domain.encounter import Encounter
from roleplay.domain.triad import Play
from roleplay.i18n import _
from roleplay.reporting.markup import Markup, element
from roleplay.reporting.triad.leaf import bullets, part, side, table
from roleplay.reporting.triad.words import signs


def debrief_page(plays: Sequence[Play], groups: int) -> Markup:
    """Return the page of one scenario; `groups` is how many groups play at a time."""
    encounter = plays[0].encounter
    return side(
        signs(plays),
        _("Debrief together"),
        _("for the facilitator"),
        element("h1", encounter.title),
        element("p", encounter.summary, class_="lead"),
        part(
            _("1 · How was it?"),
            bullets(
                (
                    _("To the actors: which words let you become calmer? Which did the opposite?"),
                    _("To the officers: which moment would you like to have once more?"),
                    _("To the observers: one sentence that you wrote down and will keep."),
                )
            ),
        ),
        *_goals(encounter, groups),
        *_mistakes(encounter),
        part(
            _("3 · What do you take with you?"),
            bullets(
                (
                    _("Everybody reads their one action, with its day, to a neighbour."),
                    _("The neighbour asks on that day how it went. Write down who asks whom."),
                )
            ),
        ),
        *_guides(plays),
        name="debrief",
    )


def _goals(encounter: Encounter, groups: int) -> Iterator[Markup]:
    if encounter.goals:
        heads = (_("goal"), _("of {count} groups").format(count=groups))
        yield part(
            _("2 · What was done?"),
            element("p", _("Ask of each: in which groups did you hear it? In which words?"), class_="quiet"),
            table(heads, ((goal.text, "") for goal in encounter.goals)),
            class_="part tally",
        )


def _mistakes(encounter: Encounter) -> Iterator[Markup]:
    rows = []
    for falsehood in encounter.falsehoods.values():
        card = encounter.cards.get(falsehood.card or "")
        source = element("p", card.source, class_="quiet") if card else ""
        rows.append(element("li", falsehood.note, source))
    if rows:
        yield part(
            _("What is easily said wrong"),
            element(
                "p", _("Was anything of this said otherwise? Put it right before people go."), class_="quiet"
            ),
            element("ul", *rows, class_="bullets"),
        )


def _guides(plays: Sequence[Play]) -> Iterator[Markup]:
    """Yield how to serve people of each type that came."""
    people = {play.encounter.persona.type: play.encounter.persona for play in plays}
    for person in people.values():
        title = _("How people like them are served: {type}").format(type=person.type_name.lower())
        yield part(title, bullets(person.guide.splitlines()), class_="part guide")
