"""The observer's sheet: the rubric as boxes with room for quotes, the goals, and what to say afterwards."""

from collections.abc import Iterator, Sequence

from roleplay.domain.encounter import Encounter
from roleplay.domain.rubric import Criterion
from roleplay.domain.triad import Play
from roleplay.i18n import _
from roleplay.reporting.markup import Markup, element
from roleplay.reporting.triad.leaf import part, ruled, side, tick
from roleplay.reporting.triad.words import signs


def observer_sheet(plays: Sequence[Play]) -> Markup:
    """Return the sheet of a scenario; it runs over two sides of one leaf."""
    encounter = plays[0].encounter
    return side(
        signs(plays),
        _("Observer"),
        _("both sides"),
        element("h1", encounter.title),
        _fields((_("Group"), _("Round"), _("Officer"), _("Observer"))),
        element(
            "p",
            _(
                "Write down words, not judgements. Tick the highest sentence that is true of what you heard;"
                " what had no occasion is not rated. Two observers: one takes the criteria, the other the"
                " goals."
            ),
            class_="quiet",
        ),
        *_criteria(encounter.rubric.criteria),
        *_goals(encounter),
        *_gates(encounter),
        part(_("For the feedback"), *_feedback(), class_="part feedback"),
        name="observer",
    )


def _fields(names: Sequence[str]) -> Markup:
    return element(
        "p",
        *(element("span", element("b", name), element("i"), class_="field") for name in names),
        class_="fields",
    )


def _criteria(criteria: Sequence[Criterion]) -> Iterator[Markup]:
    heads = (_("What you heard the officer do"), _("Their words"))
    yield element(
        "table",
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *map(_criterion, criteria)),
        class_="rubric",
    )


def _criterion(criterion: Criterion) -> Markup:
    levels = (
        element("li", tick(), element("b", str(level.level)), " ", level.anchor)
        for level in criterion.levels
        if level.anchor
    )
    none = element("span", tick(), _("not rated: no occasion"), class_="none")
    return element(
        "tr",
        element("td", element("h3", criterion.title, none), element("ul", *levels, class_="levels")),
        element("td", class_="words"),
    )


def _goals(encounter: Encounter) -> Iterator[Markup]:
    rows = [element("li", tick(), goal.text) for goal in encounter.goals]
    if rows:
        yield part(_("Goals"), element("ul", *rows, class_="levels goals"))


def _gates(encounter: Encounter) -> Iterator[Markup]:
    rows = [element("li", tick(), gate.title) for gate in encounter.rubric.gates]
    if rows:
        yield part(_("Kept throughout? If not, the words"), element("ul", *rows, class_="levels goals"))


def _feedback() -> Iterator[Markup]:
    for question in (
        _("What helped? One moment, with the words:"),
        _("One thing to try next time:"),
    ):
        yield element("p", element("b", question))
        yield ruled(2)
    yield element(
        "p", element("b", _("The officer's own: one thing I will do at my desk, and from which day:"))
    )
    yield ruled(1)
    yield _fields((_("Day"), _("I tell how it went to")))
