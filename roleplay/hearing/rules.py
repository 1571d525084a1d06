"""The rules of the codebook that no single cue can carry: how what was found bears on the rest.

Each rule takes the scene and changes what is found in it. They run in the order of `RULES`.
"""

from collections.abc import Callable
from typing import Final

from roleplay.domain.vocabulary import LABELS, TRAPS
from roleplay.hearing.reading import Sentence
from roleplay.hearing.scene import Finding, Scene
from roleplay.hearing.uptake import content

NEGATABLE: Final = frozenset(
    "dismiss blame breach overpromise rude vague own next_step empathize give_time thank deflect refer explain".split()
)
"""Labels that a negation just before their cue takes back: "tidak bisa saya jamin"."""

_SETTLED_QUESTIONS: Final = ("ask_open", "check", "permission", "options", "close", "greet", "invite", "limit", "refer")
_HOSTILE: Final = ("rude", "blame", "dismiss", "deflect", "breach", "vague", "order")
_TAKEN_UP: Final = {"gift": "accept_gift", "favour": "accept_favour", "data": "discloses"}
"""What a citizen may improperly offer or ask, and the sign that the officer takes it up."""
_FORWARD: Final = ("own", "explain", "next_step", "options", "limit", "permission", "unsure", "ask_open", "formula", "refer")
"""What looks ahead or gives reasons, where the citizen's words come back without being retold."""
_EARLY: Final = 2
"""Sentences, greetings aside, in which a reply restates what was said."""
_SHORT_REPLY: Final = 20
_SHORT_COMMAND: Final = 4
"""Words of a reply, and of a sentence in it, that make a command curt."""
_KINDNESS: Final = ("courtesy", "reason", "own", "empathize", "greet", "explain", "options", "thank", "invite")
_SHORT_QUESTION: Final = 4
"""Weighty words of a question that needs no question word: "Suratnya dibawa?"."""
_LEAST_BURDEN: Final = 2
"""Words of the citizen's own matter that turn a stock phrase into acknowledgement."""
_LEAST_STATED: Final = 7
"""Words of a statement that can explain."""
_LEAST_WEIGHTY: Final = 4
"""Words in it that are neither common nor particles."""
_LEAST_RETOLD: Final = 3
"""Words of the citizen's that make a statement a paraphrase."""


def quoted_is_not_said(scene: Scene) -> None:
    """Quoting a forbidden phrase in order to refuse it is no trap (rule 3)."""
    for trap in TRAPS:
        scene.drop(trap, lambda finding: scene.reading.tokens[finding.first].is_quoted)


def attention_is_no_apology(scene: Scene) -> None:
    """`apologize`: "maaf" as a mere attention-getter before a question or request does not count."""
    asking = [*scene.each("request"), *scene.each("permission"), *scene.each("question")]
    scene.drop(
        "apologize",
        lambda finding: finding.last - finding.first <= 2
        and any(finding.sentence == other.sentence and finding.last <= other.first for other in asking),
    )


def definite_time_cancels_vague(scene: Scene) -> None:
    """`vague`: does not count with a definite time given beside it."""
    scene.drop("vague", lambda finding: scene.within(finding.sentence, "give_time"))


def time_to_come_not_gone(scene: Scene) -> None:
    """`give_time` names when something will be; how long ago it was, or how long it took, does not count."""
    scene.drop("give_time", lambda finding: _beside(scene, finding, "past"))


def time_is_said_not_asked(scene: Scene) -> None:
    """`give_time` names when; a question for the time or about it does not."""
    scene.drop(
        "give_time",
        lambda finding: scene.is_asking(finding.sentence)
        and not scene.within(finding.sentence, "options", "own", "permission"),
    )


def questions_have_one_name(scene: Scene) -> None:
    """`ask_specific`: a question that checks, offers, asks leave or opens the talk is that, not a request for a fact.

    A question mark after anything else asks for a fact.
    """
    scene.drop(
        "ask_specific",
        lambda finding: scene.within(finding.sentence, *_SETTLED_QUESTIONS)
        and not scene.within(finding.sentence, "fact_question"),
    )
    for number, sentence in enumerate(scene.sentences):
        settled = scene.within(number, "ask_specific", "paraphrase", "rhetorical", *_SETTLED_QUESTIONS, *_HOSTILE)
        asks = sentence.has_mark and (scene.within(number, "question") or _is_short_and_new(scene, sentence))
        if asks and not settled:
            scene.add_sentence("ask_specific", number, "rule: a question mark")


def asking_leave_is_no_act(scene: Scene) -> None:
    """`own` needs an act: what is only asked leave for, or asked in general, is not yet one."""
    scene.drop(
        "own",
        lambda finding: scene.is_asking(finding.sentence)
        and (scene.within(finding.sentence, "permission", "options", "greet", "close", "ask_specific")),
    )


def commands_without_courtesy(scene: Scene) -> None:
    """`order`: a bare command with neither courtesy nor reason; with either it is a step.

    In a short reply without any kindness a step of a few words is a bare command: "Ambil. Isi."
    """
    scene.drop("order", lambda finding: scene.within(finding.sentence, "courtesy", "reason"))
    if len(scene.reading.tokens) <= _SHORT_REPLY and not scene.has(*_KINDNESS):
        for finding in scene.each("next_step"):
            sentence = scene.sentences[finding.sentence]
            if (
                sentence.last - sentence.first <= _SHORT_COMMAND
                and not sentence.has_mark
                and all(scene.shape.is_light[place] for place in range(sentence.first, finding.first))
            ):
                scene.add("order", *finding[1:4], "rule: a bare command")
    scene.drop("next_step", lambda finding: scene.within(finding.sentence, "order"))


def steps_are_told(scene: Scene) -> None:
    """`next_step` tells; what the person is asked, refused or improperly invited to do is no step."""
    scene.drop(
        "next_step",
        lambda finding: _asks_at(scene, finding) or _beside(scene, finding, "breach", "limit", "ask_open", "check"),
    )


def reasons_are_given(scene: Scene) -> None:
    """`explain`: a reason given to brush off, blame or belittle explains nothing."""
    scene.drop(
        "explain",
        lambda finding: _beside(scene, finding, "deflect", "blame", "dismiss", "paraphrase", "close", "breach", "rude")
        or scene.within(finding.sentence, "formula", "check")
        or _asks_at(scene, finding),
    )


def act_that_may_never_be(scene: Scene) -> None:
    """`own` commits to an act: "nanti saya kabari kalau sempat" is only `vague`."""
    scene.drop("own", lambda finding: _beside(scene, finding, "vague"))


def statement_about_the_matter(scene: Scene) -> None:
    """`explain`: how it works, said in a statement that is about neither speaker and shows nothing else.

    Two in three such statements are explanations, counted on labelled replies with the cues for them put aside.
    """
    if scene.has("explain"):
        return
    for number, sentence in enumerate(scene.sentences):
        places = range(sentence.first, sentence.last)
        if (
            len(places) >= _LEAST_STATED
            and not sentence.has_mark
            and not scene.within(number, *LABELS)
            and not any(scene.is_named(place, "i") for place in places)
            and scene.weighty(sentence.first, sentence.last) >= _LEAST_WEIGHTY
        ):
            scene.add_sentence("explain", number, "rule: a statement about the matter")
            return


def jargon_left_unexplained(scene: Scene) -> None:
    """`jargon`: a term that is explained beside it, or that the person used first, does not count."""
    known = {token.word for token in scene.citizen.tokens}
    scene.drop(
        "jargon",
        lambda finding: any(token.word in known for token in scene.reading.tokens[finding.first : finding.last])
        or _is_explained(scene, finding),
    )


def stock_phrase_or_feeling(scene: Scene) -> None:
    """`formula`: followed by this person's burden or fault it is `empathize`, not a formula.

    Where the stock phrase stands alone, its words do not count as `empathize` either.
    """
    stock: list[Finding] = []
    for phrase in scene.each("formula"):
        taken = _taken_up(scene, phrase.last, scene.sentences[phrase.sentence].last)
        if any(phrase.sentence == other.sentence and not _overlap(phrase, other) for other in scene.each("empathize")):
            continue
        if len(taken) < _LEAST_BURDEN:
            stock.append(phrase)
        elif scene.within(phrase.sentence, "sympathy"):
            reason = f"rule: names the burden ({', '.join(sorted(taken))})"
            scene.add("empathize", phrase.sentence, phrase.first, phrase.last, reason)
    scene.drop("formula", lambda phrase: phrase not in stock)
    scene.drop("empathize", lambda finding: any(_overlap(finding, phrase) for phrase in stock))


def feeling_is_named_not_denied(scene: Scene) -> None:
    """`empathize`: a feeling that is denied, mocked, blamed or asked about is not acknowledged."""
    scene.drop(
        "empathize",
        lambda finding: _beside(scene, finding, "dismiss", "rude", "blame")
        or (_asks_at(scene, finding) and scene.within(finding.sentence, "question", "ask_specific")),
    )


def retold_in_other_words(scene: Scene) -> None:
    """`paraphrase`: restates the person's facts; heard by how many of their words a statement takes up.

    One fact retold inside an empathic sentence is `empathize`; only two or more are `paraphrase` too.
    """
    for number, sentence in enumerate(scene.sentences[:_EARLY]):
        if scene.within(number, "paraphrase", *_HOSTILE, *_FORWARD) or sentence.has_mark:
            continue
        taken = _taken_up(scene, sentence.first, sentence.last)
        needed = _LEAST_RETOLD + (scene.within(number, "empathize"))
        if len(taken) >= needed:
            scene.add_sentence("paraphrase", number, f"rule: retells ({', '.join(sorted(taken))})")


def improper_request(scene: Scene) -> None:
    """`breach` or `limit`: what the citizen offers or asks improperly is taken up, or refused.

    Heard only in the light of the citizen's words: "boleh, saya kirim lewat WA" is a breach when a list
    of other people's data was asked for, and nothing at all otherwise.
    """
    if not scene.citizen_signs & {*_TAKEN_UP, "asks_more"} or scene.has("breach", "limit"):
        return
    for refusal in scene.each("refusal"):
        scene.add("limit", refusal.sentence, refusal.first, refusal.last, "rule: refuses what was asked")
        return
    for request, acceptance in _TAKEN_UP.items():
        for taken in scene.each(acceptance) if request in scene.citizen_signs else ():
            if not scene.is_asking(taken.sentence):
                reason = "rule: takes up what was improperly offered or asked"
                scene.add("breach", taken.sentence, taken.first, taken.last, reason)
                return


def threat_met_calmly(scene: Scene) -> None:
    """`limit`: limits abuse or a threat while staying polite."""
    if not scene.citizen_signs & {"threat", "abuse"} or scene.has("limit", "rude", "breach"):
        return
    for sign in (*scene.each("refusal"), *scene.each("composure")):
        scene.add("limit", sign.sentence, sign.first, sign.last, "rule: answers a threat or abuse calmly")
        return


def sarcasm_is_rude(scene: Scene) -> None:
    """Sarcasm turns a courteous form into `rude` (rule 6): thanks wrapped in mockery is `rude` alone."""
    scene.drop("thank", lambda finding: scene.within(finding.sentence, "rude"))
    scene.drop("greet", lambda finding: scene.within(finding.sentence, "rude"))


def _beside(scene: Scene, finding: Finding, *names: str) -> bool:
    """Return True when any of `names` was found in the same clause."""
    clause = scene.reading.tokens[finding.first].clause
    return any(scene.reading.tokens[other.first].clause == clause for name in names for other in scene.each(name))


def _asks_at(scene: Scene, finding: Finding) -> bool:
    """Return True when the finding stands in the clause that a question mark ends."""
    sentence = scene.sentences[finding.sentence]
    tokens = scene.reading.tokens
    return sentence.has_mark and all(
        scene.shape.is_light[place] or tokens[place].clause == tokens[finding.last - 1].clause
        for place in range(finding.last, sentence.last)
    )


def _is_explained(scene: Scene, finding: Finding) -> bool:
    tokens = scene.reading.tokens
    text = scene.reading.text
    after = text[tokens[finding.last - 1].end : tokens[finding.last - 1].end + 3]
    if after.lstrip().startswith("("):
        return True
    for place in range(finding.last, min(finding.last + 4, len(tokens))):
        if scene.is_named(place, "means"):
            return True
        if tokens[place].clause != tokens[finding.last - 1].clause:
            return scene.is_named(place, "gloss")
    return finding.first > 0 and scene.is_named(finding.first - 1, "means")


def _is_short_and_new(scene: Scene, sentence: Sentence) -> bool:
    """Return True for a few words that do not merely echo the citizen."""
    weight = scene.weighty(sentence.first, sentence.last)
    return 0 < weight <= _SHORT_QUESTION and len(_taken_up(scene, sentence.first, sentence.last)) < weight


def _overlap(one: Finding, other: Finding) -> bool:
    return one.first < other.last and other.first < one.last


def _taken_up(scene: Scene, first: int, last: int) -> set[str]:
    said = set(content(scene.citizen, scene.citizen_shape, 0, len(scene.citizen.tokens)))
    return said & set(content(scene.reading, scene.shape, first, last))


RULES: Final[tuple[Callable[[Scene], None], ...]] = (
    quoted_is_not_said,
    attention_is_no_apology,
    sarcasm_is_rude,
    time_to_come_not_gone,
    time_is_said_not_asked,
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
