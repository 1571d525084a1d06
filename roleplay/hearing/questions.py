"""The rules of the codebook about questions: each has one name."""

from typing import Final

from roleplay.hearing.scene import Scene
from roleplay.hearing.uptake import taken_up

_SETTLED: Final = tuple("ask_open check permission options close greet invite limit refer".split())
"""What a question may be, other than one for a fact."""
_ASIDE: Final = tuple("paraphrase rhetorical rude blame dismiss deflect breach vague order".split())
"""Where a question mark asks for nothing."""
_SHORT: Final = 4
"""Words with content in a question that needs no question word: "Suratnya dibawa?"."""


def questions_have_one_name(scene: Scene) -> None:
    """`ask_specific`: a question that checks, offers, asks leave or opens the talk is not one for a fact.

    A question mark after anything else asks for a fact.
    """
    scene.drop(
        "ask_specific",
        lambda finding: (
            scene.within(finding.sentence, *_SETTLED) and not scene.within(finding.sentence, "fact_question")
        ),
    )
    for number, sentence in enumerate(scene.sentences):
        if not sentence.has_mark or scene.within(number, "ask_specific", *_SETTLED, *_ASIDE):
            continue
        if scene.within(number, "question") or _is_short_and_new(scene, number):
            scene.add_sentence("ask_specific", number, "rule: a question mark")


def asking_leave_is_no_act(scene: Scene) -> None:
    """`own` needs an act: what is only asked leave for, or asked in general, is not yet one."""
    scene.drop(
        "own",
        lambda finding: (
            scene.is_asking(finding.sentence)
            and scene.within(finding.sentence, "permission", "options", "greet", "close", "ask_specific")
        ),
    )


def _is_short_and_new(scene: Scene, number: int) -> bool:
    """Return True for a few words that do not merely echo the citizen."""
    content = scene.content(number)
    if not 0 < content <= _SHORT:
        return False
    sentence = scene.sentences[number]
    return len(taken_up(scene, sentence.first, sentence.last)) < content
