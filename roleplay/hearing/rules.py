"""The rules of the codebook that no single cue can carry: how what was found bears on the rest.

Each rule takes the scene and changes what is found in it. They run in the order of `RULES`.
"""

from collections.abc import Callable
from typing import Final

from roleplay.domain.vocabulary import LABELS, TRAPS
from roleplay.hearing.questions import asking_leave_is_no_act, questions_have_one_name
from roleplay.hearing.scene import Finding, Scene
from roleplay.hearing.uptake import taken_up

NEGATABLE: Final = frozenset(
    "dismiss blame deflect breach overpromise rude vague own next_step empathize give_time thank refer "
    "explain".split()
)
"""Labels that a negation just before their cue takes back: "tidak bisa saya jamin"."""

_HOSTILE: Final = ("rude", "blame", "dismiss", "deflect", "breach", "vague", "order")
"""Traps in whose words nothing courteous is meant."""
_TAKEN_UP: Final = {"gift": "accept_gift", "favour": "accept_favour", "data": "discloses"}
"""What a citizen may improperly offer or ask, and the sign that the officer takes it up."""
_FORWARD: Final = tuple(
    "own explain next_step options limit permission unsure ask_open formula refer".split()
)
"""What looks ahead or gives reasons, where the citizen's words come back without being retold."""
_EARLY: Final = 2
"""Sentences at the start of a reply in which a paraphrase is looked for."""
_KINDNESS: Final = tuple("courtesy reason own empathize greet explain options thank invite".split())
"""What keeps a short command from being curt."""
_SHORT_REPLY: Final = 20
_SHORT_COMMAND: Final = 4
"""Words of a reply, and of a sentence in it, that make a command curt."""
_LEAST_BURDEN: Final = 2
"""Words of the citizen's own matter that turn a stock phrase into acknowledgement."""
_LEAST_RETOLD: Final = 3
"""Words of the citizen's that make a statement a paraphrase."""
_LEAST_STATED: Final = 7
"""Different words of a statement that can explain."""
_LEAST_WEIGHTY: Final = 4
"""Words in it that are neither common nor particles."""
_NEAR: Final = 4
"""Words after a term within which it is explained."""


def quoted_is_not_said(scene: Scene) -> None:
    """Quoting a forbidden phrase in order to refuse it is no trap (rule 3)."""
    for trap in TRAPS:
        scene.drop(trap, lambda finding: scene.reply.reading.tokens[finding.first].is_quoted)


def attention_is_no_apology(scene: Scene) -> None:
    """`apologize`: "maaf" as a mere attention-getter before a question or request does not count."""

    def leads_to_asking(finding: Finding) -> bool:
        asking = [
            other
            for sign in ("request", "permission", "question")
            for other in scene.each(sign, finding.sentence)
        ]
        return finding.last - finding.first <= 2 and any(finding.last <= other.first for other in asking)

    scene.drop("apologize", leads_to_asking)


def sarcasm_is_rude(scene: Scene) -> None:
    """Sarcasm turns a courteous form into `rude` (rule 6): thanks wrapped in mockery is `rude` alone."""
    for courtesy in ("thank", "greet"):
        scene.drop(courtesy, lambda finding: scene.within(finding.sentence, "rude"))


def help_is_offered_first(scene: Scene) -> None:
    """`greet` opens the talk: an offer of help later in it greets nobody."""
    if scene.turn > 1:
        scene.drop(
            "greet",
            lambda finding: any(finding.overlaps(offer) for offer in scene.each("offer", finding.sentence)),
        )


def time_to_come_not_gone(scene: Scene) -> None:
    """`give_time` names when something will be; what is past, or asked, is not given."""
    scene.drop(
        "give_time",
        lambda finding: (
            scene.beside(finding, "past")
            or (
                scene.is_asking(finding.sentence)
                and not scene.within(finding.sentence, "options", "own", "permission")
            )
        ),
    )


def definite_time_cancels_vague(scene: Scene) -> None:
    """`vague`: does not count with a definite time given beside it."""
    scene.drop("vague", lambda finding: scene.within(finding.sentence, "give_time"))


def improper_request(scene: Scene) -> None:
    """`breach` or `limit`: what the citizen offers or asks improperly is taken up, or refused.

    Heard only in the light of the citizen's words: "boleh, saya kirim lewat WA" is a breach when a list
    of other people's data was asked for, and nothing at all otherwise.
    """
    if not scene.citizen_signs & {*_TAKEN_UP, "asks_more"} or scene.has("breach", "limit"):
        return
    for refusal in scene.each("refusal"):
        scene.add(refusal._replace(name="limit", reason="rule: refuses what was asked"))
        return
    for request, acceptance in _TAKEN_UP.items():
        for taken in scene.each(acceptance) if request in scene.citizen_signs else ():
            if not scene.is_asking(taken.sentence):
                scene.add(
                    taken._replace(
                        name="breach", reason="rule: takes up what was improperly offered or asked"
                    )
                )
                return


def threat_met_calmly(scene: Scene) -> None:
    """`limit`: limits abuse or a threat while staying polite."""
    if not scene.citizen_signs & {"threat", "abuse"} or scene.has("limit", "rude", "breach"):
        return
    for sign in (*scene.each("refusal"), *scene.each("composure")):
        scene.add(sign._replace(name="limit", reason="rule: answers a threat or abuse calmly"))
        return


def commands_without_courtesy(scene: Scene) -> None:
    """`order`: a bare command with neither courtesy nor reason; with either it is a step.

    In a short reply without any kindness a step of a few words is a bare command: "Ambil. Isi."
    """
    scene.drop("order", lambda finding: scene.within(finding.sentence, "courtesy", "reason"))
    if len(scene.reply.symbols) <= _SHORT_REPLY and not scene.has(*_KINDNESS):
        for finding in scene.each("next_step"):
            sentence = scene.sentences[finding.sentence]
            is_short = sentence.last - sentence.first <= _SHORT_COMMAND and not sentence.has_mark
            if is_short and scene.reply.weight(sentence.first, finding.first) == 0:
                scene.add(finding._replace(name="order", reason="rule: a bare command"))
    scene.drop("next_step", lambda finding: scene.within(finding.sentence, "order"))


def steps_are_told(scene: Scene) -> None:
    """`next_step` tells; what the person is asked or refused, and what the officer does, is no step."""
    scene.drop(
        "next_step",
        lambda finding: (
            scene.asks_at(finding)
            or scene.beside(finding, "breach", "limit", "ask_open", "check")
            or (finding.first > 0 and scene.reply.is_named(finding.first - 1, "i"))
        ),
    )


def act_that_may_never_be(scene: Scene) -> None:
    """`own` commits to an act: "nanti saya kabari kalau sempat" is only `vague`."""
    scene.drop("own", lambda finding: scene.beside(finding, "vague"))


def reasons_are_given(scene: Scene) -> None:
    """`explain`: a reason given to brush off, blame or belittle explains nothing."""
    scene.drop(
        "explain",
        lambda finding: (
            scene.beside(finding, "deflect", "blame", "dismiss", "paraphrase", "close", "breach", "rude")
            or scene.within(finding.sentence, "formula", "check")
            or scene.asks_at(finding)
        ),
    )


def jargon_left_unexplained(scene: Scene) -> None:
    """`jargon`: a term that is explained beside it, or that the person used first, does not count."""
    known = {token.word for token in scene.citizen.reading.tokens}
    tokens = scene.reply.reading.tokens
    scene.drop(
        "jargon",
        lambda finding: (
            any(token.word in known for token in tokens[finding.first : finding.last])
            or _is_explained(scene, finding)
        ),
    )


def _is_explained(scene: Scene, finding: Finding) -> bool:
    reading = scene.reply.reading
    end = reading.tokens[finding.last - 1].end
    if reading.text[end : end + 2].lstrip().startswith("("):
        return True
    for place in range(finding.last, min(finding.last + _NEAR, len(reading.tokens))):
        if scene.reply.is_named(place, "means"):
            return True
        if scene.clause(place) != scene.clause(finding.last - 1):
            return scene.reply.is_named(place, "gloss")
    return finding.first > 0 and scene.reply.is_named(finding.first - 1, "means")


def stock_phrase_or_feeling(scene: Scene) -> None:
    """`formula`: followed by this person's burden or fault it is `empathize`, not a formula.

    Where the stock phrase stands alone, its words do not count as `empathize` either.
    """
    stock: set[Finding] = set()
    for phrase in scene.each("formula"):
        if any(not phrase.overlaps(other) for other in scene.each("empathize", phrase.sentence)):
            continue
        taken = taken_up(scene, phrase.last, scene.sentences[phrase.sentence].last)
        if len(taken) < _LEAST_BURDEN:
            stock.add(phrase)
        elif scene.within(phrase.sentence, "sympathy"):
            reason = f"rule: names the burden ({', '.join(sorted(taken))})"
            scene.add(phrase._replace(name="empathize", reason=reason))
    scene.drop("formula", lambda phrase: phrase not in stock)
    scene.drop(
        "empathize",
        lambda finding: any(finding.overlaps(phrase) for phrase in scene.each("formula", finding.sentence)),
    )


def feeling_is_named_not_denied(scene: Scene) -> None:
    """`empathize`: a feeling that is denied, mocked, blamed or asked about is not acknowledged."""
    scene.drop(
        "empathize",
        lambda finding: (
            scene.beside(finding, "dismiss", "rude", "blame")
            or (scene.asks_at(finding) and scene.within(finding.sentence, "question", "ask_specific"))
        ),
    )


def retold_in_other_words(scene: Scene) -> None:
    """`paraphrase`: restates the person's facts; heard by how many of their words a statement takes up."""
    for number, sentence in enumerate(scene.sentences[:_EARLY]):
        if scene.within(number, "paraphrase", *_HOSTILE, *_FORWARD) or sentence.has_mark:
            continue
        taken = taken_up(scene, sentence.first, sentence.last)
        if len(taken) >= _LEAST_RETOLD:
            scene.add_sentence("paraphrase", number, f"rule: retells ({', '.join(sorted(taken))})")


def statement_about_the_matter(scene: Scene) -> None:
    """`explain`: how it works, said in a statement that is about neither speaker and shows nothing else.

    Two in three such statements explain, counted on labelled replies with the cues for it put aside.
    """
    if scene.has("explain"):
        return
    for number, sentence in enumerate(scene.sentences):
        places = range(sentence.first, sentence.last)
        if (
            len({scene.reply.reading.tokens[place].word for place in places}) >= _LEAST_STATED
            and not sentence.has_mark
            and not scene.within(number, *LABELS)
            and not any(scene.reply.is_named(place, "i") for place in places)
            and scene.content(number) >= _LEAST_WEIGHTY
        ):
            scene.add_sentence("explain", number, "rule: a statement about the matter")
            return


RULES: Final[tuple[Callable[[Scene], None], ...]] = (
    quoted_is_not_said,
    attention_is_no_apology,
    sarcasm_is_rude,
    help_is_offered_first,
    time_to_come_not_gone,
    definite_time_cancels_vague,
    improper_request,
    threat_met_calmly,
    questions_have_one_name,
    commands_without_courtesy,
    steps_are_told,
    asking_leave_is_no_act,
    act_that_may_never_be,
    reasons_are_given,
    jargon_left_unexplained,
    stock_phrase_or_feeling,
    feeling_is_named_not_denied,
    retold_in_other_words,
    statement_about_the_matter,
)
