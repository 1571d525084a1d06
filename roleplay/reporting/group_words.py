"""The words for the figures of a group that pages and spreadsheets share, in the language in use."""

from typing import Final

from roleplay.groups.agreement import MeanKappa
from roleplay.groups.coefficients import ALONE, FEW, SAME, Coefficient
from roleplay.groups.rates import Rate
from roleplay.groups.rating import MACHINE
from roleplay.groups.splits import WITHOUT, Camp, Split
from roleplay.i18n import N_, _
from roleplay.reporting.names import label_name
from roleplay.reporting.numbers import decimal, hundredths

_REASONS: Final = {
    FEW: N_("too few to say anything"),
    SAME: N_("only one level was ever given, so nothing can be told apart"),
    ALONE: N_("one rater alone agrees with nobody"),
}

_TENTATIVE: Final = 0.667
_RELIABLE: Final = 0.8
"""From where on conclusions may be drawn tentatively, and firmly (Krippendorff 2004, Content Analysis, ch.
11)."""


def reason_words(reason: str) -> str:
    """Return why a coefficient has no value; nothing where it has one."""
    return _(_REASONS[reason]) if reason else ""


def coefficient_words(found: Coefficient | MeanKappa) -> str:
    """Return a coefficient with its interval, or why there is none."""
    if found.value is None:
        return reason_words(found.reason)
    if isinstance(found, Coefficient) and found.low is not None and found.high is not None:
        return _("{value}, 19 times of 20 between {low} and {high}").format(
            value=hundredths(found.value), low=hundredths(found.low), high=hundredths(found.high)
        )
    return hundredths(found.value)


def alpha_words(found: Coefficient) -> str:
    """Return in plain words what an alpha means."""
    if found.value is None:
        return reason_words(found.reason)
    if found.value >= _RELIABLE:
        return _("The panel reads the scale alike: its levels can be relied on.")
    if found.value >= _TENTATIVE:
        return _("The panel reads the scale much alike: good enough to learn from, not to decide on people.")
    return _("The panel reads the scale in different ways: talk about the anchors before you use the levels.")


def rate_words(found: Rate) -> str:
    """Return how many of how many, with the percentage where they are enough for one."""
    if found.value is None:
        return _("{count} of {of}").format(count=found.count, of=found.of)
    return _("{count} of {of} ({percent}%)").format(
        count=found.count, of=found.of, percent=round(100 * found.value)
    )


def rater_name(rater: str) -> str:
    """Return what a rater is called."""
    return _("the machine") if rater == MACHINE else rater


def level_words(level: float | None) -> str:
    """Return a level, or that there was no occasion for one."""
    return _("no occasion") if level is None else decimal(level)


def way_name(split: Split, camp: Camp) -> str:
    """Return what parts typed replies; nothing for a choice, which has words of its own."""
    if not split.label:
        return ""
    template = _("without: {label}") if camp.way == WITHOUT else _("with: {label}")
    return template.format(label=label_name(split.label))
