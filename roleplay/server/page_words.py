"""The words of the pages, in the language of the group. Pages hold none themselves: translators find all."""

from collections.abc import Mapping
from typing import Final

import msgspec

from roleplay.domain.vocabulary import BAND_WIDTH, BANDS, OUTCOMES, TECHNIQUES, TRAPS
from roleplay.i18n import _, ngettext
from roleplay.reporting.names import axis_name, band_name, label_name, outcome_name
from roleplay.server.lead_words import board_words, lead_counts, lead_words

_NICKNAMES: Final = (
    "Kenari Jalak Merpati Kutilang Cucak Murai Gelatik Kepodang Elang Cendrawasih Bangau Pipit "
    "Melati Kenanga Cempaka Anggrek Teratai Kamboja Mawar Seruni Dahlia Bougenvil Wijaya Flamboyan"
).split()
"""Birds and flowers: what one is called by where nobody should be known. The same in every language."""


def page_words() -> bytes:
    """Return what pages say, as JSON, in the language in use."""
    return msgspec.json.encode(
        {
            "nicknames": _NICKNAMES,
            "words": {**common_words(), **join_words(), **talk_words(), **lead_words(), **board_words()},
            "counts": {**_counts(), **lead_counts()},
            "names": _names(),
        }
    )


def page_title() -> str:
    """Return what a page is called before it knows its group."""
    return _("Role-play")


def no_script() -> str:
    """Return what stands on a page where scripts are off."""
    return _("This page needs JavaScript. Switch it on, or join in a terminal with roleplay join.")


def common_words() -> Mapping[str, str]:
    """Return what more than one page says."""
    return {
        "offline": _("No connection. Trying again by itself; nothing is lost."),
        "paused": _("The facilitator has paused the group. Look up; nobody can reply for now."),
        "customer-says": _("{name} says"),
        "you-say": _("You say"),
        "officer-says": _("The officer says"),
        "facilitator-says": _("The facilitator says for {name}"),
        "not-scored": _("not scored"),
        "mood": _("Mood"),
        "cancel": _("Cancel"),
        "round-of": _("Round {number} of {count}"),
        "rate-none": _("no occasion"),
        "rate-anchors": _("What the levels look like"),
        "rate-reason": _("Why?"),
        "rate-save": _("Save my ratings"),
        "rate-incomplete": _("Choose a level or “no occasion” for: {titles}"),
        "rate-saved": _("Saved. You can change it until the rating is closed."),
        "rated-talk": _("The talk that is rated: {title}"),
        "results-title": _("How everybody rated"),
        "results-machine": _("The machine gave {level}."),
        "results-machine-none": _("The machine saw no occasion."),
        "results-reasons": _("Reasons, without names"),
        "results-level": _("Level {level}: {people}"),
        "results-none": _("No occasion: {people}"),
        "results-blank": _("Nobody rated this."),
        "saving": _("Saving …"),
        "waits": _("Not saved yet: no connection. It is sent by itself as soon as there is one."),
        "saved": _("Saved"),
        "not-understood": _("The answer of the server was not understood. Load the page again."),
    }


def join_words() -> Mapping[str, str]:
    """Return what is said on the way to a seat and away from it."""
    return {
        "join-title": _("Join a group"),
        "join-code": _("Code"),
        "join-code-help": _("It stands on the board: eight letters and digits."),
        "join-next": _("Go on"),
        "join-looking": _("One moment …"),
        "join-lost": _("The group cannot be reached. Are you on its network? Try again."),
        "join-agree": _("I agree and join"),
        "join-decline": _("I do not agree"),
        "join-declined": _("That is fine. Nothing was kept. You can practise alone with roleplay play."),
        "join-nickname": _("Your nickname"),
        "join-nickname-help": _("Everybody may see it. It need not be your name."),
        "join-another": _("Another one"),
        "seat-of": _("You are {nickname}"),
        "seat-code": _("Code of your seat: {seat}"),
        "seat-menu": _("Your seat"),
        "leave": _("This is not me"),
        "leave-title": _("Leave this seat?"),
        "leave-text": _(
            "This browser forgets that it is {nickname}. What was said stays. "
            "You need the code to join again, and get a new seat."
        ),
        "leave-yes": _("Leave"),
        "lobby-title": _("You are in"),
        "lobby-text": _("The facilitator begins soon. Leave this page open."),
        "messages": _("From the facilitator"),
        "messages-earlier": _("Earlier messages"),
    }


def talk_words() -> Mapping[str, str]:
    """Return what is said around a talk."""
    return {
        "task": _("Your task"),
        "judged": _("What counts"),
        "talk": _("The talk"),
        "taken-over": _("The facilitator speaks for {name} now. It is not scored; answer in your own words."),
        "feedback": _("What your reply did"),
        "receipt": _("How this adds up"),
        "reply-title": _("Your reply"),
        "choices": _("Choose a reply"),
        "own-words": _("Or say it in your own words"),
        "own-words-alone": _("Say it in your own words"),
        "own-words-help": _("Ctrl+Enter sends it."),
        "count": _("{count} of {most} characters"),
        "send": _("Send"),
        "kept-words": _("Your words are still in the box."),
        "hint": _("A hint"),
        "hint-more": _("More of the hint"),
        "hints": _("Hints"),
        "cards": _("Cards on the desk"),
        "undo": _("Take the reply back"),
        "undone": _("The reply is taken back."),
        "contest": _("That is not what I meant"),
        "contest-help": _("This was heard in your reply. What did you not mean?"),
        "contest-this": _("I did not mean this"),
        "contest-done": _("Noted for the authors. The score stays; you can take the reply back."),
        "ended-title": _("The talk has ended"),
        "ended-text": _("The others are still playing. Read your debrief meanwhile."),
        "round-over": _("The round is over"),
        "round-over-text": _("Look up: the group goes on together."),
        "debrief": _("Your debrief"),
        "debrief-show": _("Read your debrief"),
        "debrief-save": _("Save it as a file"),
        "debrief-lost": _("The debrief could not be loaded. Try again."),
        "panel-title": _("Rate this talk together"),
        "panel-text": _(
            "Read it, then rate on your own. Nobody sees your ratings before the rating is closed."
        ),
        "action-title": _("The one thing"),
        "action-label": _("What will you do differently next time?"),
        "action-save": _("Keep it"),
        "action-kept": _("Kept: {text}"),
        "closed-title": _("Thank you"),
        "closed-text": _("The group is over. You can still read your debrief while the facilitator hosts."),
    }


def _counts() -> Mapping[str, tuple[str, str]]:
    """Return words that depend on a number: for one, and for several."""
    return {
        "people": (
            ngettext("{count} person", "{count} people", 1),
            ngettext("{count} person", "{count} people", 2),
        ),
        "joined": (
            ngettext("{count} person has joined", "{count} people have joined", 1),
            ngettext("{count} person has joined", "{count} people have joined", 2),
        ),
    }


def _names() -> Mapping[str, object]:
    """Return the names of the vocabulary, and for each axis the words for its fifths, lowest first."""
    return {
        "techniques": {label: label_name(label) for label in TECHNIQUES},
        "traps": {label: label_name(label) for label in TRAPS},
        "outcomes": {outcome: outcome_name(outcome) for outcome in OUTCOMES},
        "axes": {axis: axis_name(axis) for axis in BANDS},
        "bands": {
            axis: [band_name(axis, place * BAND_WIDTH + 1) for place in range(len(words))]
            for axis, words in BANDS.items()
        },
    }
