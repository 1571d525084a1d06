"""The sentences of a debrief that a terminal and a page share, in the language in use."""

from roleplay.i18n import _, ngettext
from roleplay.reporting.debrief import Debrief, FactDebrief, Practice
from roleplay.reporting.names import advice, label_name, outcome_name
from roleplay.reporting.numbers import decimal


def outcome_words(debrief: Debrief) -> str:
    """Return how it ended and after how many replies."""
    count = len(debrief.turns)
    turns = ngettext("{count} reply", "{count} replies", count).format(count=count)
    outcome = outcome_name(debrief.outcome) if debrief.outcome else _("not finished")
    return f"{outcome} · {turns}"


def help_words(debrief: Debrief) -> str:
    """Return which help was taken, or nothing."""
    helps = []
    if debrief.undone:
        helps.append(_("taken back: {count}").format(count=debrief.undone))
    if debrief.hints:
        helps.append(_("hints: {count}").format(count=debrief.hints))
    if debrief.contested:
        helps.append(_("contested: {count}").format(count=len(debrief.contested)))
    return " · ".join(helps)


def satisfaction_words(debrief: Debrief) -> str:
    """Return the estimate of the customer's own verdict."""
    return _(
        "The customer's own verdict: about {score} of 100, grade {grade} (an estimate, on the survey scale)"
    ).format(score=decimal(debrief.satisfaction.score), grade=debrief.satisfaction.grade)


def fact_words(fact: FactDebrief) -> str:
    """Return what was told, missed, or told wrong."""
    match fact.kind:
        case "wrong":
            return _("you said “{quote}”: {note}").format(quote=fact.quote, note=fact.text)
        case "missed":
            return _("not told: {text}").format(text=fact.text)
    return fact.text


def source_words(fact: FactDebrief) -> str:
    """Return where a fact comes from, when it was checked, and whether it may have changed since."""
    note = _("checked {day}").format(day=fact.checked)
    if fact.is_volatile:
        note += ", " + _("may change: check before you rely on it")
    return f"{fact.source} · {note}"


def practice_words(practise: Practice) -> str:
    """Return what to practise next, for which criterion, and how."""
    return _("Practise next: {name} ({criterion}). {advice}").format(
        name=label_name(practise.technique).lower(),
        criterion=practise.criterion,
        advice=advice(practise.technique),
    )
