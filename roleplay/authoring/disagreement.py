"""Where the author of a choice and the ear do not agree on what it shows."""

from roleplay.compiler.report import Report
from roleplay.domain.encounter import Choice, Encounter
from roleplay.domain.response import Response
from roleplay.domain.vocabulary import TRAPS
from roleplay.hearing import Ear
from roleplay.i18n import _
from roleplay.schema.scenario import ScenarioFile


def check_choices(file: ScenarioFile, encounter: Encounter, ear: Ear, report: Report) -> None:
    """Report the choices that the ear would judge quite otherwise than their author.

    A trainee who types the words of a choice should be told what a trainee who picks it is told.
    """
    for name, node in file.nodes.items():
        for choice in encounter.nodes[name].choices:
            message = _disagreement(choice, ear.hear(choice.text, encounter=encounter, node=name))
            if message:
                hint = _("Look at the labels again, or teach the ear under 'sounds:'.")
                report.warning("RP403", node.choices[choice.id].span, message, hint)


def _disagreement(choice: Choice, heard: Response) -> str:
    """Return how the two would judge the reply otherwise, or nothing for a difference of detail.

    They do where the ear is sure of a trap in a reply that its author thinks free of any, where it hears no
    trap in one that has some, and where it hears nothing that the author named.
    """
    named = set(choice.shows)
    surplus = [
        label
        for label in heard.shows
        if label in TRAPS and not heard.is_uncertain(label) and named.isdisjoint(TRAPS)
    ]
    missed = [label for label in choice.shows if label in TRAPS]
    if not set(heard.shows).isdisjoint(TRAPS):
        missed = []
    if named.isdisjoint(heard.shows):
        missed = list(choice.shows)
    parts = []
    if surplus:
        quotes = ", ".join(f"{label} (“{heard.quote(label)}”)" for label in surplus)
        parts.append(_("the ear hears also {labels}").format(labels=quotes))
    if missed:
        parts.append(_("the ear does not hear {labels}").format(labels=", ".join(missed)))
    return "; ".join(parts)
