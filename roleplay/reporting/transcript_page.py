"""The talk as a page shows it: every word, the words that counted marked, and the receipt of each reply."""

from collections.abc import Iterable
from itertools import pairwise

from roleplay.domain.mood import Receipt
from roleplay.domain.response import Evidence
from roleplay.domain.vocabulary import ACTS, AXES, TRAPS
from roleplay.i18n import _
from roleplay.reporting.debrief import Debrief, TurnDebrief
from roleplay.reporting.markup import Markup, element, join
from roleplay.reporting.names import act_name, axis_name, label_name
from roleplay.reporting.numbers import signed
from roleplay.reporting.receipt_words import amount, by_cause, headline, reasons


def transcript(debrief: Debrief, title: str = "") -> Markup:
    """Return the section with the whole talk, under a title of its own where there is more than one."""
    name = debrief.persona.name
    turns = [
        _turn(name, turn, receipt, _improvised(debrief, turn.turn))
        for turn, receipt in zip(debrief.turns, debrief.receipts, strict=True)
    ]
    opening = element("li", *_answers(name, debrief.opening), *_improvised(debrief, 0))
    return element(
        "section",
        element("h2", title or _("The talk, word for word")),
        element(
            "p",
            _("Words that counted are marked: a straight line for what helped, a wavy line for what harmed."),
            class_="quiet",
        ),
        element("ol", opening, *turns, class_="talk"),
        class_="transcript",
    )


def _improvised(debrief: Debrief, turn: int) -> Iterable[Markup]:
    """Yield what was said after a turn while the facilitator spoke for the customer."""
    for item in debrief.improvised:
        if item.turn == turn:
            words = _("You") if item.is_officer else _("{name}, spoken by the facilitator")
            speaker = element("span", words.format(name=debrief.persona.name), class_="speaker")
            kind = "speech officer" if item.is_officer else "speech"
            note = element("p", _("not scored"), class_="act")
            yield element("div", speaker, element("p", item.text), note, class_=kind)


def _turn(name: str, turn: TurnDebrief, receipt: Receipt, improvised: Iterable[Markup]) -> Markup:
    said = element("div", element("p", marked(turn.text, turn.evidence)), _found(turn))
    return element(
        "li",
        element("div", element("span", _speaker(turn), class_="speaker"), said, class_="speech officer"),
        _receipt(name, receipt),
        *_answers(name, turn.answers),
        *improvised,
    )


def _speaker(turn: TurnDebrief) -> str:
    return _("You, reply {turn}").format(turn=turn.turn)


def _answers(name: str, answers: Iterable[str]) -> Iterable[Markup]:
    for answer in answers:
        if answer in ACTS:
            words = element("p", f"{name} {act_name(answer)}", class_="act")
        else:
            words = element("p", answer)
        yield element("div", element("span", name, class_="speaker"), words, class_="speech")


def is_harm(label: str) -> bool:
    """Return True for a trap and for a wrong fact."""
    return label in TRAPS or label.startswith("wrong.")


def marked(text: str, evidence: Iterable[Evidence]) -> Markup:
    """Return a text with the quoted words marked; where quotes overlap, a harmful one wins."""
    spans = [(item.start, item.end, is_harm(item.label)) for item in evidence if 0 <= item.start < item.end]
    cuts = sorted({0, len(text), *(place for span in spans for place in span[:2] if place < len(text))})
    parts: list[Markup] = []
    for start, end in pairwise(cuts):
        over = [harm for first, last, harm in spans if first <= start and end <= last]
        piece = text[start:end]
        if not over:
            parts.append(join(piece))
        elif any(over):
            parts.append(element("mark", piece, class_="trap"))
        else:
            parts.append(element("mark", piece))
    return join(*parts)


def _found(turn: TurnDebrief) -> Markup:
    quotes = {item.label: item.quote for item in reversed(turn.evidence)}
    rows = []
    for label in turn.shows:
        sign, tone = ("−", "bad") if is_harm(label) else ("+", "good")
        words = (": ", element("q", quotes[label])) if label in quotes else ()
        row = (element("span", f"{sign} ", class_="sign"), label_name(label), *words)
        rows.append(element("li", *row, class_=tone))
    return element("ul", *rows, class_="found") if rows else Markup()


def _receipt(name: str, receipt: Receipt) -> Markup:
    """Return the receipt as a table whose columns add up."""
    head = [element("th", words, scope="col") for words in (_("cause"), *map(axis_name, AXES))]
    total = (element("td", _sum(receipt, axis), class_="number") for axis in AXES)
    table = element(
        "table",
        element("caption", headline(name, receipt)),
        element("thead", element("tr", *head)),
        element("tbody", *_causes(receipt)),
        element("tfoot", element("tr", element("th", _("sum"), scope="row"), *total)),
    )
    return element("div", table, class_="receipt scroll")


def _sum(receipt: Receipt, axis: str) -> str:
    before, after = getattr(receipt.before, axis), getattr(receipt.after, axis)
    return f"{before} → {after} ({signed(receipt.change(axis))})"


def _causes(receipt: Receipt) -> Iterable[Markup]:
    for cause, lines in by_cause(receipt).items():
        cells = [
            element("td", ", ".join(amount(line) for line in lines if line.axis == axis), class_="number")
            for axis in AXES
        ]
        why = reasons(lines[0].factors)
        name = (label_name(cause), element("small", f" ({why})")) if why else (label_name(cause),)
        yield element("tr", element("th", *name, scope="row", class_="cause"), *cells)
