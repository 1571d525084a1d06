"""The actor's card: who they are on the front, what moves them and what they say on the back."""

from collections.abc import Iterable, Iterator
from typing import Final

from roleplay.domain.triad import Beat, Moment, Part, Play
from roleplay.domain.vocabulary import BAND_WIDTH, BANDS
from roleplay.i18n import _, ngettext
from roleplay.reporting.markup import Markup, element, join
from roleplay.reporting.names import band_name
from roleplay.reporting.triad.leaf import back_note, card_side, front_note, part, said, saids
from roleplay.reporting.triad.words import (
    arrival,
    beat_cue,
    cue,
    deed_words,
    force,
    limit_words,
    place_words,
)

_UP: Final = "▲"
_DOWN: Final = "▼"


def actor_card(play: Play) -> tuple[Markup, Markup]:
    """Return the two sides of the card."""
    kind = _("Actor")
    return (
        card_side(play.sign, kind, front_note(), *_front(play), name="actor"),
        card_side(play.sign, kind, back_note(), *_back(play), name="actor-back"),
    )


def _front(play: Play) -> Iterator[Markup]:
    encounter, person = play.encounter, play.encounter.persona
    yield element("h1", _("You are {name}").format(name=person.name))
    yield element("p", f"{encounter.title} · {encounter.place}", class_="quiet")
    if place := place_words(encounter):
        yield element("p", place, class_="quiet")
    yield part(
        _("Who you are"),
        element("p", person.about),
        element("p", _("The officer sees: {arrival}.").format(arrival=arrival(encounter))),
    )
    yield part(_("Why you have come"), element("p", encounter.summary))
    yield part(_("How you feel as you come"), *_mood(play))
    yield part(_("What you need, and do not say"), element("p", person.needs), class_="part secret")
    yield part(
        _("Your first words"), *(element("p", said(words), class_="spoken") for words in play.part.opening)
    )
    if play.part.secrets:
        yield part(_("What only you know"), *_secrets(play))
    yield part(
        _("How people like you are: {type}").format(type=person.type_name.lower()),
        *(element("p", line, class_="quiet") for line in person.guide.splitlines()[:_GUIDE_LINES]),
    )
    yield _stop()


_GUIDE_LINES: Final = 2
"""Lines of the guide to a type that tell what shows and what lies beneath; the others tell how to serve."""


def _mood(play: Play) -> Iterator[Markup]:
    mood = play.part.mood
    names = [band_name("tension", place * BAND_WIDTH) for place in range(len(BANDS["tension"]))]
    here = band_name("tension", mood.tension)
    yield element(
        "ol",
        *(element("li", name, class_="here" if name == here else "there") for name in names),
        class_="scale",
    )
    yield element(
        "p",
        _(
            "You begin at “{band}”. Your trust in the officer: {trust}. How clear the matter is to you:"
            " {clarity}."
        ).format(band=here, trust=band_name("trust", mood.trust), clarity=band_name("clarity", mood.clarity)),
        " ",
        ngettext(
            "You are ready to hear about {count} answer.",
            "You are ready to hear about {count} answers.",
            mood.patience,
        ).format(count=mood.patience),
    )


def _secrets(play: Play) -> Iterator[Markup]:
    yield element(
        "p",
        _(
            "Wait until you are asked; once you trust the officer, it may come out by itself. You do not"
            " know the"
            " rules: what the officer explains, you hear for the first time."
        ),
        class_="quiet",
    )
    only = element("em", " ", _("(only when asked)"))
    rows = (
        element("li", said(secret.text), "" if secret.is_volunteered else only)
        for secret in play.part.secrets
    )
    yield element("ul", *rows, class_="bullets")


def _stop() -> Markup:
    return part(
        _("Stop"),
        element(
            "p",
            _(
                "Anybody may say “stop”, at any time and without a reason; then everybody is themselves"
                " again."
                " Play the anger, not the insult: no swearing, no touching, nothing about looks, origin or"
                " faith."
                " You may play it softer than it stands here, or pass the card on."
            ),
        ),
        class_="part stop",
    )


def _back(play: Play) -> Iterator[Markup]:
    part_ = play.part
    yield element(
        "p",
        _(
            "Answer to what you hear, not to what you wait for. A good reply moves you, even if you would"
            " like to play on."
        ),
        class_="quiet",
    )
    yield from _moments(_("You soften when the officer …"), part_.helps, _DOWN)
    yield from _moments(_("You push back when the officer …"), part_.hurts, _UP)
    yield element(
        "p",
        _("{one} a little · {two} half a step on the scale · {three} a whole step").format(
            one="▼▲", two="▼▼▲▲", three="▼▼▼▲▲▲"
        ),
        class_="quiet legend",
    )
    yield from _lines(_("When it goes well, once the officer …"), _beats(part_.good))
    yield from _lines(_("When it goes badly, once the officer …"), _beats(part_.bad))
    yield from _lines(_("At any time, when …"), _standing(part_))
    yield from _lines(_("Your limits, each once"), _limits(play))


def _moments(title: str, moments: Iterable[Moment], sign: str) -> Iterator[Markup]:
    rows = [
        element(
            "tr",
            element("td", force(moment.strength, sign), class_="force"),
            element("td", cue(moment.cause), class_="cue"),
            element("td", saids(moment.lines)),
        )
        for moment in moments
    ]
    if rows:
        yield part(title, element("table", element("tbody", *rows), class_="moments"))


def _lines(title: str, lines: Iterable[tuple[str, Markup]]) -> Iterator[Markup]:
    """Yield a part that tells what is said when; nothing where there is nothing to say."""
    rows = [element("tr", element("td", when, class_="cue"), element("td", words)) for when, words in lines]
    if rows:
        yield part(title, element("table", element("tbody", *rows), class_="moments beats"))


def _beats(beats: Iterable[Beat]) -> Iterator[tuple[str, Markup]]:
    return ((beat_cue(beat), said(beat.text)) for beat in beats)


def _standing(part_: Part) -> Iterator[tuple[str, Markup]]:
    if part_.pressing:
        yield _("the talk stands still"), saids(part_.pressing)
    if part_.lost:
        yield _("you do not understand"), saids(part_.lost)


def _limits(play: Play) -> Iterator[tuple[str, Markup]]:
    person = play.encounter.persona
    for limit, words in zip(person.limits, play.part.limits, strict=True):
        deed = deed_words(limit.does, limit.ends)
        yield limit_words(limit.when, person.mood.patience), join(said(words), " ", deed)
