"""The sentences on what a room gained, in the language in use."""

from collections.abc import Iterator
from typing import Final

from roleplay.groups.gain import (
    FEW,
    FORMS_WITHIN,
    LEAST_PAIRED,
    LOST,
    ONE_ORDER,
    WITHIN_FORMS,
    Gain,
    GainReport,
)
from roleplay.i18n import N_, _, ngettext
from roleplay.reporting.numbers import decimal, hundredths

_FIGURES: Final = {"total": N_("total"), "manner": N_("manner"), "substance": N_("substance")}

_CAUTIONS: Final = {
    FEW: N_("Too few to say: a gain is shown from {least} people who have both forms."),
    ONE_ORDER: N_(
        "Nearly all began with the same form, so what one form is easier than the other is part of this gain."
    ),
    WITHIN_FORMS: N_(
        "Simulated trainees do alike on both forms within {points} points; a gain no larger than that may "
        "come of the forms alone."
    ),
    LOST: N_(
        "More than one of five has only one measurement; those who are missing may be those who did worse."
    ),
}


def figure_name(figure: str) -> str:
    """Return the name of a figure that was measured."""
    return _(_FIGURES[figure])


def gain_words(gain: Gain) -> str:
    """Return the mean gain in points with its interval, or that there are too few."""
    if gain.mean is None or gain.low is None or gain.high is None:
        return _("too few to say anything")
    return _("{mean} points, 19 times of 20 between {low} and {high}").format(
        mean=plus(gain.mean), low=plus(gain.low), high=plus(gain.high)
    )


def effect_words(gain: Gain) -> str:
    """Return the effect size with its interval, or that there are too few."""
    if gain.effect is None or gain.effect_low is None or gain.effect_high is None:
        return _("too few to say anything")
    return _("{value}, 19 times of 20 between {low} and {high}").format(
        value=hundredths(gain.effect), low=hundredths(gain.effect_low), high=hundredths(gain.effect_high)
    )


def plus(value: float) -> str:
    """Return a number with its sign, a true minus included, and at most one decimal."""
    return f"−{decimal(-value)}" if value < 0 else f"+{decimal(value)}"


def people_words(report: GainReport) -> str:
    """Return who was measured, and who is left out and why."""
    paired = report.a_first + report.b_first
    told = [
        ngettext(
            "{count} person has both forms: {a} began with form A, {b} with form B.",
            "{count} people have both forms: {a} began with form A, {b} with form B.",
            paired,
        ).format(count=paired, a=report.a_first, b=report.b_first)
    ]
    if report.unpaired:
        told.append(_("With one measurement only, left out: {count}.").format(count=report.unpaired))
    if report.same_form:
        told.append(_("With the same form twice, left out: {count}.").format(count=report.same_form))
    return " ".join(told)


def caution_words(report: GainReport) -> Iterator[str]:
    """Yield what must be said with a gain, a sentence each."""
    for caution in report.cautions:
        yield _(_CAUTIONS[caution]).format(least=LEAST_PAIRED, points=FORMS_WITHIN)
