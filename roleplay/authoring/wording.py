"""Words that people stumble over: sentences too long to say, lines said twice, the wrong address."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from roleplay.compiler.report import Report
from roleplay.diagnostics import Span
from roleplay.i18n import _
from roleplay.schema.parts import LinesFile
from roleplay.schema.scenario import ScenarioFile

MOST_WORDS: Final = 30
"""Words in one sentence that can still be said in one breath; the shipped talks keep to it."""

_LEAST_WORDS: Final = 3
"""Words from which a line is somebody's own; "Ya." may come at any place."""

_SENTENCE: Final = re.compile(r"[.!?…:;]+")
_ADDRESS: Final = re.compile(r"(?:,|^)\s*(Pak|Bu|Mas|Mbak|Kak|Bang|Bapak|Ibu|Sir|Madam|Ma'am)\s*(?=[.,!?])")
"""A form of address that stands alone: ", Bu." or "Pak, ...", never "Pak Lurah"."""


def check_wording(file: ScenarioFile, addresses: Sequence[tuple[str, ...]], report: Report) -> None:
    """Report hard sentences, lines that come twice, and addresses that do not suit every customer.

    `addresses` are how each customer who may come is called, in full and for short.
    """
    for span, text in (*_customer_lines(file), *_replies(file)):
        longest = max(len(sentence.split()) for sentence in _SENTENCE.split(text))
        if longest > MOST_WORDS:
            message = _("a sentence of {words} words").format(words=longest)
            report.warning("RP506", span, message, _("Say it in two, as people do."))
    _check_repeated(file, report)
    for span, text in _replies(file):
        for found in _ADDRESS.finditer(text):
            if any(found[1] not in words for words in addresses):
                message = _("'{word}' does not suit every customer who may come").format(word=found[1])
                report.warning("RP508", span, message, _("Write {call} or {address} in its place."))


def _replies(file: ScenarioFile) -> Iterator[tuple[Span, str]]:
    for node in file.nodes.values():
        for choice in node.choices.values():
            yield choice.span, choice.text


def _customer_lines(file: ScenarioFile) -> Iterator[tuple[Span, str]]:
    for node in file.nodes.values():
        for lines in (node.says, node.again):
            yield from _texts(lines)


def _texts(lines: LinesFile | None) -> Iterator[tuple[Span, str]]:
    for line in lines.lines if lines else ():
        for text in line.texts:
            yield line.span, text


def _check_repeated(file: ScenarioFile, report: Report) -> None:
    """Report what the customer says word for word at more than one node."""
    known: dict[str, str] = {}
    for name, node in file.nodes.items():
        for span, text in _texts(node.says):
            first = known.setdefault(text.casefold(), name)
            if first != name and len(text.split()) >= _LEAST_WORDS:
                message = _("the customer has said this at '{node}'").format(node=first)
                report.warning("RP507", span, message, _("People find other words the second time."))
