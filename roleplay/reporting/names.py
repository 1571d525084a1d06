"""The names by which people know the vocabulary, in the language in use."""

from typing import Final

from roleplay.domain.vocabulary import BANDS, band
from roleplay.i18n import N_, _

_LABELS: Final = {
    "greet": N_("Greeting"),
    "invite": N_("Inviting to speak"),
    "ask_open": N_("Open question"),
    "ask_specific": N_("Specific question"),
    "paraphrase": N_("Paraphrase"),
    "empathize": N_("Acknowledging feelings"),
    "apologize": N_("Apology"),
    "thank": N_("Thanks"),
    "own": N_("Taking ownership"),
    "explain": N_("Explaining"),
    "next_step": N_("Clear next step"),
    "give_time": N_("Definite time"),
    "options": N_("Offering options"),
    "refer": N_("Warm referral"),
    "check": N_("Checking understanding"),
    "permission": N_("Asking permission"),
    "limit": N_("Respectful limit"),
    "unsure": N_("Honest not-knowing"),
    "close": N_("Closing"),
    "dismiss": N_("Dismissing"),
    "blame": N_("Blaming"),
    "deflect": N_("Brushing off"),
    "order": N_("Curt order"),
    "jargon": N_("Unexplained jargon"),
    "vague": N_("Vague"),
    "overpromise": N_("Overpromising"),
    "rude": N_("Rude"),
    "breach": N_("Integrity breach"),
    "formula": N_("Empty formula"),
    "told": N_("a fact told"),
    "asked": N_("a fact asked for"),
    "wrong": N_("a wrong fact"),
    "turn": N_("one more reply to sit through"),
    "bounds": N_("the scale ends here"),
}

_SUBSTANCE: Final = {"tells": "told", "asks": "asked", "wrong": "wrong"}

_ADVICE: Final = {
    "greet": N_("Greet, say your name, offer help: before anything else."),
    "invite": N_("Make room: “please tell me, I am listening”. Then let them finish."),
    "ask_open": N_("Ask what, how or why, so that they explain in their own words."),
    "ask_specific": N_("Ask for the one fact that decides the case."),
    "paraphrase": N_("Say back the facts in your own words before you answer."),
    "empathize": N_("Name the burden and its reason in this person's case, before you explain."),
    "apologize": N_("Say sorry for what was ours: the wait, the wrong information."),
    "thank": N_("Thank them for something they really did."),
    "own": N_("Say what you yourself will do: “I will check it now”."),
    "explain": N_("Give the reason behind the rule in everyday words."),
    "next_step": N_("End with one concrete thing to do, bring or expect."),
    "give_time": N_("Name the day or the hour instead of “as soon as possible”."),
    "options": N_("Offer two ways and what each means; let them choose."),
    "refer": N_("Name the right unit and take them there, or pass the case on yourself."),
    "check": N_("Ask them to say back the first step, taking the burden on yourself."),
    "permission": N_("Ask leave before you take, copy or use anything of theirs."),
    "limit": N_("Refuse the act, keep the person: thanks, no, why, and what is possible."),
    "unsure": N_("Say that you are not sure, and check before you answer."),
    "close": N_("Close with a summary, a way to reach you, and further help offered."),
}

_STAGES: Final = {
    "welcome": N_("Welcome"),
    "listen": N_("Listen"),
    "understand": N_("Understand"),
    "acknowledge": N_("Acknowledge"),
    "resolve": N_("Resolve"),
    "confirm": N_("Confirm"),
    "close": N_("Close"),
}

_AXES: Final = {
    "tension": N_("tension"),
    "trust": N_("trust"),
    "clarity": N_("clarity"),
    "patience": N_("patience"),
}

_BANDS: Final = {
    "tension": (N_("calm"), N_("questioning"), N_("challenging"), N_("venting"), N_("furious")),
    "trust": (N_("no trust"), N_("low"), N_("some"), N_("good"), N_("high")),
    "clarity": (N_("lost"), N_("hazy"), N_("partial"), N_("fair"), N_("clear")),
}

_OUTCOMES: Final = {
    "resolved": N_("resolved"),
    "partly": N_("partly resolved"),
    "unresolved": N_("unresolved"),
    "walked-out": N_("the customer walked out"),
    "escalated": N_("escalated"),
    "boundary-held": N_("a limit was rightly held"),
    "breached": N_("integrity was breached"),
}

_ACTS: Final = {
    "asks-for-superior": N_("asks for your superior"),
    "films": N_("begins to film"),
    "files-complaint": N_("starts to write a complaint"),
}

_QUADRANTS: Final = {
    "right-and-warm": N_("right and warm"),
    "right-but-cold": N_("right but cold"),
    "warm-but-wrong": N_("warm but wrong"),
    "neither": N_("neither right nor warm"),
    "not-rated": N_("not rated"),
}


def label_name(label: str) -> str:
    """Return the name of a technique, a trap or another cause of a mood change."""
    return _(_LABELS[label])


def evidence_name(label: str) -> str:
    """Return what evidence is for: a technique, a trap, or a piece of substance."""
    kind, _dot, name = label.partition(".")
    return f"{label_name(_SUBSTANCE[kind])} ({name})" if name else label_name(label)


def advice(technique: str) -> str:
    """Return how to do a technique, in one sentence."""
    return _(_ADVICE[technique])


def stage_name(stage: str) -> str:
    """Return the name of a stage."""
    return _(_STAGES[stage])


def axis_name(axis: str) -> str:
    """Return the name of an axis of mood."""
    return _(_AXES[axis])


def band_name(axis: str, value: int) -> str:
    """Return the word for a value of an axis."""
    return _(_BANDS[axis][BANDS[axis].index(band(axis, value))])


def outcome_name(outcome: str) -> str:
    """Return the name of an outcome."""
    return _(_OUTCOMES[outcome])


def act_name(act: str) -> str:
    """Return what an act looks like, as it follows the customer's name."""
    return _(_ACTS[act])


def quadrant_name(quadrant: str, *, is_wrong: bool = True) -> str:
    """Return the name of a quadrant; `is_wrong` is False when too little was right and nothing wrong."""
    if quadrant == "warm-but-wrong" and not is_wrong:
        return _("warm but incomplete")
    return _(_QUADRANTS[quadrant])
