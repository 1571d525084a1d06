"""What each technique, trap and piece of substance does to a customer before anybody's temper."""

from typing import Final, NamedTuple


class Reaction(NamedTuple):
    """Points on each axis; patience is in replies."""

    tension: int = 0
    trust: int = 0
    clarity: int = 0
    patience: int = 0


BASE_REACTIONS: Final = {
    "greet": Reaction(tension=-2, trust=2),
    "invite": Reaction(tension=-4, trust=3),
    "ask_open": Reaction(tension=-2, trust=2),
    "ask_specific": Reaction(tension=-1, trust=1),
    "paraphrase": Reaction(tension=-5, trust=6, clarity=3),
    "empathize": Reaction(tension=-12, trust=6),
    "apologize": Reaction(tension=-5, trust=4),
    "thank": Reaction(tension=-2, trust=2),
    "own": Reaction(tension=-4, trust=6),
    "explain": Reaction(tension=-2, trust=2, clarity=8),
    "next_step": Reaction(tension=-2, trust=2, clarity=6),
    "give_time": Reaction(tension=-4, trust=6, clarity=3),
    "options": Reaction(tension=-3, trust=4, clarity=2),
    "refer": Reaction(tension=-1, trust=2, clarity=4),
    "check": Reaction(tension=-1, trust=2, clarity=5),
    "permission": Reaction(tension=-1, trust=3),
    "limit": Reaction(trust=1),
    "unsure": Reaction(tension=1, trust=3),
    "close": Reaction(tension=-1, trust=1),
    "dismiss": Reaction(tension=12, trust=-8, patience=-1),
    "blame": Reaction(tension=10, trust=-8, patience=-1),
    "deflect": Reaction(tension=10, trust=-8, clarity=-3, patience=-1),
    "order": Reaction(tension=6, trust=-4),
    "jargon": Reaction(tension=3, trust=-1, clarity=-8),
    "vague": Reaction(tension=5, trust=-5, clarity=-3, patience=-1),
    "overpromise": Reaction(tension=-2, trust=2),
    "rude": Reaction(tension=20, trust=-15, patience=-2),
    "breach": Reaction(trust=-10),
    "formula": Reaction(tension=3, trust=-2),
    "told": Reaction(trust=2, clarity=6),
    "asked": Reaction(trust=1),
    "wrong": Reaction(clarity=4),
}
"""Points before any factor. Signs and order follow the service-recovery and de-escalation models the codebook
rests on (LEAPS: empathy and paraphrase first; SERVQUAL: certainty and ownership); sizes are set so that one
acknowledged feeling moves an angry person most of a band, and one insult a whole one. A promise out of
authority and a wrong fact please now: their price is paid in the score and told in the debrief."""

TURN_PATIENCE: Final = -1
"""Each reply costs the customer one of the replies they are ready to hear."""
